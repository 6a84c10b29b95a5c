/**
 * Values of normal forms as complex balls at given points.
 * Decision: evaluation is over the reals unless the form holds i or the caller asks for complex values, because school
 * answers mean real functions: sqrt of a negative number is outside the domain at a point with variables, odd roots are
 * real. `null` means no value here: outside the domain, beyond reach, or not enough precision.
 */

import {
  addBall,
  type Ball,
  ballFromInteger,
  ballFromRational,
  multiplyBall,
  negateBall,
  ONE_BALL,
  powerBall,
  signBall,
  sqrtBall,
  subtractBall,
  ZERO_BALL,
} from "../exact/ball.ts";
import {
  absComplex,
  addComplex,
  argumentComplex,
  type ComplexBall,
  expComplex,
  invertComplex,
  logComplex,
  multiplyComplex,
  realBall,
  sqrtComplex,
} from "../exact/complexBall.ts";
import { expBall, logBall, piBall, sinCosBall } from "../exact/elementary.ts";
import {
  addRational,
  bitLength,
  floorRational,
  isInteger,
  multiplyRational,
  negateRational,
  powerRational,
  type Rational,
} from "../exact/rational.ts";
import { hashText } from "../exact/seed.ts";
import { type Fuel, spend } from "../fuel.ts";
import { estimateValue, exactInteger, shortFold } from "./evaluateBinding.ts";
import type { Evaluation } from "./evaluation.ts";
import type { Atom, Factor, Polynomial } from "./polynomial.ts";
import { determinantValue, realCall } from "./realCall.ts";

export function createEvaluation(
  precision: number,
  point: ReadonlyMap<string, ComplexBall>,
  complex: boolean,
  fuel: Fuel,
): Evaluation {
  return { precision, point, complex, fuel, cache: new Map(), estimated: { used: false } };
}

export function evaluate(polynomial: Polynomial, at: Evaluation): ComplexBall | null {
  let sum: ComplexBall = { re: ZERO_BALL, im: null };
  for (const term of polynomial.terms.values()) {
    let product: ComplexBall = realBall(ballFromRational(term.coefficient, at.precision));
    spend(at.fuel, 1 + (at.precision >> 6));
    for (const factor of term.factors) {
      const value = factorValue(factor, at);
      if (value === null) return null;
      spend(at.fuel, 1 + (at.precision >> 6));
      product = multiplyComplex(product, value, at.precision);
    }
    sum = addComplex(sum, product, at.precision);
  }
  return sum;
}

function factorValue({ atom, exponent }: Factor, at: Evaluation): ComplexBall | null {
  if (atom.kind === "e") {
    const value = expBall(ballFromRational(exponent, at.precision + 8), at.precision);
    return value === null ? null : realBall(value);
  }
  if (
    atom.kind === "power" &&
    atom.positive &&
    exponent.numerator < 0n &&
    atom.inner !== undefined &&
    atom.base !== undefined
  ) {
    // b^(-x) directly: b^x may be out of reach where its inverse is only small.
    const base = evaluate(atom.base, at);
    const inner = evaluate(atom.inner, at);
    const log = base === null ? null : logComplex(base, at.precision + 16);
    if (log === null || inner === null) return null;
    const scaled = multiplyComplex(
      inner,
      realBall(ballFromRational(exponent, at.precision + 16)),
      at.precision + 16,
    );
    return expComplex(multiplyComplex(log, scaled, at.precision + 16), at.precision);
  }
  const value = atomValue(atom, at);
  return value === null ? null : powerValue(value, exponent, at);
}

