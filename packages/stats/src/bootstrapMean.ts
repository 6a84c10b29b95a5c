import type { Observation } from "./clusteredMean.ts";
import {
  type BootstrapOptions,
  percentileInterval,
  resampleUnits,
  statisticOf,
  toUnits,
} from "./resampleUnits.ts";

/** A figure with its percentile bootstrap interval. */
export interface Estimate {
  value: number;
  low: number;
  high: number;
}

/** A paired difference with its percentile bootstrap interval; it is told from 0 where the interval leaves 0 out. */
export interface PairedDifference {
  diff: number;
  low: number;
  high: number;
}

/** Two systems' values on the same item. */
export interface PairedObservation {
  readonly first: number;
  readonly second: number;
  /** Items of one cluster are drawn together; null makes the item a cluster of its own. */
  readonly cluster: string | null;
}

/**
 * Mean with a seeded percentile bootstrap interval, clusters drawn whole. `clusteredMean` is the better interval for
 * one mean of independent shares; this one goes with figures that no formula covers. Precondition: one observation.
 * @example bootstrapMean([{ value: 1, cluster: null }, { value: 1, cluster: null }], { seed: 0 })
 * // { value: 1, low: 1, high: 1 }
 */
export function bootstrapMean(observations: readonly Observation[], options: BootstrapOptions): Estimate {
  const { unitOf, units } = toUnits(observations.map(({ cluster }) => cluster));
  const sums = new Float64Array(units * 2);
  let sum = 0;
  observations.forEach(({ value }, index) => {
    const row = (unitOf[index] ?? 0) * 2;
    sums[row] = (sums[row] ?? 0) + value;
    sums[row + 1] = (sums[row + 1] ?? 0) + 1;
    sum += value;
  });
  const resampled = resampleUnits({ units, width: 2, sums }, options);
  const means = statisticOf(resampled, (row, at) => (row[at] ?? 0) / (row[at + 1] ?? 0));
  return { value: sum / observations.length, ...percentileInterval(means, units, options.confidence) };
}

/**
 * Mean of first - second over items that both were asked, with its interval: the items' difficulty, which both share,
 * is no noise of the difference. Precondition: one pair.
 * @example pairedBootstrap([{ first: 1, second: 0, cluster: null }], { seed: 0 }) // { diff: 1, low: 1, high: 1 }
 */
export function pairedBootstrap(
  pairs: readonly PairedObservation[],
  options: BootstrapOptions,
): PairedDifference {
  const differences = pairs.map(({ first, second, cluster }) => ({ value: first - second, cluster }));
  const { value, low, high } = bootstrapMean(differences, options);
  return { diff: value, low, high };
}
