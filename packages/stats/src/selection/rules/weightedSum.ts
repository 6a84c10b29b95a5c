import type { ScoringRule } from "./scoringRule.ts";

/**
 * The answer with the largest sum of its solutions' mean verdicts. A solution without a verdict adds 0; where no
 * solution of the problem has one, all answers tie. Source: Li et al. (arXiv 2206.02336), voting weighted by a verifier.
 */
export const weightedSum: ScoringRule = { score: (tally) => tally.meanSum, lots: "answers" };
