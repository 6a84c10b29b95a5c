/**
 * Who holds lots when a rule's best score is reached more than once. Decision: scores that differ by rounding alone
 * are equal, because sums of verdict shares depend on the order of the samples and the choice must not. `expectedRight`
 * runs a million times in a report and therefore makes no objects.
 */
import type { ScoringRule } from "./rules/scoringRule.ts";
import type { AnswerTally, Tallies } from "./tallyAnswers.ts";

/** One holder of lots: an answer by its index, or no answer (null). */
export interface Lot {
  readonly answer: number | null;
  readonly lots: number;
}

const ROUNDING = 1e-12;

/** The tied holders, in order of appearance, no answer last; empty where nothing takes part. */
export function settleLots(tallies: Tallies, rule: ScoringRule): Lot[] {
  const least = leastTied(tallies, rule);
  const tied: Lot[] = tallies.answers
    .filter((tally) => rule.score(tally, tallies) >= least)
    .map((tally) => ({ answer: tally.answer, lots: lotsOf(tally, rule) }));
  if (rule.lots === "all_samples" && tallies.blank > 0) tied.push({ answer: null, lots: tallies.blank });
  return tied;
}

/** Chance in [0, 1] that the lot falls on something right; 0 where nothing takes part: no answer is no right answer. */
export function expectedRight(tallies: Tallies, rule: ScoringRule): number {
  const least = leastTied(tallies, rule);
  const blankToo = rule.lots === "all_samples";
  let held = blankToo ? tallies.blank : 0;
  let right = blankToo ? tallies.blankRight : 0;
  for (const tally of tallies.answers) {
    if (rule.score(tally, tallies) < least) continue;
    held += lotsOf(tally, rule);
    right += rightLotsOf(tally, rule);
  }
  return held === 0 ? 0 : right / held;
}

function leastTied(tallies: Tallies, rule: ScoringRule): number {
  let best = Number.NEGATIVE_INFINITY;
  for (const tally of tallies.answers) best = Math.max(best, rule.score(tally, tallies));
  return best - ROUNDING * Math.max(1, Math.abs(best));
}

function lotsOf(tally: AnswerTally, rule: ScoringRule): number {
  switch (rule.lots) {
    case "answers":
      return 1;
    case "best_solutions":
      return tally.bestSamples;
    case "all_samples":
      return tally.samples;
  }
}

/** Of the lots, those that are right: whole ones for solutions, the answer's share of right samples for an answer. */
function rightLotsOf(tally: AnswerTally, rule: ScoringRule): number {
  switch (rule.lots) {
    case "answers":
      return tally.right / tally.samples;
    case "best_solutions":
      return tally.bestRight;
    case "all_samples":
      return tally.right;
  }
}