/** value^(p/q) in the sense of the evaluation. */
function powerValue(value: ComplexBall, exponent: Rational, at: Evaluation): ComplexBall | null {
  const { precision } = at;
  if (exponent.numerator === 1n && exponent.denominator === 1n) return value;
  if (isInteger(exponent)) {
    if (bitLength(exponent.numerator) > 50) return null;
    const n = Number(exponent.numerator);
    spend(at.fuel, 4 + (precision >> 6) * bitLength(exponent.numerator));
    if (value.im === null) {
      const power = powerBall(value.re, n, precision);
      return power === null ? null : realBall(power);
    }
    let result: ComplexBall = realBall(ONE_BALL);
    let base = value;
    for (let left = Math.abs(n); left > 0; left = Math.floor(left / 2)) {
      if (left % 2 === 1) result = multiplyComplex(result, base, precision);
      base = multiplyComplex(base, base, precision);
    }
    return n < 0 ? invertComplex(result, precision) : result;
  }
  spend(at.fuel, 20 + (precision >> 3));
  const n = exponent.numerator;
  if (value.im === null) {
    const sign = signBall(value.re);
    if (sign === null) return null;
    if (sign === 0) return n > 0n ? value : null;
    if (sign < 0) {
      if (exponent.denominator % 2n === 1n) {
        const size = positivePower(negateBall(value.re), exponent, precision);
        return size === null ? null : realBall(n % 2n === 0n ? size : negateBall(size));
      }
      if (!at.complex) return null;
    } else {
      const power = positivePower(value.re, exponent, precision);
      return power === null ? null : realBall(power);
    }
  }
  if (exponent.denominator === 2n && n === 1n) return sqrtComplex(value, precision);
  const log = logComplex(value, precision + 16);
  return log === null
    ? null
    : expComplex(
        multiplyComplex(log, realBall(ballFromRational(exponent, precision + 16)), precision + 16),
        precision,
      );
}

function positivePower(base: Ball, exponent: Rational, precision: number): Ball | null {
  if (exponent.denominator === 2n) {
    const root = sqrtBall(base, precision + 8);
    return root === null ? null : powerBall(root, Number(exponent.numerator), precision);
  }
  const log = logBall(
    base,
    precision + 16 + Math.max(0, bitLength(exponent.numerator) - bitLength(exponent.denominator)),
  );
  return log === null
    ? null
    : expBall(multiplyBall(log, ballFromRational(exponent, precision + 16), precision + 16), precision);
}

function atomValue(atom: Atom, at: Evaluation): ComplexBall | null {
  const known = at.cache.get(atom.key);
  if (known !== undefined) return known;
  spend(at.fuel, 10 + (at.precision >> 3));
  const value = computeAtom(atom, at);
  at.cache.set(atom.key, value);
  return value;
}

function computeAtom(atom: Atom, at: Evaluation): ComplexBall | null {
  const { precision } = at;
  switch (atom.kind) {
    case "symbol":
      return at.point.get(atom.key) ?? null;
    case "pi":
      return realBall(piBall(precision));
    case "e": {
      const value = expBall(ONE_BALL, precision);
      return value === null ? null : realBall(value);
    }
    case "i":
      return { re: ZERO_BALL, im: ONE_BALL };
    case "prime":
    case "radicand":
    case "huge":
      return realBall(ballFromInteger(atom.integer ?? 1n, precision));
    case "sum":
      return atom.inner === undefined ? null : evaluate(atom.inner, at);
    case "sin":
    case "cos": {
      const argument = atom.inner === undefined ? null : evaluate(atom.inner, at);
      return argument === null ? null : circular(argument, atom.kind, precision);
    }
    case "power": {
      const base = atom.base === undefined ? null : evaluate(atom.base, at);
      const exponent = atom.inner === undefined ? null : evaluate(atom.inner, at);
      if (base === null || exponent === null) return null;
      const whole = base.im === null && exponent.im === null ? exactInteger(exponent.re) : null;
      if (whole !== null) return powerValue(base, { numerator: whole, denominator: 1n }, at);
      if (base.im === null && !at.complex && signBall(base.re) !== 1) return null;
      const log = logComplex(base, precision + 16);
      return log === null ? null : expComplex(multiplyComplex(log, exponent, precision + 16), precision);
    }
    case "opaque":
      return callValue(atom, at);
  }
}

/** The value of a form whose letters stand at integers and occur in whole powers only, else null. */
function exactRational(polynomial: Polynomial, at: Evaluation): Rational | null {
  let sum: Rational = { numerator: 0n, denominator: 1n };
  for (const term of polynomial.terms.values()) {
    let product = term.coefficient;
    for (const { atom, exponent } of term.factors) {
      const value = atom.kind === "symbol" ? at.point.get(atom.key) : undefined;
      const whole = value === undefined || value.im !== null ? null : exactInteger(value.re);
      if (
        whole === null ||
        whole === 0n ||
        !isInteger(exponent) ||
        exponent.numerator > 64n ||
        exponent.numerator < -64n
      )
        return null;
      product = multiplyRational(
        product,
        powerRational({ numerator: whole, denominator: 1n }, Number(exponent.numerator)),
      );
    }
    sum = addRational(sum, product);
  }
  return sum;
}

