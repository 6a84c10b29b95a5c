/** What is measured: benchmarks, their immutable versions, and problems. */
import { z } from "zod";
import { contentHashSchema, idSchema, timeSchema } from "./primitives.ts";

export const answerTypeSchema = z.enum(["auto", "math", "text", "choice"]);
export const policyNameSchema = z.enum(["default", "exact", "relative"]);

/**
 * What makes an answer right. Its hash is part of a verdict's key: an amended gold makes a new spec, and old
 * verdicts stay what they were.
 */
export const problemSpecSchema = z.object({
  gold: z.string().max(65_536),
  type: answerTypeSchema.default("auto"),
  /** Option texts by letter, for multiple choice. */
  choices: z.record(z.string().max(8), z.string()).optional(),
  /** Set where the answer is judged by a rule and not by a gold ("uses 4 6 8 9 once, equals 24"). */
  constraint: z.string().optional(),
});
export type ProblemSpec = Readonly<z.infer<typeof problemSpecSchema>>;

/** Ordered graders and the comparison policy. Today's only grader is the checker. */
export const graderPlanSchema = z.object({
  graders: z.array(z.enum(["checker"])).min(1),
  policy: policyNameSchema,
});
export type GraderPlan = Readonly<z.infer<typeof graderPlanSchema>>;

/** `hidden` golds are seen by the grading queue and by runners with scope `gold`, by nobody else. */
export const benchmarkVisibilitySchema = z.enum(["public", "hidden"]);
export type BenchmarkVisibility = z.infer<typeof benchmarkVisibilitySchema>;

export const slugSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, "lower-case letters, digits and hyphens, at most 63 characters");

export const benchmarkSchema = z.object({
  id: idSchema,
  slug: slugSchema,
  name: z.string().min(1).max(200),
  description: z.string().max(10_000),
  visibility: benchmarkVisibilitySchema,
  accountId: idSchema,
  createdAt: timeSchema,
});
export type Benchmark = Readonly<z.infer<typeof benchmarkSchema>>;

export const benchmarkVersionSchema = z.object({
  id: idSchema,
  benchmarkId: idSchema,
  /** 1, 2, 3 ... */
  version: z.number().int().positive(),
  plan: graderPlanSchema,
  /** Hash over all problem specs in order of their keys; equal hash = comparable scores. Empty while a draft. */
  specHash: z.string(),
  problemCount: z.number().int().nonnegative(),
  /** A draft takes problems; a sealed version takes runs and never changes. */
  state: z.enum(["draft", "sealed"]),
  createdAt: timeSchema,
});
export type BenchmarkVersion = Readonly<z.infer<typeof benchmarkVersionSchema>>;

export const problemStateSchema = z.enum(["live", "void", "amended"]);

export const problemSchema = z.object({
  id: idSchema,
  benchmarkVersionId: idSchema,
  /** The benchmark's own key, unique in the version: what rows call `problem_id`. */
  key: z.string().min(1).max(512),
  statement: z.string().max(100_000),
  /** Hash of the statement with white space normalised: finds the problem where a file carries no key. */
  statementHash: contentHashSchema,
  spec: problemSpecSchema,
  specHash: contentHashSchema,
  /** Problems that share a source (variants of one seed) are one cluster in the statistics. */
  cluster: z.string().nullable(),
  tags: z.array(z.string()),
  state: problemStateSchema,
});
export type Problem = Readonly<z.infer<typeof problemSchema>>;
