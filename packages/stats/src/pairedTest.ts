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

/** Two-sided paired t test of per-problem differences; 1 where all differences are zero or only one is given. */
export function pairedTTest(differences: readonly number[]): number {
  const n = differences.length;
  if (n < 2) return 1;
  const mean = differences.reduce((sum, value) => sum + value, 0) / n;
  const variance = differences.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1);
  if (variance === 0) return mean === 0 ? 1 : 0;
  return studentPValue(mean / Math.sqrt(variance / n), n - 1);
}