function circular(z: ComplexBall, kind: "sin" | "cos", precision: number): ComplexBall | null {
  const turn = sinCosBall(z.re, precision);
  if (turn === null) return null;
  if (z.im === null) return realBall(kind === "sin" ? turn.sin : turn.cos);
  const grow = expBall(z.im, precision);
  const fall = expBall(negateBall(z.im), precision);
  if (grow === null || fall === null) return null;
  const half = (ball: Ball): Ball => ({ ...ball, exponent: ball.exponent - 1 });
  const cosh = half(addBall(grow, fall, precision));
  const sinh = half(subtractBall(grow, fall, precision));
  return kind === "sin"
    ? { re: multiplyBall(turn.sin, cosh, precision), im: multiplyBall(turn.cos, sinh, precision) }
    : {
        re: multiplyBall(turn.cos, cosh, precision),
        im: negateBall(multiplyBall(turn.sin, sinh, precision)),
      };
}

function callValue(atom: Atom, at: Evaluation): ComplexBall | null {
  const { precision } = at;
  const { name, args = [] } = atom;
  if (name === undefined || name === "bigpower") return null;

  if (name === "@sum" || name === "@product") {
    const short = shortFold(atom, name, args, at, evaluate);
    if (short !== null) return short;
  }
  if (name === "@integral" || name === "@sum" || name.startsWith("@limit"))
    return estimateValue(atom, name, args, at, evaluate);
  if (name.startsWith("@"))
    return /^@(?:int|sum|product|limit|d\d)/u.test(name) || !/^@[A-Za-z](?:_.*|'*)$/u.test(name)
      ? null
      : unknownFunction(name, args, at);
  if ((name === "floor" || name === "ceil") && args[0] !== undefined) {
    // At integers the argument may be an integer itself: a ball cannot tell, exact arithmetic can.
    const exact = exactRational(args[0], at);
    if (exact !== null)
      return realBall(
        ballFromInteger(
          name === "floor" ? floorRational(exact) : -floorRational(negateRational(exact)),
          precision,
        ),
      );
  }
  const values: ComplexBall[] = [];
  for (const arg of args) {
    const value = evaluate(arg, at);
    if (value === null) return null;
    values.push(value);
  }
  const [x, y] = values;
  if (x === undefined) return null;
  if (name === "det") return determinantValue(values, at);
  if (name === "ln" || name === "log") {
    if (x.im === null && !at.complex) {
      const log = logBall(x.re, precision);
      return log === null ? null : realBall(log);
    }
    return logComplex(x, precision);
  }
  if (name === "abs") {
    const size = absComplex(x, precision);
    return size === null ? null : realBall(size);
  }
  if (x.im !== null) {
    if (name === "arg") {
      const angle = argumentComplex(x, precision);
      return angle === null ? null : realBall(angle);
    }
    return null;
  }
  const value = realCall(name, x.re, y?.im === null ? y.re : null, values, precision);
  return value === null ? null : realBall(value);
}

/**
 * An unknown f is read as one fixed polynomial named after it: an identity for every f holds for this one, so that a
 * difference here is a proof; f(x) and f(y) differ. A longer name, Re or Li, means something and has no value here.
 */
function unknownFunction(name: string, args: readonly Polynomial[], at: Evaluation): ComplexBall | null {
  let sum: ComplexBall = realBall(ballFromInteger(BigInt(hashText(name, 1) & 0xffff), at.precision));
  for (const [index, arg] of args.entries()) {
    const x = evaluate(arg, at);
    if (x === null) return null;
    const coefficient = (salt: number): ComplexBall =>
      realBall(ballFromInteger(BigInt((hashText(name, salt + 8 * index) & 0xffff) + 1), at.precision));
    const square = multiplyComplex(x, x, at.precision);
    sum = addComplex(sum, multiplyComplex(coefficient(2), x, at.precision), at.precision);
    sum = addComplex(
      sum,
      multiplyComplex(coefficient(3), multiplyComplex(square, x, at.precision), at.precision),
      at.precision,
    );
  }
  return sum;
}
