/** Wire shapes of runs, uploads, samples and results. */
import { z } from "zod";
import { invalidLineSchema } from "../interchange.ts";
import { OUTCOMES, outcomeCountsSchema } from "../outcome.ts";
import { problemSpecSchema, slugSchema } from "../records/benchmark.ts";
import { givenIdSchema } from "../records/primitives.ts";
import {
  aggregateSchema,
  modelSchema,
  runSchema,
  runSourceSchema,
  runVisibilitySchema,
  samplingSchema,
} from "../records/run.ts";
import { gradeSchema, judgementSchema, sampleSchema, voteSchema } from "../records/sample.ts";
import { pageQuerySchema } from "./paging.ts";

export const newModelSchema = z.object({
  name: z.string().min(1).max(200),
  revision: z.string().max(200).default(""),
  organisation: z.string().max(200).optional(),
  releasedAt: z.number().int().nonnegative().optional(),
});

export const createRunSchema = z.object({
  /** Slug; the newest sealed version is taken unless `version` says otherwise. */
  benchmark: slugSchema,
  version: z.number().int().positive().optional(),
  model: newModelSchema,
  label: z.string().max(200).optional(),
  sampling: samplingSchema.default({}),
  source: runSourceSchema.default("cli"),
  commit: z.string().max(200).optional(),
  branch: z.string().max(200).optional(),
  step: z.number().int().optional(),
  baselineRunId: givenIdSchema.optional(),
  visibility: runVisibilitySchema.default("private"),
  /** Take only the rows whose `model` is this one; other rows are reported as `other_model`. */
  rowModel: z.string().max(1_000).optional(),
});
export type CreateRun = z.input<typeof createRunSchema>;

/** A run as pages and callers see it. `percent` is the share of the upload that is graded, 0 to 100. */
export const runViewSchema = runSchema
  .omit({ accountId: true, tokenId: true, objectKey: true, samplingHash: true })
  .extend({
    benchmark: z.object({
      slug: z.string(),
      name: z.string(),
      version: z.number().int(),
      visibility: z.enum(["public", "hidden"]),
      problemCount: z.number().int(),
    }),
    model: modelSchema,
    account: z.string(),
    percent: z.number().min(0).max(100),
    /** Whether the caller may change or delete it. */
    mine: z.boolean(),
  });
export type RunView = z.infer<typeof runViewSchema>;

/** `replayed`: the same bytes had been submitted before for the same benchmark, model and settings. */
export const uploadedSchema = z.object({ run: runViewSchema, replayed: z.boolean() });
export type Uploaded = z.infer<typeof uploadedSchema>;

export const startedUploadSchema = z.object({ uploadId: z.string(), partBytes: z.number().int() });
export type StartedUpload = z.infer<typeof startedUploadSchema>;
export const uploadPartSchema = z.object({ number: z.number().int(), bytes: z.number().int() });
export type UploadPart = z.infer<typeof uploadPartSchema>;

/** Everything counted about a run: outcomes, score with interval and bounds, extraction rules, problems answered. */
export const runResultsSchema = z.object({
  runId: z.string(),
  grader: z.string(),
  epoch: z.number().int(),
  samples: z.number().int(),
  problems: z.object({ answered: z.number().int(), total: z.number().int() }),
  counts: outcomeCountsSchema,
  score: z.number().nullable(),
  interval: z.object({ low: z.number(), high: z.number() }).nullable(),
  bounds: z.object({ low: z.number(), high: z.number() }).nullable(),
  metrics: z.array(aggregateSchema.omit({ runId: true })),
  invalidLines: z.number().int(),
});
export type RunResults = z.infer<typeof runResultsSchema>;

export const sampleQuerySchema = pageQuerySchema.extend({
  outcome: z.enum(OUTCOMES).optional(),
  problem: z.string().max(512).optional(),
});
export type SampleQuery = z.input<typeof sampleQuerySchema>;

/** One line of the run's table. On a hidden benchmark this list is empty: only aggregates are shown. */
export const sampleRowSchema = z.object({
  id: z.string(),
  problemId: z.string(),
  problemKey: z.string(),
  index: z.number().int(),
  outcome: z.enum(OUTCOMES),
  extracted: z.string().nullable(),
  rule: z.string().nullable(),
  gold: z.string().nullable(),
  by: z.string(),
  tokensOut: z.number().nullable(),
});
export type SampleRow = z.infer<typeof sampleRowSchema>;

/** One sample whole: the problem, the response as it was uploaded, and every verdict, newest first. */
export const sampleViewSchema = sampleSchema.omit({ promptHash: true, objectKey: true }).extend({
  run: runViewSchema,
  problemKey: z.string(),
  statement: z.string(),
  spec: problemSpecSchema.nullable(),
  response: z.string(),
  grade: gradeSchema.nullable(),
  /** What generative verifiers said, by verifier and index; empty on a hidden benchmark. */
  votes: z.array(voteSchema.omit({ id: true, sampleId: true })),
  judgements: z.array(judgementSchema.omit({ id: true, sampleId: true })),
  verdicts: z.array(gradeSchema.and(z.object({ grader: z.string(), createdAt: z.number() }))),
  previousId: z.string().nullable(),
  nextId: z.string().nullable(),
});
export type SampleView = z.infer<typeof sampleViewSchema>;

export const invalidLineViewSchema = invalidLineSchema;

export const runQuerySchema = pageQuerySchema.extend({
  benchmark: z.string().max(63).optional(),
  /** `mine`: the caller's own, whatever their visibility. */
  scope: z.enum(["public", "mine"]).default("public"),
});
export type RunQuery = z.input<typeof runQuerySchema>;

export const changeRunSchema = z.object({
  visibility: runVisibilitySchema.optional(),
  label: z.string().max(200).nullable().optional(),
});
export type ChangeRun = z.input<typeof changeRunSchema>;

/** A row of a board. Rank is a range: two rows whose ranges overlap are not told apart by the data. */
export const boardRowSchema = z.object({
  rank: z.object({ from: z.number().int(), to: z.number().int() }).nullable(),
  runId: z.string(),
  model: modelSchema,
  account: z.string(),
  score: z.number(),
  interval: z.object({ low: z.number(), high: z.number() }),
  bounds: z.object({ low: z.number(), high: z.number() }),
  samples: z.number().int(),
  problems: z.object({ answered: z.number().int(), total: z.number().int() }),
  counts: outcomeCountsSchema,
  cost: z.number().nullable(),
  medianTokensOut: z.number().nullable(),
  finishedAt: z.number().nullable(),
  grader: z.string(),
  /** Why a row has no rank, for people; null for ranked rows. */
  unranked: z.string().nullable(),
});
export type BoardRow = z.infer<typeof boardRowSchema>;

export const boardSchema = z.object({
  benchmark: z.object({
    slug: z.string(),
    name: z.string(),
    description: z.string(),
    version: z.number().int(),
    visibility: z.enum(["public", "hidden"]),
    problemCount: z.number().int(),
  }),
  /** How ranks were made, for people. */
  method: z.string(),
  rows: z.array(boardRowSchema),
  generatedAt: z.number(),
});
export type Board = z.infer<typeof boardSchema>;
