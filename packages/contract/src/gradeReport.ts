/** What `plumb grade --json` prints. */
import { z } from "zod";
import { invalidLineSchema } from "./interchange.ts";
import { outcomeCountsSchema } from "./outcome.ts";

const rangeSchema = z.object({ low: z.number(), high: z.number() });

/**
 * One model's outputs, graded. `score` is the mean over problems of the share of right samples (avg@k);
 * `bounds` are the score with every ungradable sample taken as wrong and as right.
 */
export const gradedRunSchema = z.object({
  model: z.string(),
  n: z.number().int(),
  problems: z.number().int(),
  outcomes: outcomeCountsSchema,
  score: z.number().nullable(),
  interval: rangeSchema.nullable(),
  bounds: rangeSchema.nullable(),
  metrics: z.record(
    z.string(),
    z.object({
      value: z.number(),
      low: z.number().nullable(),
      high: z.number().nullable(),
      n: z.number().int(),
      estimator: z.string(),
    }),
  ),
  rules: z.record(z.string(), z.number().int()),
});
export type GradedRun = z.infer<typeof gradedRunSchema>;

export const gradeReportSchema = z.object({
  runs: z.array(gradedRunSchema),
  grader: z.string(),
  input: z.object({
    files: z.array(z.object({ name: z.string(), format: z.string(), rows: z.number().int() })),
    benchmark: z.string().nullable(),
    invalid_input: z.array(invalidLineSchema),
    invalid_count: z.number().int(),
  }),
});
export type GradeReport = z.infer<typeof gradeReportSchema>;
