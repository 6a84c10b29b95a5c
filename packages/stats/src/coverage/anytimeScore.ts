/** Accuracy when thinking is cut off after so many tokens and an answer is asked for. */
export interface BudgetAccuracy {
  /** Above 0; in rising order. */
  readonly tokens: number;
  /** In [0, 1]. */
  readonly accuracy: number;
}

/** How likely each budget is: all alike, by its size, only the last, or own weights of any scale. */
export type BudgetPrior = "uniform" | "linear" | "last" | readonly number[];

/**
 * Accuracy of a model whose thinking may be cut off at any of the budgets: the mean over budgets by `prior`, in [0, 1]. A
 * score of one problem's accuracies is meant too, so that `bootstrapMean` over problems gives the interval.
 * Source: Qi et al., "Optimizing Anytime Reasoning via Budget Relative Policy Optimization", arXiv 2505.13438.
 * RangeError for weights that do not match the budgets or do not add up to more than 0.
 * @example anytimeScore([{ tokens: 2000, accuracy: 0.3 }, { tokens: 4000, accuracy: 0.45 }], "linear") // 0.4
 */
export function anytimeScore(budgets: readonly BudgetAccuracy[], prior: BudgetPrior = "uniform"): number {
  const weights = weightsOf(budgets, prior);
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  if (weights.length !== budgets.length || !(whole > 0))
    throw new RangeError(`${budgets.length} budgets need as many weights with a sum above 0`);
  return budgets.reduce((sum, { accuracy }, index) => sum + accuracy * (weights[index] ?? 0), 0) / whole;
}

function weightsOf(budgets: readonly BudgetAccuracy[], prior: BudgetPrior): readonly number[] {
  if (typeof prior !== "string") return prior;
  switch (prior) {
    case "uniform":
      return budgets.map(() => 1);
    case "linear":
      return budgets.map(({ tokens }) => tokens);
    case "last":
      return budgets.map((_, index) => (index === budgets.length - 1 ? 1 : 0));
  }
}
