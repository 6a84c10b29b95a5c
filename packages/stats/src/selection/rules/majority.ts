import type { ScoringRule } from "./scoringRule.ts";

/** The answer with most samples. Source: Wang et al., "Self-Consistency" (arXiv 2203.11171). */
export const majority: ScoringRule = { score: (tally) => tally.samples, lots: "answers" };
