/** What the selection rules are given, and their names. The rules themselves: rules/, one file each. */
export const SELECTION_RULES = [
  "single",
  "majority",
  "shortest_majority",
  "best_of_n",
  "weighted_sum",
  "pessimistic",
] as const;
export type SelectionRuleName = (typeof SELECTION_RULES)[number];

export const PENALTIES = ["ln_over_n", "sqrt", "wilson", "beta_quantile"] as const;
export type Penalty = (typeof PENALTIES)[number];

/** A rule with its parameters. */
export type SelectionRule =
  | { readonly rule: Exclude<SelectionRuleName, "pessimistic"> }
  | {
      readonly rule: "pessimistic";
      /** How pessimistic; its meaning and its default depend on the penalty (rules/pessimistic.ts). */
      readonly alpha?: number;
      /** `ln_over_n` where it is left out. */
      readonly penalty?: Penalty;
    };

/** A solution of one problem, as far as selection sees it. */
export interface SelectionSample {
  /** The answer's class: samples with equal text agree. Null: the response names no answer. */
  readonly answer: string | null;
  /** Verdicts on the solution; null is an abstention, which is no verdict. Empty where nothing is verified. */
  readonly votes: readonly (boolean | null)[];
  /** Length of the solution in tokens, where known; only the shortest majority looks at it. */
  readonly tokens?: number | null;
}
