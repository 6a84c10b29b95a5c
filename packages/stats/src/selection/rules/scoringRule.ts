import type { AnswerTally, Tallies } from "../tallyAnswers.ts";

/** A selection rule: the answer with the highest score is taken, equals are settled by lot. */
export interface ScoringRule {
  /** Finite for every tally; reads all tallies where the score depends on the whole problem. */
  readonly score: (tally: AnswerTally, all: Tallies) => number;
  /**
   * What a lot is drawn among: the tied answers; the best solutions of the tied answers; or all samples, those without
   * an answer included.
   */
  readonly lots: "answers" | "best_solutions" | "all_samples";
}
