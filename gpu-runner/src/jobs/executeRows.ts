/**
 * The way of every kind of job that produces samples: units of work in groups, a batch of rows for each group.
 * Decision: which rows are in batch number k is a function of the payload and of the list of problems alone, because
 * the server takes each number once: a batch that was stored just before a crash is made again with the same number and
 * changes nothing. A run must not mix two sets of weights, so a job that began with other weights than this runner's is
 * left to a runner that has them.
 */
import type { InterchangeRow } from "@plumbline/contract";
import { z } from "zod";
import type { JobContext, JobEnd } from "./executor.ts";
import type { Drawn, JobEngine } from "./jobEngine.ts";
import { inGroups } from "./readItems.ts";
import { addSpending, NOTHING_SPENT, type Spending, spendingSchema } from "./spending.ts";
import { workAhead } from "./workAhead.ts";

/** Requests in one call of an engine, about. */
export const CALL_REQUESTS = 256;
/** Rows in a batch: few enough that a run's page fills while it is watched. */
const BATCH_ROWS = 128;
/** A batch's share of the longest request body, and the longest that a token's text is reckoned with. */
const BATCH_BYTES = 4 * 1024 * 1024;
const TOKEN_BYTES = 16;

export interface RowJob<Unit> {
  readonly engine: JobEngine;
  /** In an order that never changes. */
  readonly units: AsyncIterable<Unit>;
  readonly unitsPerGroup: number;
  /** Rows that the job will have in all, as far as it is known by now. */
  total(): number | null;
  make(units: readonly Unit[], signal: AbortSignal): Promise<MadeRows>;
  /** How `make` puts requests together, to be kept with the job. */
  readonly plan: Readonly<Record<string, unknown>>;
  readonly maxTokens: number;
}

export interface MadeRows {
  readonly rows: readonly InterchangeRow[];
  readonly spending: Spending;
}

const checkpointSchema = z.object({
  /** Groups and batches that are stored. */
  group: z.number().int(),
  batch: z.number().int(),
  rows: z.number().int(),
  /** The weights that made them. */
  revision: z.string(),
  spending: spendingSchema,
});
type Checkpoint = Readonly<z.infer<typeof checkpointSchema>>;

export async function executeRows<Unit>(context: JobContext, job: RowJob<Unit>): Promise<JobEnd> {
  const { facts } = job.engine;
  let at = readCheckpoint(context) ?? {
    group: 0,
    batch: 0,
    rows: 0,
    revision: facts.revision,
    spending: NOTHING_SPENT,
  };
  if (at.revision !== facts.revision) {
    const reason = `The run was begun with ${facts.name} of revision ${at.revision}; this runner has revision ${facts.revision}. Start a runner with the former, or sample into a new run.`;
    return { status: "failed", reason, retry: true };
  }
  const width = widthOf(job);
  const ended = await workAhead({
    groups: inGroups(skipping(job.units, at.group * job.unitsPerGroup), job.unitsPerGroup),
    width,
    drain: context.drain,
    stop: context.stop,
    make: (units, signal) => job.make(units, signal),
    async handIn(_units, made) {
      at = await report(context, job, at, made);
    },
  });
  if (ended === "drained") return { status: "released" };
  return {
    status: "done",
    result: { samples: at.rows, ...at.spending, model: facts.name, revision: facts.revision },
    batchPlan: {
      ...job.plan,
      model: facts,
      callsAtOnce: width,
      engine: job.engine.batchPlan,
    },
  };
}

/** Rows that one batch carries, whatever their lengths: a function of the payload alone. */
export function rowsPerBatch(maxTokens: number): number {
  return Math.max(1, Math.min(BATCH_ROWS, Math.floor(BATCH_BYTES / (maxTokens * TOKEN_BYTES))));
}

/** One generation as a row of the run. */
export function toRow(
  problemKey: string,
  index: number,
  { text, tokensIn, tokensOut, finish, logProbability, latencyMs, cost, tooLong }: Drawn,
  seed: number,
  meta: Readonly<Record<string, unknown>>,
): InterchangeRow {
  return {
    problem_id: problemKey,
    sample_index: index,
    response: text,
    tokens_in: tokensIn,
    tokens_out: tokensOut,
    ...(cost === null ? {} : { cost }),
    finish,
    seed,
    ...(logProbability === null || !Number.isFinite(logProbability)
      ? {}
      : { log_probability: logProbability }),
    latency_ms: latencyMs,
    meta: { ...meta, ...(tooLong ? { prompt_too_long: true } : {}) },
  };
}

/** Large groups are several batches; only the last of them moves on. */
async function report<Unit>(
  context: JobContext,
  job: RowJob<Unit>,
  before: Checkpoint,
  { rows, spending }: MadeRows,
): Promise<Checkpoint> {
  const size = rowsPerBatch(job.maxTokens);
  const batches = Math.max(1, Math.ceil(rows.length / size));
  const after: Checkpoint = {
    ...before,
    group: before.group + 1,
    batch: before.batch + batches,
    rows: before.rows + rows.length,
    spending: addSpending(before.spending, spending),
  };
  for (let piece = 0; piece < batches; piece += 1) {
    const last = piece === batches - 1;
    const done = before.rows + Math.min(rows.length, (piece + 1) * size);
    await context.reportRows({
      batch: before.batch + piece,
      rows: rows.slice(piece * size, (piece + 1) * size),
      checkpoint: { ...(last ? after : before) },
      progress: { done, total: job.total() },
    });
  }
  return after;
}

/**
 * Calls of the engine at once. One in process, so that what a batch holds does not depend on time; a server makes its
 * batches itself, and is kept busy.
 */
function widthOf<Unit>({ engine, unitsPerGroup }: RowJob<Unit>): number {
  return engine.facts.engine === "onnx" ? 1 : Math.max(2, Math.ceil(CALL_REQUESTS / unitsPerGroup));
}

async function* skipping<Item>(items: AsyncIterable<Item>, count: number): AsyncGenerator<Item> {
  let left = count;
  for await (const item of items) {
    if (left > 0) left -= 1;
    else yield item;
  }
}

/** Null where there is none, or one that this version cannot read: then the job starts over. */
function readCheckpoint({ lease }: JobContext): Checkpoint | null {
  return checkpointSchema.safeParse(lease.checkpoint).data ?? null;
}
