/** Wire shapes of heavy jobs: what callers queue, and the protocol between the Worker and its runners. */
import { z } from "zod";
import { interchangeRowSchema } from "../interchange.ts";
import { LIMITS } from "../limits.ts";
import { outcomeSchema } from "../outcome.ts";
import { problemSpecSchema } from "../records/benchmark.ts";
import { JOB_KINDS, jobKindSchema, jobSchema } from "../records/job.ts";
import { givenIdSchema } from "../records/primitives.ts";
import { gradeSchema, judgementSchema, voteSchema } from "../records/sample.ts";
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
  kinds: z.array(jobKindSchema).min(1).max(JOB_KINDS.length),
  /** Models that the runner has; a job that names another is left for others. */
  models: z.array(z.string().max(200)).max(100).default([]),
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
  /** The run's `sampling.promptTemplate`, for kinds that solve. */
  promptTemplate: z.string().nullish(),
});
export type Lease = z.infer<typeof leaseSchema>;
export const leaseReplySchema = z.object({ lease: leaseSchema.nullable() });

export const heartbeatSchema = z.object({ fence: z.number().int() });
export const heartbeatReplySchema = z.object({ cancel: z.boolean(), ttlMs: z.number().int() });
export type HeartbeatReply = z.infer<typeof heartbeatReplySchema>;

/** One page of a run's outputs, for a job that grades, verifies or audits them. */
export const jobSampleSchema = z.object({
  sampleId: z.string(),
  problemKey: z.string(),
  statement: z.string(),
  /** From 0 within the problem and the run. */
  index: z.number().int(),
  /** Where the record comes from, for reports by source: the problem's cluster. */
  source: z.string().nullable(),
  outputHash: z.string(),
  specHash: z.string(),
  response: z.string(),
  finish: z.string().nullable(),
  /** What makes it right; null for kinds of jobs that must not know. */
  spec: problemSpecSchema.nullable(),
  /** The run's active verdict; null for kinds of jobs that must not know. */
  outcome: outcomeSchema.nullable(),
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

/** One page of the benchmark's problems, for a job that solves them. */
export const jobProblemsSchema = z.object({
  items: z.array(
    z.object({
      problemId: z.string(),
      key: z.string(),
      statement: z.string(),
      cluster: z.string().nullable(),
    }),
  ),
  next: z.string().nullable(),
  total: z.number().int(),
});
export type JobProblems = z.infer<typeof jobProblemsSchema>;

const batchSchema = z.object({
  fence: z.number().int(),
  checkpoint: z.record(z.string(), z.unknown()),
  progress: z.object({ done: z.number().int(), total: z.number().int().nullable() }),
});

/**
 * Outputs that a runner sampled, stored and graded like an upload. `batch` counts from 0 within the job and names the
 * rows: the same number again, whatever it holds, changes nothing, so a batch that was sent twice counts once.
 */
export const jobRowsSchema = batchSchema.extend({
  batch: z.number().int().nonnegative(),
  rows: z.array(interchangeRowSchema).max(500),
});
export type JobRows = z.infer<typeof jobRowsSchema>;

/** Votes of a generative verifier; a vote is known by (sample, verifier, index), so twice changes nothing. */
export const jobVotesSchema = batchSchema.extend({
  verifier: z.string().min(1).max(200),
  votes: z.array(voteSchema.omit({ id: true, verifier: true, createdAt: true })).max(5_000),
});
export type JobVotes = z.infer<typeof jobVotesSchema>;

/** Judgements of steps; one is known by (sample, judge, step), so twice changes nothing. */
export const jobJudgementsSchema = batchSchema.extend({
  judge: z.string().min(1).max(200),
  judgements: z.array(judgementSchema.omit({ id: true, judge: true, createdAt: true })).max(5_000),
});
export type JobJudgements = z.infer<typeof jobJudgementsSchema>;

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
  /** Whose verdicts the run shows from now on, where the kind of job grades (`regrade`). */
  grader: z.string().optional(),
  result: z.record(z.string(), z.unknown()),
  /** How requests were put into batches, where results depend on it; kept with the job. */
  batchPlan: z.record(z.string(), z.unknown()).optional(),
});
export type JobComplete = z.infer<typeof jobCompleteSchema>;
export const jobFailSchema = z.object({
  fence: z.number().int(),
  reason: z.string().max(4_000),
  /** Whether trying again may help. */
  retry: z.boolean(),
  /** A runner that shuts down gives it back: nothing went wrong, so the attempt does not count. */
  released: z.boolean().default(false),
});
export type JobFail = z.input<typeof jobFailSchema>;
