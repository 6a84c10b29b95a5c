import type { ScoringRule } from "./scoringRule.ts";

/** Where ln would reach 0 or turn negative, and the score with it. */
const SHORTEST = 2;

/**
 * count / ln(mean tokens of the answer's samples): of two answers with as many samples, the one with the shorter
 * solutions. Lengths below 2 tokens count as 2. An answer without known lengths has the problem's mean length; where no
 * length is known at all, this is the majority. Source: Zeng et al., "Revisiting the Test-Time Scaling of o1-like
 * Models" (arXiv 2502.12215).
 */
export const shortestMajority: ScoringRule = {
  score: (tally, all) => {
    const tokens = tally.measured > 0 ? tally.tokens / tally.measured : all.meanTokens;
    return tokens === null ? tally.samples : tally.samples / Math.log(Math.max(SHORTEST, tokens));
  },
  lots: "answers",
};
