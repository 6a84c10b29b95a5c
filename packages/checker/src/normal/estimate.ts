/**
 * Numerical values of integrals, infinite sums and limits.
 * Decision: these are estimates, not enclosures: the radius is the last correction enlarged by 2^20, and every verdict
 * built on one says so. Integrals by the double-exponential rule (Takahasi and Mori 1974), sums by Levin's u-transform
 * (Levin 1973), limits by Richardson extrapolation on halving steps. Finite sums of rational terms are added in doubles
 * with a rigorous bound.
 */
import {
  addBall,
  type Ball,
  ballFromInteger,
  ballFromRational,
  holdsZero,
  invertBall,
  magnitudeBits,
  multiplyBall,
  negateBall,
  ONE_BALL,
  subtractBall,
  ZERO_BALL,
} from "../exact/ball.ts";
import { expBall, piBall } from "../exact/elementary.ts";
import { isInteger, rational } from "../exact/rational.ts";
import { type Fuel, spend } from "../fuel.ts";
import { type Polynomial, polynomialKey, rationalOf } from "./polynomial.ts";

/** A real function of one variable; null outside its domain. */
export type RealFunction = (x: Ball) => Ball | null;

const GUARD = 20;

function widen(value: Ball, error: Ball): Ball {
  if (error.mid === 0n && error.radius === 0n) return value;
  const size = magnitudeBits(error) + GUARD;
  return addBall(value, { mid: 0n, radius: 1n, exponent: size }, 4096);
}

function exactMid(ball: Ball): Ball {
  return { mid: ball.mid, radius: 0n, exponent: ball.exponent };
}

interface Nodes {
  readonly points: readonly { readonly x: Ball; readonly weight: Ball }[];
}

const nodeCache = new Map<string, Nodes>();

/** Abscissas and weights of one level on (-1, 1): only the odd multiples of the step for levels above 0. */
function nodesOf(level: number, precision: number, fuel: Fuel): Nodes {
  const key = `${level}:${precision}`;
  const known = nodeCache.get(key);
  spend(fuel, (2 ** level * 8 * precision) >> 5);
  if (known !== undefined) return known;
  const points: { x: Ball; weight: Ball }[] = [];
  const halfPi = { ...piBall(precision), exponent: piBall(precision).exponent - 1 };
  for (let k = level === 0 ? 0 : 1; ; k += level === 0 ? 1 : 2) {
    const t: Ball = { mid: BigInt(k), radius: 0n, exponent: -level };
    const grow = expBall(t, precision);
    const fall = grow === null ? null : invertBall(grow, precision);
    if (grow === null || fall === null) break;
    const sinh = {
      ...subtractBall(grow, fall, precision),
      exponent: subtractBall(grow, fall, precision).exponent - 1,
    };
    const sum = addBall(grow, fall, precision);
    const cosh = { ...sum, exponent: sum.exponent - 1 };
    const u = expBall(multiplyBall(halfPi, { ...sinh, exponent: sinh.exponent + 1 }, precision), precision);
    if (u === null) break;
    // x = (u - 1)/(u + 1), kept as 1 - x = 2/(u + 1) near the end; weight = pi/2 cosh t * 4u/(u+1)^2.
    const below = invertBall(addBall(u, ONE_BALL, precision), precision);
    if (below === null) break;
    const x = subtractBall(ONE_BALL, { ...below, exponent: below.exponent + 1 }, precision);
    const weight = multiplyBall(
      multiplyBall(halfPi, cosh, precision),
      multiplyBall({ ...u, exponent: u.exponent + 2 }, multiplyBall(below, below, precision), precision),
      precision,
    );
    if (magnitudeBits(weight) < -precision || subtractBall(ONE_BALL, x, precision).mid <= 0n) break;
    points.push({ x: exactMid(x), weight: exactMid(weight) });
    if (points.length > 4000) break;
  }
  const nodes = { points };
  if (nodeCache.size > 40) nodeCache.clear();
  nodeCache.set(key, nodes);
  return nodes;
}

