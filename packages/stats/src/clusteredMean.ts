import { studentQuantile } from "./distributions.ts";
import type { Interval } from "./wilsonInterval.ts";

export interface Observation {
  readonly value: number;
  /** Observations of one cluster are not independent; null makes the observation a cluster of its own. */
  readonly cluster: string | null;
}

export interface MeanEstimate {
  readonly mean: number;
  /** Null where one cluster alone gives no estimate of the spread. */
  readonly standardError: number | null;
  readonly interval: Interval | null;
  readonly clusters: number;
}

/**
 * Mean with its clustered standard error sqrt(sum over clusters of (sum of deviations)^2) / n, times
 * sqrt(G / (G - 1)) for G clusters (the usual small-sample factor), and Student's t with G - 1 degrees of freedom.
 * Source: Miller, "Adding Error Bars to Evals" (2024), section 2. The interval is cut at [0, 1]: values are shares.
 * @example clusteredMean([{ value: 1, cluster: null }, { value: 0, cluster: null }]).mean // 0.5
 */
export function clusteredMean(observations: readonly Observation[], confidence = 0.95): MeanEstimate {
  const n = observations.length;
  const mean = observations.reduce((sum, { value }) => sum + value, 0) / n;
  const deviations = new Map<string, number>();
  observations.forEach(({ value, cluster }, index) => {
    const key = cluster === null ? `#${index}` : `c${cluster}`;
    deviations.set(key, (deviations.get(key) ?? 0) + (value - mean));
  });
  const clusters = deviations.size;
  if (clusters < 2) return { mean, standardError: null, interval: null, clusters };
  let squares = 0;
  for (const deviation of deviations.values()) squares += deviation * deviation;
  const standardError = (Math.sqrt(squares) / n) * Math.sqrt(clusters / (clusters - 1));
  const half = studentQuantile(0.5 + confidence / 2, clusters - 1) * standardError;
  return {
    mean,
    standardError,
    interval: { low: Math.max(0, mean - half), high: Math.min(1, mean + half) },
    clusters,
  };
}
