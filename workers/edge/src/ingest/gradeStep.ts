/**
 * One grading step: 4 MiB of the upload from the byte where the last step ended, graded and committed as a whole.
 * Decision: the commit carries the epoch that the step started from, so that of two deliveries of one message only one
 * counts. Between batches of rows the step yields, so that other requests of the isolate are answered meanwhile.
 */
import { type InterchangeRow, LIMITS } from "@plumbline/contract";
import { type ReadEvent, readStep } from "@plumbline/formats";
import { normaliseStatement } from "@plumbline/grading";
import type { ProblemKey, RunSummary } from "@plumbline/storage";
import type { Ports } from "../ports.ts";
import { findFormat } from "./findFormat.ts";
import { createPlanner, type PlannedSamples } from "./planSamples.ts";

const ROWS_BETWEEN_YIELDS = 200;

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
  return { plan: await planSamples(ports, summary, events), next, readMs };
}

async function planSamples(
  { store, hasher, clock }: Ports,
  { run, version }: RunSummary,
  events: readonly ReadEvent[],
): Promise<PlannedSamples> {
  const rows = events.flatMap((event) => (event.kind === "row" ? [event.row] : []));
  const find = await findProblems(store, hasher, version.id, rows);
  const planner = createPlanner({
    run,
    policy: version.plan.policy,
    hasher,
    find,
    taken: await findTaken(store, run, rows, find),
    linesToKeep: LIMITS.invalidLinesKept - run.invalidLines,
    at: clock.now(),
  });
  for (const [at, event] of events.entries()) {
    if (at % ROWS_BETWEEN_YIELDS === ROWS_BETWEEN_YIELDS - 1) await clock.sleep(0);
    planner.add(event);
  }
  return planner.finish();
}

/** Looks problems up by key, and where that finds none, by statement. */
async function findProblems(
  store: Ports["store"],
  hasher: Ports["hasher"],
  versionId: string,
  rows: readonly InterchangeRow[],
): Promise<(row: InterchangeRow) => ProblemKey | null> {
  const keys = new Set(rows.flatMap(({ problem_id }) => problem_id ?? []));
  const byKey = new Map<string | null, ProblemKey>();
  for (const problem of await store.findProblems(versionId, [...keys], [])) byKey.set(problem.key, problem);
  const hashOf = new Map<string | undefined, string>();
  for (const { problem_id, problem } of rows) {
    if (problem === undefined || byKey.has(problem_id) || hashOf.has(problem)) continue;
    hashOf.set(problem, hasher.contentHash(normaliseStatement(problem)));
  }
  const byStatement = new Map<string | undefined, ProblemKey>();
  if (hashOf.size > 0) {
    const hashes = [...new Set(hashOf.values())];
    for (const found of await store.findProblems(versionId, [], hashes))
      byStatement.set(found.statementHash, found);
  }
  return ({ problem_id, problem }) => byKey.get(problem_id) ?? byStatement.get(hashOf.get(problem)) ?? null;
}

async function findTaken(
  store: Ports["store"],
  run: RunSummary["run"],
  rows: readonly InterchangeRow[],
  find: (row: InterchangeRow) => ProblemKey | null,
): Promise<Awaited<ReturnType<Ports["store"]["takenIndices"]>>> {
  if (run.gradedBytes === 0) return new Map();
  const asked = new Map<string, number[]>();
  for (const row of rows) {
    const problem = find(row);
    if (problem === null) continue;
    const indices = asked.get(problem.id) ?? [];
    if (row.sample_index !== undefined) indices.push(row.sample_index);
    asked.set(problem.id, indices);
  }
  return store.takenIndices(
    run.id,
    [...asked].map(([problemId, indices]) => ({ problemId, indices })),
  );
}
