/** What was produced: models, runs, their uploads in chunks, and the lines that were no samples. */
import { z } from "zod";
import { invalidLineSchema } from "../interchange.ts";
import { outcomeCountsSchema } from "../outcome.ts";
import { contentHashSchema, idSchema, jsonObjectSchema, timeSchema } from "./primitives.ts";

export const modelSchema = z.object({
  id: idSchema,
  name: z.string().min(1).max(200),
  /** Checkpoint, commit or date; empty where there is only one. */
  revision: z.string().max(200),
  organisation: z.string().max(200).nullable(),
  releasedAt: timeSchema.nullable(),
  createdAt: timeSchema,
});
export type Model = Readonly<z.infer<typeof modelSchema>>;

/** How the outputs were sampled. Two runs are comparable "with identical settings" when the hash is equal. */
export const samplingSchema = z.object({
  temperature: z.number().nonnegative().optional(),
  topP: z.number().min(0).max(1).optional(),
  topK: z.number().int().nonnegative().optional(),
  maxTokens: z.number().int().positive().optional(),
  seed: z.number().int().optional(),
  promptTemplate: z.string().max(20_000).optional(),
});
export type Sampling = Readonly<z.infer<typeof samplingSchema>>;

export const runSourceSchema = z.enum(["web", "cli", "ci", "runner"]);
export const runVisibilitySchema = z.enum(["private", "unlisted", "public"]);
export type RunVisibility = z.infer<typeof runVisibilitySchema>;

/**
 * `awaiting_upload` -> `grading` -> `complete` (every line a sample) or `complete_with_errors` (some lines were
 * not) or `failed` (with the reason). `deleted` keeps the audit trail, not the outputs.
 */
export const RUN_STATES = [
  "awaiting_upload",
  "grading",
  "complete",
  "complete_with_errors",
  "failed",
  "deleted",
] as const;
export const runStateSchema = z.enum(RUN_STATES);
export type RunState = z.infer<typeof runStateSchema>;

export const runSchema = z.object({
  id: idSchema,
  benchmarkVersionId: idSchema,
  modelId: idSchema,
  accountId: idSchema,
  tokenId: idSchema.nullable(),
  label: z.string().max(200).nullable(),
  sampling: samplingSchema,
  samplingHash: contentHashSchema,
  source: runSourceSchema,
  commit: z.string().max(200).nullable(),
  branch: z.string().max(200).nullable(),
  step: z.number().int().nullable(),
  /** The run that this one is compared with in CI. */
  baselineRunId: idSchema.nullable(),
  visibility: runVisibilitySchema,
  state: runStateSchema,
  /** Why a run failed, for people; null otherwise. */
  failure: z.string().nullable(),
  /** Only rows of this `model` are this run's; null takes every row. */
  rowModel: z.string().nullable(),
  /** Object that holds the upload, its size, and the hash of its (decompressed) bytes. */
  objectKey: z.string().nullable(),
  objectBytes: z.number().int().nonnegative(),
  contentHash: z.string().nullable(),
  /** Grading goes through the object in order; bytes below this offset are done. */
  gradedBytes: z.number().int().nonnegative(),
  /** Lines below `gradedBytes`. */
  gradedLines: z.number().int().nonnegative(),
  /** Number of grading steps done; a step commits only if it still finds the epoch it started from. */
  epoch: z.number().int().nonnegative(),
  /** Samples by outcome so far under the active grader. */
  counts: outcomeCountsSchema,
  invalidLines: z.number().int().nonnegative(),
  /** The grader (`id@version/policy`) whose verdicts the run shows. */
  activeGrader: z.string(),
  createdAt: timeSchema,
  progressAt: timeSchema,
  finishedAt: timeSchema.nullable(),
});
export type Run = Readonly<z.infer<typeof runSchema>>;

/** An upload that comes in parts; `objectUpload` is the object store's own upload id. */
export const uploadSchema = z.object({
  id: idSchema,
  runId: idSchema,
  objectKey: z.string(),
  objectUpload: z.string(),
  parts: z.array(
    z.object({ number: z.number().int().positive(), etag: z.string(), bytes: z.number().int() }),
  ),
  state: z.enum(["open", "complete", "aborted"]),
  createdAt: timeSchema,
});
export type Upload = Readonly<z.infer<typeof uploadSchema>>;

export const runInvalidLineSchema = invalidLineSchema.and(z.object({ runId: idSchema }));
export type RunInvalidLine = Readonly<z.infer<typeof runInvalidLineSchema>>;

/** A number about a run, with what it takes to read it honestly. `low` and `high` are a 95 % interval. */
export const aggregateSchema = z.object({
  runId: idSchema,
  /** `accuracy`, `pass@k`, `bound.low`, `bound.high`, `truncated_rate` ... */
  metric: z.string(),
  value: z.number(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  n: z.number().int().nonnegative(),
  estimator: z.string(),
  seed: z.number().int().nullable(),
  grader: z.string(),
  epoch: z.number().int().nonnegative(),
  computedAt: timeSchema,
});
export type Aggregate = Readonly<z.infer<typeof aggregateSchema>>;

/** Immutable snapshot of a board. */
export const publicationSchema = z.object({
  id: idSchema,
  benchmarkVersionId: idSchema,
  board: jsonObjectSchema,
  at: timeSchema,
});
export type Publication = Readonly<z.infer<typeof publicationSchema>>;

/** Somebody says that a gold is wrong; the resolution voids or amends the problem. */
export const disputeSchema = z.object({
  id: idSchema,
  problemId: idSchema,
  accountId: idSchema,
  claim: z.string().max(20_000),
  evidence: jsonObjectSchema,
  state: z.enum(["open", "upheld", "rejected"]),
  resolution: z.string().nullable(),
  createdAt: timeSchema,
  closedAt: timeSchema.nullable(),
});
export type Dispute = Readonly<z.infer<typeof disputeSchema>>;
