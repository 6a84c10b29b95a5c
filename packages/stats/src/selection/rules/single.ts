import type { ScoringRule } from "./scoringRule.ts";

/**
 * One sample, drawn blindly: all score 0 and the lot decides. The only rule in which a sample without an answer takes
 * part (drawn, it is a wrong answer): otherwise this baseline would be better than pass@1, which it has to equal.
 */
export const single: ScoringRule = { score: () => 0, lots: "all_samples" };
