/** Judgements against labels. "Positive" is what the judge passes: the answer is right, the step is sound. */
export interface Confusion {
  readonly truePositive: number;
  readonly falseNegative: number;
  readonly falsePositive: number;
  readonly trueNegative: number;
}

/** In the order in which a card shows them. */
export const CONFUSION_METRICS = [
  "accuracy",
  "precision",
  "recall",
  "specificity",
  "f1",
  "balancedAccuracy",
  "kappa",
  "mcc",
] as const;
export type ConfusionMetric = (typeof CONFUSION_METRICS)[number];

/** Null where the matrix does not define the metric: precision of a judge that passes nothing, kappa of one class. */
export type ConfusionMetrics = Record<ConfusionMetric, number | null>;

/**
 * All metrics of a confusion matrix. Shares, F1 and balanced accuracy are in [0, 1]; Cohen's kappa and Matthews'
 * correlation in [-1, 1], 0 for a judge that guesses by the same odds. Counts need not be whole.
 * Sources: Cohen, Educational and Psychological Measurement 20 (1960); Matthews, BBA 405 (1975).
 * @example confusionMetrics({ truePositive: 46, falseNegative: 1, falsePositive: 23, trueNegative: 10 }).kappa // 0.3128
 */
export function confusionMetrics(confusion: Confusion): ConfusionMetrics {
  const { truePositive, falseNegative, falsePositive, trueNegative } = confusion;
  const cells = [truePositive, falseNegative, falsePositive, trueNegative];
  const metric = (name: ConfusionMetric): number | null => {
    const value = confusionMetric(name, cells);
    return Number.isNaN(value) ? null : value;
  };
  return {
    accuracy: metric("accuracy"),
    precision: metric("precision"),
    recall: metric("recall"),
    specificity: metric("specificity"),
    f1: metric("f1"),
    balancedAccuracy: metric("balancedAccuracy"),
    kappa: metric("kappa"),
    mcc: metric("mcc"),
  };
}

/** One metric of the cells [true positive, false negative, false positive, true negative]; NaN where it is not defined. */
export function confusionMetric(metric: ConfusionMetric, cells: readonly number[]): number {
  const [hit = 0, miss = 0, falseHit = 0, refusal = 0] = cells;
  switch (metric) {
    case "accuracy":
      return (hit + refusal) / (hit + miss + falseHit + refusal);
    case "precision":
      return hit / (hit + falseHit);
    case "recall":
      return hit / (hit + miss);
    case "specificity":
      return refusal / (refusal + falseHit);
    case "f1":
      return (2 * hit) / (2 * hit + miss + falseHit);
    case "balancedAccuracy":
      return (hit / (hit + miss) + refusal / (refusal + falseHit)) / 2;
    case "kappa": {
      const n = hit + miss + falseHit + refusal;
      const byChance = ((hit + falseHit) * (hit + miss) + (refusal + miss) * (refusal + falseHit)) / (n * n);
      return ((hit + refusal) / n - byChance) / (1 - byChance);
    }
    case "mcc":
      return (
        (hit * refusal - falseHit * miss) /
        Math.sqrt((hit + falseHit) * (hit + miss) * (refusal + falseHit) * (refusal + miss))
      );
  }
}
