/**
 * What each kind of heavy job is told. Decision: one schema per kind, checked when the job is queued, so that a runner
 * never meets a payload it cannot read; every payload carries the seed, so that a job can be done again.
 */
import { z } from "zod";
import type { JobKind } from "./job.ts";

const seed = z.number().int().min(0).max(0xffff_ffff).default(0);
const modelName = z.string().min(1).max(200);

/** How tokens are drawn. `temperature` 0 is greedy; `topK` 0 and `topP` 1 cut nothing off. */
export const drawSchema = z.object({
  temperature: z.number().min(0).max(2).default(1),
  topK: z.number().int().nonnegative().default(0),
  topP: z.number().gt(0).max(1).default(1),
  maxTokens: z.number().int().positive().max(131_072).default(1_024),
  stop: z.array(z.string().min(1).max(100)).max(8).default([]),
});
export type Draw = Readonly<z.infer<typeof drawSchema>>;

const anyDraw = drawSchema.prefault({});

/** M verdicts on every solution (Heimdall, arXiv 2504.10337). */
export const verifyPayloadSchema = z.object({
  model: modelName,
  /** M: verdicts per solution. */
  votes: z.number().int().min(1).max(256).default(8),
  draw: anyDraw,
  seed,
});
/** N solutions of every problem. */
export const samplePayloadSchema = z.object({
  model: modelName,
  /** N: solutions per problem. */
  samples: z.number().int().min(1).max(1_024).default(16),
  /** Another N for some problems, by problem key. */
  samplesByProblem: z.record(z.string().max(512), z.number().int().min(0).max(1_024)).default({}),
  /** Solve only the first so many problems of the benchmark. */
  problems: z.number().int().positive().optional(),
  draw: anyDraw,
  seed,
  /** Queued when the run is complete: verify what was sampled. */
  verify: verifyPayloadSchema.optional(),
});
/** OmegaPRM (arXiv 2406.06592): the first wrong step of wrong solutions by binary search over rollouts. */
export const locatePayloadSchema = z.object({
  model: modelName,
  /** k: continuations per probe; a prefix is good if one of them comes out right. */
  rollouts: z.number().int().min(1).max(256).default(8),
  /** Look at so many wrong samples at most, in the order of the run. */
  maxSamples: z.number().int().positive().max(100_000).default(200),
  draw: anyDraw,
  seed,
});
/** Particle filtering over steps (arXiv 2502.01618): weights from a verifier's verdicts on the partial solution. */
export const particlePayloadSchema = z.object({
  model: modelName,
  /** The model that scores; the solver itself where it is left out. */
  scorer: modelName.optional(),
  particles: z.number().int().min(1).max(256).default(8),
  /** Verdicts per partial solution that make its score. */
  scoreVotes: z.number().int().min(1).max(64).default(4),
  maxSteps: z.number().int().min(1).max(256).default(32),
  problems: z.number().int().positive().optional(),
  draw: anyDraw,
  seed,
});
/** Parallel-distill-refine: rounds of parallel drafts, each round seeing a bounded workspace of the last. */
export const refinePayloadSchema = z.object({
  model: modelName,
  /** Drafts in each round; the last must be 1. */
  drafts: z
    .array(z.number().int().min(1).max(64))
    .min(1)
    .max(8)
    .default([4, 2, 1])
    .refine((rounds) => rounds.at(-1) === 1, "The last round has one draft."),
  workspace: z.enum(["top_k", "random_k"]).default("top_k"),
  /** Drafts of the last round that the next one sees. */
  keep: z.number().int().min(1).max(16).default(2),
  /** Verdicts per draft that rank the workspace (`top_k`). */
  scoreVotes: z.number().int().min(1).max(64).default(4),
  problems: z.number().int().positive().optional(),
  draw: anyDraw,
  seed,
});
/** Heimdall's check of a data set: records whose share of positive verdicts is below `tau` are flagged. */
export const auditPayloadSchema = verifyPayloadSchema.extend({
  tau: z.number().min(0).max(1).default(0.5),
});

export const jobPayloadSchemas = {
  regrade: z.object({}),
  sample: samplePayloadSchema,
  verify: verifyPayloadSchema,
  locate: locatePayloadSchema,
  particle: particlePayloadSchema,
  refine: refinePayloadSchema,
  audit: auditPayloadSchema,
} as const satisfies Record<JobKind, z.ZodType>;
export type JobPayload<Kind extends JobKind> = Readonly<z.infer<(typeof jobPayloadSchemas)[Kind]>>;