/** The integral of f over a finite interval, or null where f is not defined inside or the levels do not settle. */
export function estimateIntegral(
  f: RealFunction,
  low: Ball,
  high: Ball,
  precision: number,
  fuel: Fuel,
): Ball | null {
  const working = precision + 32;
  const middle = { ...addBall(low, high, working), exponent: addBall(low, high, working).exponent - 1 };
  const radius = {
    ...subtractBall(high, low, working),
    exponent: subtractBall(high, low, working).exponent - 1,
  };
  let sum: Ball = ZERO_BALL;
  let previous: Ball | null = null;
  for (let level = 0; level <= 8; level++) {
    for (const { x, weight } of nodesOf(level, working, fuel).points) {
      for (const side of x.mid === 0n ? [x] : [x, negateBall(x)]) {
        spend(fuel, 8 + (working >> 1));
        const value = f(addBall(middle, multiplyBall(radius, side, working), working));
        // At the very ends the abscissa runs out of digits; its weight is nothing there.
        if (value === null && magnitudeBits(weight) < -0.7 * working) continue;
        if (value === null) return null;
        sum = addBall(sum, multiplyBall(value, weight, working), working);
      }
    }
    const total = multiplyBall(radius, { ...sum, exponent: sum.exponent - level }, working);
    if (previous !== null) {
      const step = subtractBall(total, previous, working);
      const bits = magnitudeBits(exactMid(step)) - Math.max(magnitudeBits(total), -working);
      if (step.mid === 0n || bits < -precision + GUARD + 4)
        return widen(total, { mid: 1n, radius: 0n, exponent: Math.round(magnitudeBits(total)) - precision });
    }
    previous = total;
  }
  return null;
}

/** The sum of a(n) for n from `first` on, by Levin's u-transform; null where it does not settle. */
export function estimateSum(a: RealFunction, first: number, precision: number, fuel: Fuel): Ball | null {
  const working = 3 * precision + 256;
  const order = Math.min(24 + Math.floor(precision / 6), 90);
  const partial: Ball[] = [];
  const terms: Ball[] = [];
  let sum: Ball = ZERO_BALL;
  for (let n = 0; n <= order; n++) {
    spend(fuel, working >> 4);
    const term = a(ballFromInteger(BigInt(first + n), working));
    if (term === null) return null;
    sum = addBall(sum, exactMid(term), working);
    partial.push(exactMid(sum));
    terms.push(exactMid(term));
    if (term.mid === 0n) return null;
  }
  let last: Ball | null = null;
  let best: { readonly value: Ball; readonly error: number } | null = null;
  for (let k = 8; k <= order; k += 6) {
    const value = levin(partial, terms, k, working, fuel);
    if (value === null) return null;
    if (last !== null) {
      const error = magnitudeBits(exactMid(subtractBall(value, last, working)));
      if (best === null || error < best.error) best = { value, error };
    }
    last = value;
  }
  if (best === null || best.error > -30) return null;
  return widen(exactMid(best.value), {
    mid: 1n,
    radius: 0n,
    exponent: Math.max(Math.ceil(best.error), -precision - 8),
  });
}

function levin(
  partial: readonly Ball[],
  terms: readonly Ball[],
  k: number,
  working: number,
  fuel: Fuel,
): Ball | null {
  let top: Ball = ZERO_BALL;
  let bottom: Ball = ZERO_BALL;
  let binomial = 1n;
  for (let j = 0; j <= k; j++) {
    spend(fuel, working >> 4);
    const term = terms[j];
    const s = partial[j];
    if (term === undefined || s === undefined) return null;
    // weight = (-1)^j C(k, j) (j + 1)^(k - 2) / a_j  (u-transform with beta = 1)
    const weight = invertBall(term, working);
    if (weight === null) return null;
    const factor = ballFromInteger(
      (j % 2 === 0 ? binomial : -binomial) * BigInt(j + 1) ** BigInt(Math.max(k - 2, 0)),
      working,
    );
    const scaled = multiplyBall(weight, factor, working);
    top = addBall(top, multiplyBall(scaled, s, working), working);
    bottom = addBall(bottom, scaled, working);
    binomial = (binomial * BigInt(k - j)) / BigInt(j + 1);
  }
  const inverse = holdsZero(bottom) ? null : invertBall(bottom, working);
  return inverse === null ? null : multiplyBall(top, inverse, working);
}

