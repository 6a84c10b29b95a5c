/**
 * What it would take to decide between two systems that were asked the same problems.
 *
 * Decision: the answer is one of three. "decided": the paired test already tells them apart. "samples": more samples of
 * the same problems would do. "items": only more problems would, since the problems' own differences alone are too noisy
 * at this number (or nothing is known about the noise within a problem, as with one sample each). The difference planned
 * for is the one observed, if no other is given; an observed difference near 0 asks for absurd numbers, rightly.
 */
import { studentPValue } from "../distributions.ts";
import { itemsNeeded, minimumDetectableEffect, type PowerOptions, samplesNeeded } from "./power.ts";
import { varianceSplit } from "./varianceSplit.ts";

/** Values of the samples of one problem, in [0, 1]; each system has at least one. */
export interface ComparedProblem {
  readonly first: readonly number[];
  readonly second: readonly number[];
}

export interface PlanOptions extends PowerOptions {
  /** True difference to plan for; the observed one where it is left out. */
  readonly difference?: number | undefined;
}

export interface ComparisonPlan {
  problems: number;
  /** Mean over problems of first - second, with its standard error and two-sided p-value (paired t). */
  difference: number;
  standardError: number;
  p: number;
  /** Difference that the numbers below are for. */
  plannedDifference: number;
  /** Variance of the problems' true differences; null where no problem has two samples of a system. */
  between: number | null;
  /** Variances of one sample of each system, within a problem. */
  withinFirst: number | null;
  withinSecond: number | null;
  /** Smallest standard error that more samples of these problems can reach. */
  floor: number | null;
  /** Smallest true difference that these problems and samples find. */
  detectable: number;
  /** Problems needed with as many samples each as now; null for a planned difference of 0. */
  itemsNeeded: number | null;
  /** Samples of each of these problems needed from each system; null where no number is enough, or it is not known. */
  samplesNeeded: number | null;
  verdict: "decided" | "samples" | "items";
}

/**
 * Null with fewer than two problems. Problems as independent. Source: Miller (2024), sections 3 to 5.
 * @example planComparison(problems, { difference: 0.03 })?.verdict // "items"
 */
export function planComparison(
  problems: readonly ComparedProblem[],
  options: PlanOptions = {},
): ComparisonPlan | null {
  const first = varianceSplit(problems.map((problem) => problem.first));
  const second = varianceSplit(problems.map((problem) => problem.second));
  const observed = varianceSplit(problems.map((problem) => [meanOf(problem.first) - meanOf(problem.second)]));
  const standardError = observed.standardError;
  if (standardError === null) return null;
  const n = problems.length;
  const difference = observed.mean;
  const total = standardError ** 2 * n;
  const noise = noiseOf(problems, first.within, second.within);
  const between = noise === null ? null : Math.max(0, total - noise);
  const plannedDifference = options.difference ?? difference;
  const p = pValueOf(difference, standardError, n);
  const samples =
    between === null || plannedDifference === 0
      ? null
      : samplesNeeded(
          plannedDifference,
          n,
          { between, within: (first.within ?? 0) + (second.within ?? 0) },
          options,
        );
  // All of the variance counts, however it splits.
  const variance = { between: total, noise: 0 };
  const decided = p < (options.alpha ?? 0.05);
  return {
    problems: n,
    ...{ difference, standardError, p, plannedDifference, between },
    withinFirst: first.within,
    withinSecond: second.within,
    floor: between === null ? null : Math.sqrt(between / n),
    detectable: minimumDetectableEffect(n, variance, options),
    itemsNeeded: plannedDifference === 0 ? null : itemsNeeded(plannedDifference, variance, options),
    samplesNeeded: samples,
    verdict: decided ? "decided" : samples === null ? "items" : "samples",
  };
}

/** Mean over problems of what sampling adds to a difference; null where a system's variance is not known. */
function noiseOf(
  problems: readonly ComparedProblem[],
  first: number | null,
  second: number | null,
): number | null {
  if (first === null || second === null) return null;
  return (
    problems.reduce(
      (sum, problem) => sum + first / problem.first.length + second / problem.second.length,
      0,
    ) / problems.length
  );
}

function pValueOf(difference: number, standardError: number, n: number): number {
  if (standardError === 0) return difference === 0 ? 1 : 0;
  return studentPValue(difference / standardError, n - 1);
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
