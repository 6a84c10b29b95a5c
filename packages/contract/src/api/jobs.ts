/** Wire shapes of heavy jobs: what callers queue, and the protocol between the Worker and its runners. */
import { z } from "zod";
import { LIMITS } from "../limits.ts";
import { problemSpecSchema } from "../records/benchmark.ts";
import { jobKindSchema, jobSchema } from "../records/job.ts";
import { givenIdSchema } from "../records/primitives.ts";
import { gradeSchema } from "../records/sample.ts";
import { pageQuerySchema } from "./paging.ts";

export const createJobSchema = z.object({
  kind: jobKindSchema,
  runId: givenIdSchema,
  payload: z.record(z.string(), z.unknown()).default({}),
  maxAttempts: z.number().int().min(1).max(20).default(5),
});
export type CreateJob = z.input<typeof createJobSchema>;

export const jobViewSchema = jobSchema.omit({ fence: true, accountId: true }).extend({
  /** Jobs of the same kind that will be leased before this one; null unless queued. */
  position: z.number().int().nullable(),
});
export type JobView = z.infer<typeof jobViewSchema>;

export const jobQuerySchema = pageQuerySchema.extend({
  state: z.string().optional(),
  runId: z.string().optional(),
});
export type JobQuery = z.input<typeof jobQuerySchema>;

export const leaseRequestSchema = z.object({
  runner: z.string().min(1).max(120),
  kinds: z.array(jobKindSchema).min(1),
  /** How long the server may hold the request open while there is nothing to do. */
  waitSeconds: z.number().min(0).max(LIMITS.leaseWaitSeconds).default(0),
});
export type LeaseRequest = z.input<typeof leaseRequestSchema>;

/** `ttlMs`: report or heartbeat within it; beat every third of it. */
export const leaseSchema = z.object({
  jobId: z.string(),
  kind: jobKindSchema,
  runId: z.string().nullable(),
  payload: z.record(z.string(), z.unknown()),
  checkpoint: z.record(z.string(), z.unknown()),
  fence: z.number().int(),
  attempt: z.number().int(),
  ttlMs: z.number().int(),
});
export type Lease = z.infer<typeof leaseSchema>;
export const leaseReplySchema = z.object({ lease: leaseSchema.nullable() });

export const heartbeatSchema = z.object({ fence: z.number().int() });
export const heartbeatReplySchema = z.object({ cancel: z.boolean(), ttlMs: z.number().int() });
export type HeartbeatReply = z.infer<typeof heartbeatReplySchema>;

/** One page of a run's outputs with what makes them right, for a job that grades again. */
export const jobSampleSchema = z.object({
  sampleId: z.string(),
  outputHash: z.string(),
  specHash: z.string(),
  response: z.string(),
  finish: z.string().nullable(),
  spec: problemSpecSchema,
});
export type JobSample = z.infer<typeof jobSampleSchema>;
export const jobSamplesSchema = z.object({
  items: z.array(jobSampleSchema),
  next: z.string().nullable(),
  /** Comparison policy of the benchmark. */
  policy: z.enum(["default", "exact", "relative"]),
  total: z.number().int(),
});
export type JobSamples = z.infer<typeof jobSamplesSchema>;

/** Verdicts of one batch and where to go on; sending the same batch twice changes nothing. */
export const jobReportSchema = z.object({
  fence: z.number().int(),
  grader: z.string(),
  verdicts: z.array(gradeSchema.and(z.object({ outputHash: z.string(), specHash: z.string() }))).max(5_000),
  checkpoint: z.record(z.string(), z.unknown()),
  progress: z.object({ done: z.number().int(), total: z.number().int().nullable() }),
});
export type JobReport = z.infer<typeof jobReportSchema>;

export const jobCompleteSchema = z.object({
  fence: z.number().int(),
  grader: z.string(),
  result: z.record(z.string(), z.unknown()),
});
export type JobComplete = z.infer<typeof jobCompleteSchema>;
export const jobFailSchema = z.object({
  fence: z.number().int(),
  reason: z.string().max(4_000),
  /** Whether trying again may help. */
  retry: z.boolean(),
});
export type JobFail = z.infer<typeof jobFailSchema>;
