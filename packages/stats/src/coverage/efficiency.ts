import type { Estimate } from "../bootstrapMean.ts";
import {
  type BootstrapOptions,
  percentileInterval,
  resampleUnits,
  statisticOf,
  totalOf,
  toUnits,
} from "../resampleUnits.ts";

/** One problem: its share of right samples, and what a sample of it took in the mean. */
export interface SpentProblem {
  /** In [0, 1]. */
  readonly accuracy: number;
  /** Tokens or money, at least 0. */
  readonly spent: number;
  readonly cluster: string | null;
}

/** A figure that may have no upper end: the sample does not exclude that nothing is ever solved. */
export interface OpenEstimate {
  value: number;
  low: number;
  high: number | null;
}

/**
 * E3, accuracy squared by mean tokens: rewards accuracy twice, so that a model does not win by answering nothing fast. In
 * 1 / tokens, with a bootstrap interval over problems; null where nothing was spent or no problem is given.
 * Source: Lin et al., "Plan and Budget", arXiv 2505.16122.
 * @example tokenEfficiency([{ accuracy: 0.8, spent: 2000, cluster: null }], { seed: 0 })?.value // 0.00032
 */
export function tokenEfficiency(
  problems: readonly SpentProblem[],
  options: BootstrapOptions,
): Estimate | null {
  const { value, low, high } = ratioOf(problems, options, (right, spent, n) => right ** 2 / (n * spent));
  return Number.isFinite(value) ? { value, low, high } : null;
}

/**
 * Spent tokens or money for one right sample, with a bootstrap interval over problems; null where none is right.
 * @example costPerSolved([{ accuracy: 0.5, spent: 0.02, cluster: null }], { seed: 0 })?.value // 0.04
 */
export function costPerSolved(
  problems: readonly SpentProblem[],
  options: BootstrapOptions,
): OpenEstimate | null {
  const { value, low, high } = ratioOf(problems, options, (right, spent) => spent / right);
  if (!Number.isFinite(value)) return null;
  return { value, low, high: Number.isFinite(high) ? high : null };
}

function ratioOf(
  problems: readonly SpentProblem[],
  options: BootstrapOptions,
  ratio: (right: number, spent: number, n: number) => number,
): Estimate {
  if (problems.length === 0) return { value: Number.NaN, low: Number.NaN, high: Number.NaN };
  const { unitOf, units } = toUnits(problems.map(({ cluster }) => cluster));
  const sums = new Float64Array(units * 3);
  problems.forEach(({ accuracy, spent }, index) => {
    const row = (unitOf[index] ?? 0) * 3;
    sums[row] = (sums[row] ?? 0) + accuracy;
    sums[row + 1] = (sums[row + 1] ?? 0) + spent;
    sums[row + 2] = (sums[row + 2] ?? 0) + 1;
  });
  const table = { units, width: 3, sums };
  const statistic = (row: Float64Array, at: number): number =>
    ratio(row[at] ?? 0, row[at + 1] ?? 0, row[at + 2] ?? 0);
  const values = statisticOf(resampleUnits(table, options), statistic);
  return { value: statistic(totalOf(table), 0), ...percentileInterval(values, units, options.confidence) };
}