/** The limit of f(h) for h -> 0 from above, by Richardson extrapolation on h = 2^-k. */
export function estimateLimit(f: RealFunction, precision: number, fuel: Fuel): Ball | null {
  const working = 4 * precision + 128;
  const table: Ball[] = [];
  let best: { readonly value: Ball; readonly error: number } | null = null;
  for (let k = 0; k < 26; k++) {
    spend(fuel, working >> 2);
    const value = f({ mid: 1n, radius: 0n, exponent: -k - 6 });
    if (value === null) return null;
    const before = table[table.length - 1];
    let current = value;
    for (let j = 0; j < table.length; j++) {
      const old = table[j] ?? ZERO_BALL;
      // T_{k, j+1} = T_{k, j} + (T_{k, j} - T_{k-1, j}) / (2^{j+1} - 1)
      const step = multiplyBall(
        subtractBall(current, old, working),
        ballFromRational(rational(1n, 2n ** BigInt(j + 1) - 1n), working),
        working,
      );
      table[j] = current;
      current = addBall(current, step, working);
    }
    table.push(current);
    if (before !== undefined) {
      const error = magnitudeBits(exactMid(subtractBall(current, before, working)));
      if (best === null || error < best.error) best = { value: current, error };
    }
  }
  if (best === null || best.error > -40) return null;
  return widen(exactMid(best.value), {
    mid: 1n,
    radius: 0n,
    exponent: Math.max(Math.ceil(best.error), -precision - 8),
  });
}

/** A long finite sum of a rational function of n, in doubles with outward error; null where a term is none. */
export function addLongSum(
  body: Polynomial,
  key: string,
  first: number,
  last: number,
  fuel: Fuel,
): Ball | null {
  const count = last - first + 1;
  if (count > 4_000_000) return null;
  const parts: { readonly coefficient: number; readonly exponent: number }[] = [];
  for (const term of body.terms.values()) {
    let exponent = 0;
    for (const factor of term.factors) {
      if (factor.atom.key !== key || !isInteger(factor.exponent)) return null;
      exponent = Number(factor.exponent.numerator);
    }
    const value = rationalOf({ terms: new Map([["", { ...term, factors: [], key: "" }]]) });
    if (value === null || Math.abs(exponent) > 16) return null;
    parts.push({ coefficient: Number(value.numerator) / Number(value.denominator), exponent });
  }
  spend(fuel, Math.ceil((count * parts.length) / 8));
  let sum = 0;
  let size = 0;
  for (let n = first; n <= last; n++) {
    for (const { coefficient, exponent } of parts) {
      let power = 1;
      for (let count = Math.abs(exponent); count > 0; count--) power *= n;
      const term = exponent < 0 ? coefficient / power : coefficient * power;
      sum += term;
      size += Math.abs(term);
    }
  }
  if (!Number.isFinite(size) || size > 1e200) return null;
  // Each term: at most 18 roundings; each addition: one; 2^-52 relative to the running size.
  const error = size * (count + 40) * 2 ** -52;
  const scale = 2 ** 40;
  if (Math.abs(sum) * scale > 2 ** 900) return null;
  return {
    mid: BigInt(Math.round(sum * scale)),
    radius: BigInt(Math.ceil(error * scale)) + 1n,
    exponent: -40,
  };
}

export function isInfinite(polynomial: Polynomial): boolean {
  return polynomialKey(polynomial) === "1·%inf·";
}
