/**
 * Heavy jobs and their leases.
 * Decision: the database row is the truth. A lease hands out a fence, a number that only grows; every later call of
 * the holder carries it, and a call with an older fence is refused (`lease_lost`), so a runner that was thought dead
 * can never write over its successor.
 */
import { z } from "zod";
import { idSchema, jsonObjectSchema, timeSchema } from "./primitives.ts";

/** Listed here once; each kind is one file in gpu-runner and one in workers/edge. */
export const JOB_KINDS = ["regrade", "sample", "verify", "locate", "particle", "refine", "audit"] as const;
export const jobKindSchema = z.enum(JOB_KINDS);
export type JobKind = z.infer<typeof jobKindSchema>;

/** Kinds whose rows fill a run, as an upload does. */
export const PRODUCING_KINDS = ["sample", "particle", "refine"] as const satisfies readonly JobKind[];

/** `dead`: gave up after `maxAttempts`; an admin may requeue it. */
export const jobStateSchema = z.enum(["queued", "leased", "done", "failed", "cancelled", "dead"]);
export type JobState = z.infer<typeof jobStateSchema>;

export const jobSchema = z.object({
  id: idSchema,
  kind: jobKindSchema,
  runId: idSchema.nullable(),
  accountId: idSchema,
  payload: jsonObjectSchema,
  /** The model that a runner must have to be given the job; null where it needs none. */
  model: z.string().max(200).nullable(),
  /** Whether a runner needs scope `gold` for it. */
  needsGold: z.boolean(),
  state: jobStateSchema,
  /** Counted when a lease is given. */
  attempts: z.number().int().nonnegative(),
  maxAttempts: z.number().int().positive(),
  fence: z.number().int().nonnegative(),
  leasedBy: z.string().nullable(),
  leaseExpiresAt: timeSchema.nullable(),
  cancelRequested: z.boolean(),
  /** Where to go on after a crash: the last batch whose report was stored. */
  checkpoint: jsonObjectSchema,
  progress: z.object({ done: z.number().int(), total: z.number().int().nullable() }),
  result: jsonObjectSchema.nullable(),
  failure: z.string().nullable(),
  /** The recorded plan of batches, where results depend on it. */
  batchPlan: jsonObjectSchema.nullable(),
  createdAt: timeSchema,
  updatedAt: timeSchema,
  finishedAt: timeSchema.nullable(),
});
export type Job = Readonly<z.infer<typeof jobSchema>>;

/** A batch of rows that is stored and graded. `epoch`: the run's when it was committed. */
export const jobBatchSchema = z.object({
  jobId: idSchema,
  batch: z.number().int().nonnegative(),
  runId: idSchema,
  epoch: z.number().int().nonnegative(),
  objectKey: z.string(),
  createdAt: timeSchema,
});
export type JobBatch = Readonly<z.infer<typeof jobBatchSchema>>;
