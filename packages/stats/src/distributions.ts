/**
 * The distribution functions behind every interval and test. Decision: from a library (jstat), because a quantile of
 * Student's t that is wrong in the fourth digit is a wrong error bar; this file only gives them our names.
 */
/// <reference path="./jstat.d.ts" />
import library from "jstat";

const { jStat } = library;

/** z with P(Z <= z) = `probability`, in (0, 1). @example normalQuantile(0.975) // 1.95996... */
export function normalQuantile(probability: number): number {
  return jStat.normal.inv(probability, 0, 1);
}

/** P(Z <= z). @example normalCdf(1.96) // 0.9750... */
export function normalCdf(z: number): number {
  return jStat.normal.cdf(z, 0, 1);
}

/** t with P(T <= t) = `probability` for `freedom` >= 1 degrees of freedom. @example studentQuantile(0.975, 5) // 2.57058... */
export function studentQuantile(probability: number, freedom: number): number {
  return jStat.studentt.inv(probability, freedom);
}

/** Two-sided p-value of a t statistic. */
export function studentPValue(t: number, freedom: number): number {
  return 2 * jStat.studentt.cdf(-Math.abs(t), freedom);
}

/** x with P(X <= x) = `probability`, in [0, 1], for X ~ Beta(alpha, beta). @example betaQuantile(0.975, 4, 6) // 0.7007... */
export function betaQuantile(probability: number, alpha: number, beta: number): number {
  return jStat.beta.inv(probability, alpha, beta);
}

/** ln B(alpha, beta), for parameters above 0. @example logBeta(0.5, 1.5) // 0.45158... */
export function logBeta(alpha: number, beta: number): number {
  return jStat.betaln(alpha, beta);
}

/** Spearman's rank correlation; NaN where one side has only one value. */
export function spearman(first: readonly number[], second: readonly number[]): number {
  return jStat.spearmancoeff([...first], [...second]);
}

/** P(X <= k) for X binomial with n trials, by summing terms in logarithms: exact to rounding for every n used here. */
export function binomialCdf(k: number, n: number, probability: number): number {
  if (k < 0) return 0;
  if (k >= n) return 1;
  let logTerm = n * Math.log1p(-probability);
  let sum = Math.exp(logTerm);
  const odds = Math.log(probability) - Math.log1p(-probability);
  for (let i = 1; i <= k; i += 1) {
    logTerm += Math.log((n - i + 1) / i) + odds;
    sum += Math.exp(logTerm);
  }
  return Math.min(1, sum);
}
