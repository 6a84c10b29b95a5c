/**
 * The interchange row: one sample, as every reader of a file format yields it and every upload carries it.
 * Decision: snake_case, because people write these files by hand and from Python; all else on the wire is camelCase.
 */
import { z } from "zod";

export const finishSchema: z.ZodType<"stop" | "length" | "content_filter" | "error" | "unknown"> = z.enum([
  "stop",
  "length",
  "content_filter",
  "error",
  "unknown",
]);
/** Why generation stopped: `length` means that the token limit cut the output. */
export type Finish = z.infer<typeof finishSchema>;

/**
 * One sample.
 * - `problem_id`: the benchmark's own key of the problem; null where the file has none (then `problem` identifies it).
 * - `sample_index`: from 0 within the problem; absent = the order of appearance in the file.
 * - `cost`: US dollars. `tokens_in`, `tokens_out`: counts as reported by the source.
 * - `log_probability`: natural logarithm of the response's probability under the model that wrote it.
 */
export interface InterchangeRow {
  readonly problem_id: string | null;
  readonly sample_index?: number | undefined;
  readonly problem?: string | undefined;
  readonly gold?: string | undefined;
  readonly response: string;
  readonly model?: string | undefined;
  readonly tokens_in?: number | undefined;
  readonly tokens_out?: number | undefined;
  readonly cost?: number | undefined;
  readonly finish?: Finish | undefined;
  readonly seed?: number | undefined;
  readonly log_probability?: number | undefined;
  readonly latency_ms?: number | undefined;
  readonly meta?: Readonly<Record<string, unknown>> | undefined;
}

export const interchangeRowSchema: z.ZodType<InterchangeRow> = z.object({
  problem_id: z.string().min(1).max(512).nullable(),
  sample_index: z.number().int().nonnegative().optional(),
  problem: z.string().optional(),
  gold: z.string().optional(),
  response: z.string(),
  model: z.string().optional(),
  tokens_in: z.number().nonnegative().optional(),
  tokens_out: z.number().nonnegative().optional(),
  cost: z.number().nonnegative().optional(),
  finish: finishSchema.optional(),
  seed: z.number().int().optional(),
  log_probability: z.number().optional(),
  latency_ms: z.number().nonnegative().optional(),
  meta: z.record(z.string(), z.unknown()).optional(),
});

/** Why a line of an upload is no sample. Closed: adding one breaks every place that explains it. */
export const INVALID_LINE_CODES = [
  "not_utf8",
  "not_json",
  "not_a_row",
  "line_too_long",
  "unknown_problem",
  "duplicate_sample",
  "other_model",
] as const;
export type InvalidLineCode = (typeof INVALID_LINE_CODES)[number];

/** A line that is no sample: `line` counts from 1; `column` from 1 where it is known. */
export interface InvalidLine {
  readonly line: number;
  readonly code: InvalidLineCode;
  readonly reason: string;
  readonly column?: number | undefined;
}
export const invalidLineSchema: z.ZodType<InvalidLine> = z.object({
  line: z.number().int().positive(),
  code: z.enum(INVALID_LINE_CODES),
  reason: z.string(),
  column: z.number().int().positive().optional(),
});
