/** Wire shapes of benchmarks and problems. */
import { z } from "zod";
import { LIMITS } from "../limits.ts";
import {
  benchmarkSchema,
  benchmarkVersionSchema,
  benchmarkVisibilitySchema,
  graderPlanSchema,
  problemSchema,
  problemSpecSchema,
  slugSchema,
} from "../records/benchmark.ts";

/** One problem as it is handed in. */
export const newProblemSchema = z.object({
  key: z.string().min(1).max(512),
  statement: z.string().max(100_000),
  spec: problemSpecSchema,
  cluster: z.string().optional(),
  tags: z.array(z.string()).optional(),
});
export type NewProblem = z.input<typeof newProblemSchema>;

/**
 * Creates a benchmark, or a new version of one with the same slug. Problems come with it or in further requests
 * (`POST .../problems`), `sealed` ends the draft; an identical sealed version is found again instead of made twice.
 */
export const createBenchmarkSchema = z.object({
  slug: slugSchema,
  name: z.string().min(1).max(200),
  description: z.string().max(10_000).default(""),
  visibility: benchmarkVisibilitySchema.default("public"),
  plan: graderPlanSchema.default({ graders: ["checker"], policy: "default" }),
  problems: z.array(newProblemSchema).max(LIMITS.problemsPerRequest),
  seal: z.boolean().default(true),
});
export type CreateBenchmark = z.input<typeof createBenchmarkSchema>;

export const addProblemsSchema = z.object({
  problems: z.array(newProblemSchema).max(LIMITS.problemsPerRequest),
  seal: z.boolean().default(false),
});
export type AddProblems = z.input<typeof addProblemsSchema>;

/** A benchmark with its newest sealed version (or its draft, to its owner). */
export const benchmarkViewSchema = benchmarkSchema.omit({ accountId: true }).extend({
  version: benchmarkVersionSchema,
  runs: z.number().int(),
});
export type BenchmarkView = z.infer<typeof benchmarkViewSchema>;

/** A problem and the benchmark that asks it; `gold` and the rest of the spec are null on a hidden benchmark. */
export const problemViewSchema = problemSchema
  .omit({ spec: true, statementHash: true, specHash: true })
  .extend({
    spec: problemSpecSchema.nullable(),
    benchmark: z.object({ slug: slugSchema, name: z.string() }),
  });
export type ProblemView = z.infer<typeof problemViewSchema>;

/** Share of right samples by run, for the problem page. Empty on a hidden benchmark. */
export const problemResultSchema = z.object({
  runId: z.string(),
  model: z.string(),
  samples: z.number().int(),
  right: z.number().int(),
  ungradable: z.number().int(),
  firstSampleId: z.string(),
});
export type ProblemResult = z.infer<typeof problemResultSchema>;
