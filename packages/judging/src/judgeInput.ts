/** What judges look at. One shape for all; each judge says which parts it cannot do without. */
import { z } from "zod";

const text = z.string().max(300_000);

/** A rubric's line. The points of all criteria add up to the rubric's whole. */
export const criterionSchema = z.object({
  id: z.string().min(1).max(64),
  text: z.string().min(1).max(4_000),
  points: z.number().int().positive().max(100),
});
export type Criterion = Readonly<z.infer<typeof criterionSchema>>;

export const judgeInputSchema = z.object({
  problem: text,
  /** The candidate. */
  response: text,
  /**
   * The candidate's final answer as extraction found it. Null: it looked and found none, so that judges of the answer
   * are not asked at all; left out: nobody looked.
   */
  answer: text.nullable().optional(),
  /** The gold answer or solution. */
  reference: text.optional(),
  /** The candidate in steps, in order; indices count from 0. */
  steps: z.array(text).max(2_000).optional(),
  /** The second candidate of a comparison. */
  other: text.optional(),
  criteria: z.array(criterionSchema).min(1).max(50).optional(),
});
export type JudgeInput = Readonly<z.infer<typeof judgeInputSchema>>;

/** Every text that somebody else wrote, so that a sentinel or a reply can be looked for in all of them. */
export function textsOf({
  problem,
  response,
  answer,
  reference,
  steps,
  other,
  criteria,
}: JudgeInput): string[] {
  return [
    problem,
    response,
    answer ?? "",
    reference ?? "",
    ...(steps ?? []),
    other ?? "",
    ...(criteria ?? []).flatMap((criterion) => [criterion.id, criterion.text]),
  ].filter((part) => part !== "");
}

/** The texts that a quote may come from. */
export function candidatesOf({ response, steps, other }: JudgeInput): string[] {
  return [response, ...(steps ?? []), ...(other === undefined ? [] : [other])];
}
