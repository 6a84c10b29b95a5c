/**
 * A batch of rows that a runner sampled: stored as an object, then graded and committed like a step of an upload.
 * Decision: the object comes first, the commit decides. The commit writes the batch's number with its samples, under
 * the run's epoch; so a batch whose first request died half way is stored again under the same key and counts once,
 * and whatever comes later under its number changes nothing. Another batch that commits meanwhile moves the epoch on;
 * then this one is planned anew, because indices may be taken now.
 */
import type { InterchangeRow, Job, JobRows } from "@plumbline/contract";
import type { ReadRow } from "@plumbline/formats";
import type { RunSummary } from "@plumbline/storage";
import { refuse } from "../api/refusal.ts";
import { planEvents } from "../ingest/planEvents.ts";
import type { Ports } from "../ports.ts";
import { toBatchKey } from "../runs/objectKeys.ts";

const MOST_TRIES = 5;

export async function storeRows(
  ports: Ports,
  job: Job,
  { batch, rows }: Pick<JobRows, "batch" | "rows">,
): Promise<void> {
  const { store, objects, hasher } = ports;
  const content = encodeRows(rows);
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    if (await store.hasBatch(job.id, batch)) return;
    const summary = await findFilledRun(ports, job);
    const { id: runId } = summary.run;
    const objectKey = toBatchKey(runId, job.id, batch, hasher.contentHash(content.text));
    if (tries === 0) await objects.put(objectKey, content.bytes);
    if (await commitBatch(ports, summary, { jobId: job.id, batch, objectKey }, content)) return;
    const run = await store.run(runId);
    if (run === null || run.state === "deleted") await objects.removeAll(objectKey);
  }
  throw refuse("unavailable", "The run moves on faster than this batch can be graded.", "Send it again.");
}

async function findFilledRun({ store }: Ports, { runId }: Job): Promise<RunSummary> {
  const summary = runId === null ? null : await store.runSummary(runId);
  if (summary === null || summary.run.state === "deleted") throw refuse("conflict", "The run is gone.");
  if (summary.run.state === "grading") return summary;
  throw refuse("conflict", `The run takes no rows any more; it is ${summary.run.state}.`);
}

async function commitBatch(
  ports: Ports,
  summary: RunSummary,
  batch: { readonly jobId: string; readonly batch: number; readonly objectKey: string },
  { bytes, places }: EncodedRows,
): Promise<boolean> {
  const { store, clock, logger } = ports;
  const { id: runId, epoch, gradedBytes, gradedLines } = summary.run;
  const from = clock.now();
  const events = places.map(
    (place, at): ReadRow => ({ kind: "row", ...place, line: gradedLines + at + 1, item: 0 }),
  );
  const plan = await planEvents(ports, summary, events, {
    objectKey: batch.objectKey,
    idPrefix: `${runId}-b${batch.batch}`,
  });
  const committed = await store.commitChunk({
    runId,
    fromEpoch: epoch,
    ...plan,
    gradedBytes: gradedBytes + bytes.length,
    gradedLines: gradedLines + places.length,
    at: clock.now(),
    batch,
  });
  const samples = plan.samples.length;
  const { jobId, batch: number } = batch;
  logger.info("batch", { runId, jobId, batch: number, epoch, samples, committed, ms: clock.now() - from });
  return committed;
}

interface EncodedRows {
  readonly text: string;
  readonly bytes: Uint8Array;
  readonly places: readonly Pick<ReadRow, "row" | "byteStart" | "byteEnd">[];
}

/** One JSON object a line, each with its line feed, as uploads have them. */
function encodeRows(rows: readonly InterchangeRow[]): EncodedRows {
  const encoder = new TextEncoder();
  const lines = rows.map((row) => `${JSON.stringify(row)}\n`);
  let position = 0;
  const places = lines.flatMap((line, at) => {
    const row = rows[at];
    const byteStart = position;
    position += encoder.encode(line).length;
    return row === undefined ? [] : [{ row, byteStart, byteEnd: position - 1 }];
  });
  const text = lines.join("");
  return { text, bytes: encoder.encode(text), places };
}
