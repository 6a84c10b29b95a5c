/** The rules that pick one answer out of several samples, in the reader's words. */
import type { SelectionReport } from "@plumbline/contract";

export type RuleRow = SelectionReport["rules"][number];
export type RuleName = RuleRow["rule"];
/** A rule with its settings, without its figures. */
export type RuleSetting = Pick<RuleRow, "rule" | "alpha" | "penalty">;

interface RuleWords {
  readonly label: string;
  /** For the end of a line in a chart. */
  readonly short: string;
  /** One sentence: what it does. */
  readonly meaning: string;
}

const WORDS: Readonly<Record<RuleName, RuleWords>> = {
  single: {
    label: "One sample (pass@1)",
    short: "One sample",
    meaning: "One sample, taken as it comes.",
  },
  majority: {
    label: "Majority",
    short: "Majority",
    meaning: "The answer that most samples give.",
  },
  shortest_majority: {
    label: "Shortest majority",
    short: "Shortest maj.",
    meaning: "As majority, with answers reached in fewer tokens preferred.",
  },
  best_of_n: {
    label: "Best of N",
    short: "Best of N",
    meaning: "The one sample with the largest share of votes for it.",
  },
  weighted_sum: {
    label: "Weighted sum",
    short: "Weighted sum",
    meaning: "The answer whose samples' shares of votes add up to most.",
  },
  pessimistic: {
    label: "Pessimistic Verification (PV)",
    short: "PV",
    meaning: "The answer with the best mean vote, less a penalty for answers that few samples reach.",
  },
};

const PENALTY_WORDS: Readonly<Record<NonNullable<RuleRow["penalty"]>, string>> = {
  ln_over_n: "ln / n",
  sqrt: "square root",
  wilson: "Wilson lower bound",
  beta_quantile: "Beta quantile",
};

export function ruleWords(rule: RuleName): RuleWords {
  return WORDS[rule];
}

/** @example describeSetting({ rule: "pessimistic", alpha: 0.1, penalty: "ln_over_n" }) // "α = 0.1, penalty ln / n" */
export function describeSetting({ alpha, penalty }: RuleSetting): string | null {
  const parts = [
    alpha === null ? null : `α = ${alpha}`,
    penalty === null ? null : `penalty ${PENALTY_WORDS[penalty]}`,
  ].filter((part) => part !== null);
  return parts.length === 0 ? null : parts.join(", ");
}

export function isSameSetting(left: RuleSetting, right: RuleSetting): boolean {
  return left.rule === right.rule && left.alpha === right.alpha && left.penalty === right.penalty;
}

/** Whether the rule reads a verifier's votes. */
export function needsVotes(rule: RuleName): boolean {
  return rule === "best_of_n" || rule === "weighted_sum" || rule === "pessimistic";
}
