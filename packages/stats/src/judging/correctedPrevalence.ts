/**
 * How many answers are right when an imperfect judge says how many it passed.
 *
 * Decision: the interval draws both samples anew, the judged one and the labelled one from which sensitivity and
 * specificity come, because the second is usually the small one and most of the doubt is in it. Each resample adds a
 * Gamma(1/2) draw in every cell (see cardFigure.ts), without which a judge without an observed error would count as
 * perfect. The samples are taken as independent of one another: labelled items that are also judged items count twice.
 */
import type { Estimate } from "../bootstrapMean.ts";
import { type BootstrapOptions, percentileInterval } from "../resampleUnits.ts";
import { countCells } from "./cardFigure.ts";
import type { Confusion } from "./confusionMetrics.ts";

export interface ObservedShare {
  /** Items that the judge passed, and items on which it gave a verdict. Whole numbers, 0 <= passed <= n, n >= 1. */
  readonly passed: number;
  readonly n: number;
}

export interface CorrectedPrevalence extends Estimate {
  /** What the judge said, before the correction. */
  observed: number;
  sensitivity: number;
  specificity: number;
  seed: number;
}

/**
 * Rogan and Gladen's estimate of the share of right items, from a judge's share of passed items and its confusion
 * matrix on labelled items, with an interval. Null where the matrix has no right or no wrong item, or where the judge is
 * no better than a coin (sensitivity + specificity <= 1): then its word holds no information about the share.
 * @example correctedPrevalence({ passed: 94, n: 200 }, { truePositive: 97, falseNegative: 3, falsePositive: 14, trueNegative: 86 }, { seed: 0 })?.value
 * // 0.3976
 */
export function correctedPrevalence(
  { passed, n }: ObservedShare,
  { truePositive, falseNegative, falsePositive, trueNegative }: Confusion,
  options: BootstrapOptions,
): CorrectedPrevalence | null {
  const sensitivity = truePositive / (truePositive + falseNegative);
  const specificity = trueNegative / (trueNegative + falsePositive);
  const observed = passed / n;
  const value = roganGladen(observed, sensitivity, specificity);
  if (value === null) return null;
  const judged = drawsOf([passed, n - passed], options);
  const labelled = drawsOf([truePositive, falseNegative, falsePositive, trueNegative], {
    ...options,
    seed: options.seed ^ LABELLED,
  });
  const values = Float64Array.from({ length: judged.length / 2 }, (_, row) => {
    const [yes = 0, no = 0] = judged.subarray(row * 2, row * 2 + 2);
    const [hit = 0, miss = 0, falseHit = 0, refusal = 0] = labelled.subarray(row * 4, row * 4 + 4);
    const drawn = roganGladen(yes / (yes + no), hit / (hit + miss), refusal / (refusal + falseHit));
    return drawn ?? Number.NaN;
  });
  const labels = truePositive + falseNegative + falsePositive + trueNegative;
  const { low, high } = percentileInterval(values, Math.min(n, labels), options.confidence);
  return {
    ...{ value, low: Math.min(low, value), high: Math.max(high, value) },
    ...{ observed, sensitivity, specificity, seed: options.seed },
  };
}

/**
 * (observed + specificity - 1) / (sensitivity + specificity - 1), cut to [0, 1]; null where the divisor is not positive.
 * Source: Rogan and Gladen, American Journal of Epidemiology 107 (1978).
 * @example roganGladen(0.47, 0.97, 0.86) // 0.3976
 */
export function roganGladen(observed: number, sensitivity: number, specificity: number): number | null {
  const divisor = sensitivity + specificity - 1;
  if (!(divisor > 0)) return null;
  return Math.min(1, Math.max(0, (observed + specificity - 1) / divisor));
}

/** Keeps the draws of the labelled sample apart from those of the judged one. */
const LABELLED = 0x3c6ef372;

function drawsOf(counts: readonly number[], options: BootstrapOptions): Float64Array {
  const items = counts.flatMap((count, cell) =>
    Array.from({ length: count }, () => ({ cell, cluster: null })),
  );
  return countCells(items, counts.length, options).draws(counts.map((_, cell) => [cell]));
}
