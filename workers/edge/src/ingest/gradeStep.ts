/**
 * One grading step: 4 MiB of the upload from the byte where the last step ended, graded and committed as a whole.
 * Decision: the commit carries the epoch that the step started from, so that of two deliveries of one message only one
 * counts.
 */
import { readStep } from "@plumbline/formats";
import type { RunSummary } from "@plumbline/storage";
import type { Ports } from "../ports.ts";
import { findFormat } from "./findFormat.ts";
import { planEvents } from "./planEvents.ts";

export interface StepResult {
  /** False = another delivery has done this step. */
  readonly committed: boolean;
  readonly atEnd: boolean;
  readonly samples: number;
  /** Samples on which the grader itself failed: always our bug. */
  readonly graderErrors: number;
  /** Where the time went, in milliseconds. */
  readonly readMs: number;
  readonly gradeMs: number;
  readonly commitMs: number;
}

export async function gradeStep(ports: Ports, summary: RunSummary): Promise<StepResult> {
  const { store, clock } = ports;
  const { run } = summary;
  const from = clock.now();
  const { plan, next, readMs } = await readAndPlan(ports, summary);
  const graded = clock.now();
  const committed = await store.commitChunk({
    runId: run.id,
    fromEpoch: run.epoch,
    ...plan,
    gradedBytes: next.atEnd ? run.objectBytes : next.nextByte,
    gradedLines: next.nextLine - 1,
    at: graded,
  });
  return {
    committed,
    atEnd: next.atEnd,
    samples: plan.samples.length,
    graderErrors: plan.counts.error,
    readMs,
    gradeMs: graded - from - readMs,
    commitMs: clock.now() - graded,
  };
}

/** Reads and grades. Returns nothing that holds on to the rows, so that they are gone while the commit is made. */
async function readAndPlan(ports: Ports, summary: RunSummary) {
  const { objects, clock } = ports;
  const { run } = summary;
  const { objectKey } = run;
  if (objectKey === null) throw new Error(`run ${run.id} is grading without an object`);
  const from = clock.now();
  const { events, ...next } = await readStep((start, end) => objects.read(objectKey, start, end), {
    size: run.objectBytes,
    byteOffset: run.gradedBytes,
    firstLine: run.gradedLines + 1,
    format: await findFormat(ports, objectKey, run.objectBytes),
  });
  const readMs = clock.now() - from;
  return {
    plan: await planEvents(ports, summary, events, { objectKey: null, idPrefix: run.id }),
    next,
    readMs,
  };
}
