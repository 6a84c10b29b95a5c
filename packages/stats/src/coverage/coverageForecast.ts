/**
 * Coverage (mean pass@k) for more samples than were drawn.
 *
 * Decision: two models. "beta_binomial" takes the problems' chances as Beta distributed: C(k) = 1 - B(a, b + k) / B(a, b),
 * fitted to the counts; it is never above 1, and bends as the data does. "power_law" fits -ln C(k) = a k^-b by least
 * squares in logarithms to the unbiased pass@k at 1, 2, 4, .. n, as in the literature on repeated sampling; it has no
 * likelihood and is offered for comparison. Bands come from refitting on resampled problems: they hold the noise of the
 * sample, not the doubt whether the model is right far beyond n, which no data at hand can tell.
 * Sources: Brown et al., "Large Language Monkeys", arXiv 2407.21787; Schaeffer et al., arXiv 2502.17578.
 */
import type { Estimate } from "../bootstrapMean.ts";
import { logBeta } from "../distributions.ts";
import { passAtK } from "../passAtK.ts";
import {
  type BootstrapOptions,
  percentileInterval,
  resampleUnits,
  totalOf,
  toUnits,
} from "../resampleUnits.ts";
import { type BetaParameters, fitBetaBinomial, type SampleCounts, tailCounts } from "./fitBetaBinomial.ts";

export interface CoverageProblem extends SampleCounts {
  /** Problems of one cluster are drawn together; null: a cluster of its own. */
  readonly cluster: string | null;
}

export interface ForecastOptions extends BootstrapOptions {
  readonly model: "beta_binomial" | "power_law";
  /** Numbers of samples to say the coverage for, each at least 1. */
  readonly ks: readonly number[];
}

export interface CoverageForecast {
  model: ForecastOptions["model"];
  /** Of the Beta distribution, or of -ln C(k) = scale * k^-exponent. */
  parameters: { alpha: number; beta: number } | { scale: number; exponent: number };
  problems: number;
  /** Fewest samples of a problem: beyond it the points are extrapolated. */
  samples: number;
  seed: number;
  points: ({ k: number } & Estimate)[];
}

/**
 * Null where the model cannot be fitted: no problem with two samples, or (power law) a coverage of 0 or 1 at all but one k.
 * `resamples` is 200 where it is left out. Problems without samples are left out.
 * @example coverageForecast(problems, { model: "beta_binomial", ks: [1, 100, 10_000], seed: 0 })?.points
 */
export function coverageForecast(
  problems: readonly CoverageProblem[],
  options: ForecastOptions,
): CoverageForecast | null {
  const usable = problems.filter(({ n }) => n > 0);
  const samples = usable.reduce((least, { n }) => Math.min(least, n), Number.POSITIVE_INFINITY);
  const { kinds, table } = toTable(usable);
  const curve = options.model === "beta_binomial" ? betaCurve(kinds) : powerCurve(kinds, samples);
  const fitted = usable.length === 0 ? null : curve(totalOf(table), 0);
  if (fitted === null) return null;
  const drawn = resampleUnits(table, { ...options, resamples: options.resamples ?? 200 });
  const refitted = Array.from({ length: drawn.units }, (_, row) => curve(drawn.sums, row * drawn.width));
  const points = options.ks.map((k) => {
    const values = Float64Array.from(refitted, (fit) => fit?.at(k) ?? Number.NaN);
    const { low, high } = percentileInterval(values, table.units, options.confidence);
    const value = fitted.at(k);
    return { k, value, low: Math.min(low, value), high: Math.max(high, value) };
  });
  const { model, seed } = options;
  return { model, parameters: fitted.parameters, problems: usable.length, samples, seed, points };
}

/**
 * Coverage by k samples of problems whose chances are Beta distributed, in [0, 1]. Parameters above 0, k at least 0.
 * @example betaCoverage({ alpha: 0.5, beta: 1.5 }, 10) // 0.66362
 */
export function betaCoverage({ alpha, beta }: BetaParameters, k: number): number {
  return -Math.expm1(logBeta(alpha, beta + k) - logBeta(alpha, beta));
}

interface Curve {
  readonly parameters: CoverageForecast["parameters"];
  at(k: number): number;
}
/** Fits the problems of each kind, as many as stand at `offset`. */
type CurveFit = (counts: Float64Array, offset: number) => Curve | null;

function betaCurve(kinds: readonly SampleCounts[]): CurveFit {
  return (counts, offset) => {
    const parameters = fitBetaBinomial(tailCounts(kinds, counts.subarray(offset, offset + kinds.length)));
    return parameters === null ? null : { parameters, at: (k) => betaCoverage(parameters, k) };
  };
}

function powerCurve(kinds: readonly SampleCounts[], samples: number): CurveFit {
  const ks = Array.from({ length: Math.floor(Math.log2(samples)) + 1 }, (_, power) => 2 ** power);
  return (counts, offset) => {
    const total = kinds.reduce((sum, _, kind) => sum + (counts[offset + kind] ?? 0), 0);
    const points = ks.flatMap((k) => {
      const solved = kinds.reduce(
        (sum, { n, right }, kind) => sum + (counts[offset + kind] ?? 0) * passAtK(n, right, k),
        0,
      );
      const miss = -Math.log(solved / total);
      return miss > 0 && Number.isFinite(miss) ? [{ x: Math.log(k), y: Math.log(miss) }] : [];
    });
    if (points.length < 2) return null;
    const [x, y] = [mean(points.map((point) => point.x)), mean(points.map((point) => point.y))];
    const slope =
      points.reduce((sum, point) => sum + (point.x - x) * (point.y - y), 0) /
      points.reduce((sum, point) => sum + (point.x - x) ** 2, 0);
    const [scale, exponent] = [Math.exp(y - slope * x), -slope];
    return { parameters: { scale, exponent }, at: (k) => Math.exp(-scale * k ** -exponent) };
  };
}

/** Problems with the same counts are one kind: what is resampled is how many there are of each. */
function toTable(problems: readonly CoverageProblem[]): {
  readonly kinds: readonly SampleCounts[];
  readonly table: { readonly units: number; readonly width: number; readonly sums: Float64Array };
} {
  const kindOf = new Map<string, number>();
  const kinds: SampleCounts[] = [];
  const kindsOfProblems = problems.map(({ n, right }) => {
    const key = `${n} ${right}`;
    const known = kindOf.get(key);
    if (known !== undefined) return known;
    kindOf.set(key, kinds.length);
    return kinds.push({ n, right }) - 1;
  });
  const { unitOf, units } = toUnits(problems.map(({ cluster }) => cluster));
  const sums = new Float64Array(units * kinds.length);
  kindsOfProblems.forEach((kind, problem) => {
    const at = (unitOf[problem] ?? 0) * kinds.length + kind;
    sums[at] = (sums[at] ?? 0) + 1;
  });
  return { kinds, table: { units, width: kinds.length, sums } };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
