/**
 * The closed vocabulary of what can be said of one sample.
 * Decision: there is no silent zero. Two outcomes are facts about the answer, two are facts about the output
 * and score as not correct, five are "we cannot say" and only widen the bounds of a score.
 */
import { z } from "zod";

export const OUTCOMES = [
  "correct",
  "incorrect",
  "no_answer",
  "truncated",
  "undecided",
  "gold_invalid",
  "judge_unparseable",
  "unavailable",
  "error",
] as const;

export type Outcome = (typeof OUTCOMES)[number];
export const outcomeSchema = z.enum(OUTCOMES);

/** Number of samples by outcome; every outcome is present, zero included. */
export const outcomeCountsSchema = z.record(z.enum(OUTCOMES), z.number().int().nonnegative());
export type OutcomeCounts = Readonly<z.infer<typeof outcomeCountsSchema>>;

/**
 * Where an outcome stands in a score: `right` counts 1, `wrong` counts 0, `ungradable` counts neither and
 * makes the difference between the lower and the upper bound.
 */
export function toStanding(outcome: Outcome): "right" | "wrong" | "ungradable" {
  switch (outcome) {
    case "correct":
      return "right";
    case "incorrect":
    case "no_answer":
    case "truncated":
      return "wrong";
    case "undecided":
    case "gold_invalid":
    case "judge_unparseable":
    case "unavailable":
    case "error":
      return "ungradable";
  }
}

/** Counts with zero for every outcome, to start a tally from. */
export function emptyCounts(): Record<Outcome, number> {
  return Object.fromEntries(OUTCOMES.map((outcome) => [outcome, 0])) as Record<Outcome, number>;
}

/** Adds two tallies. */
export function addCounts(left: OutcomeCounts, right: OutcomeCounts): OutcomeCounts {
  const sum = emptyCounts();
  for (const outcome of OUTCOMES) sum[outcome] = left[outcome] + right[outcome];
  return sum;
}
