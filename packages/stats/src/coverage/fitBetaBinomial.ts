/**
 * How the problems' chances of being solved are spread, from how many of their samples are right.
 *
 * Decision: a Beta distribution, fitted by maximum likelihood of the beta-binomial counts. The likelihood needs only, for
 * every i, how many problems have more than i right, wrong and all samples; no gamma function and no pass over problems
 * is left in the iteration, so that it can be run for a thousand resamples. Newton's method on the logarithms, damped
 * where a step does not help. Parameters are kept within [1e-4, 1e4]: where all problems are alike (or all samples right,
 * or all wrong) the maximum lies at infinity, and the bounds are as good.
 */

/** `right` of `n` samples of a problem. */
export interface SampleCounts {
  readonly n: number;
  readonly right: number;
}

export interface BetaParameters {
  readonly alpha: number;
  readonly beta: number;
}

/** Entry i: how many problems have more than i right samples, wrong samples, samples. Weights need not be whole. */
export interface TailCounts {
  readonly right: Float64Array;
  readonly wrong: Float64Array;
  readonly all: Float64Array;
}

/** @example tailCounts([{ n: 2, right: 1 }], [1]).all // [1, 1] */
export function tailCounts(problems: readonly SampleCounts[], weights: ArrayLike<number>): TailCounts {
  const longest = problems.reduce((most, { n }) => Math.max(most, n), 0);
  const tails = {
    right: new Float64Array(longest),
    wrong: new Float64Array(longest),
    all: new Float64Array(longest),
  };
  problems.forEach(({ n, right }, index) => {
    const weight = weights[index] ?? 0;
    for (let i = 0; i < n; i += 1) {
      tails.all[i] = (tails.all[i] ?? 0) + weight;
      if (i < right) tails.right[i] = (tails.right[i] ?? 0) + weight;
      if (i < n - right) tails.wrong[i] = (tails.wrong[i] ?? 0) + weight;
    }
  });
  return tails;
}

/** Null where no problem has two samples: single samples tell the mean, not the spread. */
export function fitBetaBinomial(tails: TailCounts): BetaParameters | null {
  if ((tails.all[1] ?? 0) === 0) return null;
  let [u, v] = [0, 0];
  let current = pieceOf(tails, u, v);
  let damping = 1e-3;
  for (let step = 0; step < 200 && damping < 1e12; step += 1) {
    const { gradient, curvature } = current;
    const [a, b, c] = [curvature[0] + damping, curvature[1], curvature[2] + damping];
    const determinant = a * c - b * b;
    const du = (c * gradient[0] - b * gradient[1]) / determinant;
    const dv = (a * gradient[1] - b * gradient[0]) / determinant;
    const [nextU, nextV] = [clamp(u + du), clamp(v + dv)];
    const next = pieceOf(tails, nextU, nextV);
    if (!(determinant > 0 && a > 0) || !(next.logLikelihood >= current.logLikelihood)) {
      damping *= 10;
      continue;
    }
    const moved = Math.abs(nextU - u) + Math.abs(nextV - v);
    [u, v, current] = [nextU, nextV, next];
    damping = Math.max(1e-9, damping / 10);
    if (moved < 1e-11) break;
  }
  return { alpha: Math.exp(u), beta: Math.exp(v) };
}

const BOUND = Math.log(1e4);
const clamp = (value: number): number => Math.min(BOUND, Math.max(-BOUND, value));

/** Log-likelihood at alpha = exp(u), beta = exp(v), its gradient and minus its second derivatives (uu, uv, vv). */
function pieceOf(
  { right, wrong, all }: TailCounts,
  u: number,
  v: number,
): {
  readonly logLikelihood: number;
  readonly gradient: readonly [number, number];
  readonly curvature: readonly [number, number, number];
} {
  const [alpha, beta] = [Math.exp(u), Math.exp(v)];
  let [logLikelihood, da, db, daa, dbb, both] = [0, 0, 0, 0, 0, 0];
  for (let i = 0; i < all.length; i += 1) {
    const [r, w, t] = [right[i] ?? 0, wrong[i] ?? 0, all[i] ?? 0];
    const [a, b, s] = [alpha + i, beta + i, alpha + beta + i];
    logLikelihood += r * Math.log(a) + w * Math.log(b) - t * Math.log(s);
    da += r / a - t / s;
    db += w / b - t / s;
    daa += r / (a * a);
    dbb += w / (b * b);
    both += t / (s * s);
  }
  return {
    logLikelihood,
    gradient: [alpha * da, beta * db],
    curvature: [
      alpha * alpha * (daa - both) - alpha * da,
      -alpha * beta * both,
      beta * beta * (dbb - both) - beta * db,
    ],
  };
}
