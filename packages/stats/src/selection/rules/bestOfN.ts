import type { ScoringRule } from "./scoringRule.ts";

/**
 * The solution with the highest mean verdict, and its answer. The lot is drawn among the tied SOLUTIONS, so an answer
 * that more of them give is likelier to be taken. A solution without a verdict has mean 0.
 */
export const bestOfN: ScoringRule = { score: (tally) => tally.best, lots: "best_solutions" };
