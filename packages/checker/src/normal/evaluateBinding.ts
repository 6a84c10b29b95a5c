/** Values of atoms that bind a variable: sums, products, integrals, limits. The evaluator of their parts is an argument. */
import {
  addBall,
  type Ball,
  ballFromInteger,
  floorBall,
  invertBall,
  multiplyBall,
  ONE_BALL,
  subtractBall,
  ZERO_BALL,
} from "../exact/ball.ts";
import { addComplex, type ComplexBall, multiplyComplex, realBall } from "../exact/complexBall.ts";
import {
  addLongSum,
  estimateIntegral,
  estimateLimit,
  estimateSum,
  isInfinite,
  type RealFunction,
} from "./estimate.ts";
import type { Evaluate, Evaluation } from "./evaluation.ts";
import { type Atom, type Polynomial, rationalOf } from "./polynomial.ts";

/** A sum or product whose bounds are integers at this point, up to 400 terms. */
export function shortFold(
  atom: Atom,
  name: string,
  args: readonly Polynomial[],
  at: Evaluation,
  evaluate: Evaluate,
): ComplexBall | null {
  const [low, high, body] = args;
  const symbol = atom.variable;
  if (low === undefined || high === undefined || body === undefined || symbol === undefined) return null;
  const from = evaluate(low, at);
  const to = isInfinite(high) ? null : evaluate(high, at);
  const first = from === null || from.im !== null ? null : exactInteger(from.re);
  const last = to === null || to.im !== null ? null : exactInteger(to.re);
  if (first === null || last === null || last - first > 400n) return null;
  let result: ComplexBall = realBall(ballFromInteger(name === "@sum" ? 0n : 1n, at.precision));
  for (let n = first; n <= last; n++) {
    const value = evaluate(body, {
      ...at,
      point: new Map(at.point).set(symbol, realBall(ballFromInteger(n, at.precision))),
      cache: new Map(),
    });
    if (value === null) return null;
    result =
      name === "@sum"
        ? addComplex(result, value, at.precision)
        : multiplyComplex(result, value, at.precision);
  }
  return result;
}

/** Integrals, infinite and long sums, limits: the bound variable is the one that the body's own key shows. */
export function estimateValue(
  atom: Atom,
  name: string,
  args: readonly Polynomial[],
  at: Evaluation,
  evaluate: Evaluate,
): ComplexBall | null {
  const body = args.at(-1);
  const symbol = atom.variable;
  if (body === undefined || symbol === undefined || at.estimated.used) return null;
  const working = 4 * at.precision + 288;
  const f: RealFunction = (x) => {
    const inside: Evaluation = {
      ...at,
      precision: name === "@integral" ? at.precision + 48 : working,
      complex: false,
      point: new Map(at.point).set(symbol, realBall(x)),
      cache: new Map(),
    };
    const value = evaluate(body, inside);
    return value === null || value.im !== null ? null : value.re;
  };
  if (name.startsWith("@limit")) {
    const [point] = args;
    if (point === undefined) return null;
    at.estimated.used = true;
    if (isInfinite(point))
      return real(estimateLimit((h) => mapBall(invertBall(h, working), f), at.precision, at.fuel));
    const centre = evaluate(point, {
      ...at,
      precision: working,
      cache: new Map(),
      estimated: { used: false },
    });
    if (centre === null || centre.im !== null) return null;
    const sign = name.endsWith("-1") ? -1 : 1;
    return real(
      estimateLimit(
        (h) => f(sign < 0 ? subtractBall(centre.re, h, working) : addBall(centre.re, h, working)),
        at.precision,
        at.fuel,
      ),
    );
  }
  const [low, high] = args;
  if (low === undefined || high === undefined) return null;
  const bounds = { ...at, precision: at.precision + 64, cache: new Map<string, ComplexBall | null>() };
  const from = evaluate(low, bounds);
  if (from === null || from.im !== null) return null;
  if (name === "@sum") {
    const first = floorBall(from.re);
    if (first === null) return null;
    if (isInfinite(high)) {
      at.estimated.used = true;
      return real(estimateSum(f, Number(first), at.precision, at.fuel));
    }
    const last = rationalOf(high);
    return last === null
      ? null
      : real(addLongSum(body, symbol, Number(first), Number(last.numerator), at.fuel));
  }
  if (isInfinite(high)) {
    // x = from + t/(1 - t) for t in (0, 1)
    at.estimated.used = true;
    const g: RealFunction = (t) => {
      const inverse = invertBall(subtractBall(ONE_BALL, t, working), working);
      const value = inverse === null ? null : f(addBall(from.re, multiplyBall(t, inverse, working), working));
      return value === null || inverse === null
        ? null
        : multiplyBall(value, multiplyBall(inverse, inverse, working), working);
    };
    return real(estimateIntegral(g, ZERO_BALL, ONE_BALL, at.precision, at.fuel));
  }
  const to = evaluate(high, bounds);
  if (to === null || to.im !== null) return null;
  at.estimated.used = true;
  return real(estimateIntegral(f, from.re, to.re, at.precision, at.fuel));
}

function real(ball: Ball | null): ComplexBall | null {
  return ball === null ? null : realBall(ball);
}

function mapBall(ball: Ball | null, change: RealFunction): Ball | null {
  return ball === null ? null : change(ball);
}

/** The integer that an exact ball is, or null. */
export function exactInteger(ball: Ball): bigint | null {
  if (ball.radius !== 0n || ball.exponent > 60) return null;
  if (ball.exponent >= 0) return ball.mid << BigInt(ball.exponent);
  if (ball.exponent < -100_000) return null;
  const shift = BigInt(-ball.exponent);
  const floor = ball.mid >> shift;
  return floor << shift === ball.mid ? floor : null;
}
