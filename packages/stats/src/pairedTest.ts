import { binomialCdf, studentPValue } from "./distributions.ts";

/**
 * Exact two-sided McNemar test: whether two systems that were asked the same questions differ, from the numbers of
 * questions that only the first and only the second got right.
 * @example mcnemarExact(209, 152) // 0.00315...
 */
export function mcnemarExact(onlyFirst: number, onlySecond: number): number {
  const n = onlyFirst + onlySecond;
  if (n === 0) return 1;
  return Math.min(1, 2 * binomialCdf(Math.min(onlyFirst, onlySecond), n, 0.5));
}

/**
 * McNemar's test with the mid-p correction: the exact p-value less half the chance of exactly what was seen (once, of
 * the two-sided value). Less strict than the exact test, and hardly ever above its level.
 * Source: Fagerland, Lydersen and Laake, BMC Medical Research Methodology 13:91 (2013).
 * @example mcnemarMidP(10, 2) // 0.022461
 */
export function mcnemarMidP(onlyFirst: number, onlySecond: number): number {
  const n = onlyFirst + onlySecond;
  if (n === 0 || onlyFirst === onlySecond) return 1;
  const fewer = Math.min(onlyFirst, onlySecond);
  return binomialCdf(fewer, n, 0.5) + binomialCdf(fewer - 1, n, 0.5);
}

/**
 * McNemar's statistic with Edwards' continuity correction, (|first - second| - 1)^2 / (first + second); chi-square with
 * one degree of freedom for many discordant questions. 0 without one. For comparison with published values only: the
 * exact test needs no approximation. @example mcnemarStatistic(10, 2) // 4.0833
 */
export function mcnemarStatistic(onlyFirst: number, onlySecond: number): number {
  const n = onlyFirst + onlySecond;
  return n === 0 ? 0 : Math.max(0, Math.abs(onlyFirst - onlySecond) - 1) ** 2 / n;
}

/** Two-sided paired t test of per-problem differences; 1 where all differences are zero or only one is given. */
export function pairedTTest(differences: readonly number[]): number {
  const n = differences.length;
  if (n < 2) return 1;
  const mean = differences.reduce((sum, value) => sum + value, 0) / n;
  const variance = differences.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1);
  if (variance === 0) return mean === 0 ? 1 : 0;
  return studentPValue(mean / Math.sqrt(variance / n), n - 1);
}

/**
 * The same where problems share clusters: Student's t with G - 1 degrees of freedom on the clustered standard error of
 * the mean difference (see `clusteredMean`). 1 where all differences are zero or one cluster holds them all.
 */
export function clusteredTTest(
  differences: readonly { readonly value: number; readonly cluster: string | number }[],
): number {
  const n = differences.length;
  const mean = differences.reduce((sum, { value }) => sum + value, 0) / n;
  const deviations = new Map<string | number, number>();
  for (const { value, cluster } of differences)
    deviations.set(cluster, (deviations.get(cluster) ?? 0) + (value - mean));
  const clusters = deviations.size;
  if (clusters < 2) return 1;
  let squares = 0;
  for (const deviation of deviations.values()) squares += deviation * deviation;
  if (squares === 0) return mean === 0 ? 1 : 0;
  const standardError = (Math.sqrt(squares) / n) * Math.sqrt(clusters / (clusters - 1));
  return studentPValue(mean / standardError, clusters - 1);
}
