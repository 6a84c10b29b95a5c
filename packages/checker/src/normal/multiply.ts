/**
 * Products and powers of polynomials, with the rules of the atoms: i^2 = -1, 2^(3/2) = 2 sqrt 2, sin^2 = 1 - cos^2,
 * factorial ratios. Decision: sums are multiplied out while the result stays small (MAX_TERMS) and kept as sum atoms
 * beyond; both forms are sound, and the field decider sees through the second.
 */

import { factorInteger } from "../exact/factor.ts";
import {
  bitLength,
  floorRational,
  isInteger,
  multiplyRational,
  ONE,
  powerRational,
  type Rational,
  rational,
  subtractRational,
} from "../exact/rational.ts";
import { type Fuel, spend, spendReduction } from "../fuel.ts";
import { NoValue } from "./noValue.ts";
import {
  type Atom,
  addTerm,
  atomPolynomial,
  constantPolynomial,
  contentOf,
  type Factor,
  leadsNegative,
  MINUS_ONE,
  mergeFactors,
  ONE_POLYNOMIAL,
  type Polynomial,
  polynomialKey,
  rationalOf,
  scalePolynomial,
  singleTerm,
  type Term,
  termPolynomial,
  ZERO_POLYNOMIAL,
} from "./polynomial.ts";

const MAX_TERMS = 400;
const MAX_KEY = 40_000;
/** A sum atom of at most this many terms may be multiplied out again; two such sums stay below MAX_TERMS. */
const SMALL_SUM = 20;
/** Rational powers are computed while the result stays below this many bits. */
export const MAX_BITS = 60_000;

export function primeAtom(prime: bigint, certain: boolean): Atom {
  return { key: `#${prime}`, kind: certain ? "prime" : "radicand", integer: prime, positive: true };
}

export const I_ATOM: Atom = { key: "%i", kind: "i", positive: false };
export const PI_ATOM: Atom = { key: "%pi", kind: "pi", positive: true };
export const E_ATOM: Atom = { key: "%e", kind: "e", positive: true };

export function multiplyPolynomial(a: Polynomial, b: Polynomial, fuel: Fuel): Polynomial {
  if (a.terms.size === 0 || b.terms.size === 0) return ZERO_POLYNOMIAL;
  const left = rationalOf(a);
  if (left !== null) {
    for (const term of b.terms.values()) payProduct(left, term.coefficient, fuel);
    return scalePolynomial(b, left);
  }
  const right = rationalOf(b);
  if (right !== null) {
    for (const term of a.terms.values()) payProduct(right, term.coefficient, fuel);
    return scalePolynomial(a, right);
  }
  if (a.terms.size * b.terms.size > MAX_TERMS && a.terms.size > 1 && b.terms.size > 1) {
    return multiplyPolynomial(sumAtomPower(a, ONE, fuel), sumAtomPower(b, ONE, fuel), fuel);
  }
  const terms = new Map<string, Term>();
  for (const x of a.terms.values()) {
    for (const y of b.terms.values()) {
      spend(fuel, 2 + x.factors.length + y.factors.length);
      payProduct(x.coefficient, y.coefficient, fuel);
      const coefficient = multiplyRational(x.coefficient, y.coefficient);
      const factors = mergeFactors(x.factors, y.factors);
      if (factors.every(isSettled)) {
        const key = factors === x.factors ? x.key : factors === y.factors ? y.key : null;
        if (key === null)
          for (const term of termPolynomial(coefficient, factors).terms.values()) addTerm(terms, term);
        else addTerm(terms, { coefficient, factors, key });
      } else for (const term of settle(coefficient, factors, fuel).terms.values()) addTerm(terms, term);
    }
  }
  return { terms };
}

/** Pays for a product of coefficients before it is computed. */
export function payProduct(a: Rational, b: Rational, fuel: Fuel): void {
  const top = bitLength(a.numerator) + bitLength(b.numerator);
  if (a.denominator === 1n && b.denominator === 1n) {
    if (top > 512) spend(fuel, top >> 9);
    if (top > 1_500_000) spendReduction(fuel, top);
    return;
  }
  spendReduction(fuel, Math.max(top, bitLength(a.denominator) + bitLength(b.denominator)));
}

/** Whether a factor is within its atom's own rules. */
function isSettled({ atom, exponent }: Factor): boolean {
  switch (atom.kind) {
    case "i":
      return exponent.numerator === 1n && exponent.denominator === 1n;
    case "prime":
    case "radicand":
      return exponent.numerator > 0n && exponent.numerator < exponent.denominator;
    case "sin":
      return !isInteger(exponent) || exponent.numerator < 2n;
    case "sum":
      return (
        exponent.numerator < 0n ||
        (!isInteger(exponent) && exponent.numerator < exponent.denominator) ||
        (isInteger(exponent) && !isExpandable(atom, exponent.numerator))
      );
    case "huge":
      return !isInteger(exponent) || hugeBits(atom, exponent) > MAX_BITS;
    default:
      return true;
  }
}

/** Whether a positive whole power of a sum is small enough to be multiplied out. */
function isExpandable(atom: Atom, power: bigint): boolean {
  return power <= 12n && (atom.inner?.terms.size ?? 1) ** Number(power) <= SMALL_SUM;
}

/** Bits that a named power of an integer would have, written out. */
function hugeBits(atom: Atom, exponent: Rational): number {
  return Math.abs(Number(exponent.numerator)) * bitLength(atom.integer ?? 2n);
}

/** Applies the atoms' rules to one product. */
function settle(coefficient: Rational, factors: readonly Factor[], fuel: Fuel): Polynomial {
  let scale = coefficient;
  const kept: Factor[] = [];
  const extra: Polynomial[] = [];
  for (const factor of factors) {
    const { atom, exponent } = factor;
    if (isSettled(factor)) {
      kept.push(factor);
      continue;
    }
    const whole = floorRational(exponent);
    const rest = subtractRational(exponent, rational(whole));
    if (atom.kind === "i") {
      const quarter = Number(((whole % 4n) + 4n) % 4n);
      if (quarter >= 2) scale = multiplyRational(scale, MINUS_ONE);
      if (quarter % 2 === 1) kept.push({ atom, exponent: ONE });
    } else if (atom.kind === "prime" || atom.kind === "radicand") {
      scale = multiplyRational(scale, powerRational(rational(atom.integer ?? 1n), Number(whole)));
      if (rest.numerator !== 0n) kept.push({ atom, exponent: rest });
    } else if (atom.kind === "huge") {
      scale = multiplyRational(scale, powerRational(rational(atom.integer ?? 1n), Number(whole)));
    } else if (atom.kind === "sin" && atom.inner !== undefined) {
      // sin^2 = 1 - cos^2
      const half = whole / 2n;
      const cosine = cosineAtom(atom.inner);
      const square = scalePolynomial(atomPolynomial(cosine, rational(2n)), MINUS_ONE);
      extra.push(
        powerPolynomial({ terms: new Map([...ONE_POLYNOMIAL.terms, ...square.terms]) }, Number(half), fuel),
      );
      if (whole % 2n !== 0n) kept.push({ atom, exponent: ONE });
    } else if (atom.kind === "sum" && atom.inner !== undefined) {
      if (rest.numerator !== 0n) kept.push({ atom, exponent: rest });
      extra.push(powerPolynomial(atom.inner, Number(whole), fuel));
    } else kept.push(factor);
  }
  let result = termPolynomial(scale, kept);
  for (const polynomial of extra) result = multiplyPolynomial(result, polynomial, fuel);
  return result;
}

export function cosineAtom(argument: Polynomial): Atom {
  return { key: `cos(${polynomialKey(argument)})`, kind: "cos", inner: argument, positive: false };
}

export function sineAtom(argument: Polynomial): Atom {
  return { key: `sin(${polynomialKey(argument)})`, kind: "sin", inner: argument, positive: false };
}

/** a^n for an integer n; a^0 is 1. A zero base with negative n has no value: null is returned by `powerRationalPolynomial`. */
export function powerPolynomial(a: Polynomial, n: number, fuel: Fuel): Polynomial {
  if (n === 0) return ONE_POLYNOMIAL;
  if (n === 1) return a;
  const single = singleTerm(a);
  if (single !== null) {
    const coefficient = single.coefficient;
    const bits = Math.abs(n) * Math.max(bitLength(coefficient.numerator), bitLength(coefficient.denominator));
    spend(fuel, 4 + (bits <= MAX_BITS ? bits >> 9 : 0));
    const factors = single.factors.map((factor) => ({
      atom: factor.atom,
      exponent: multiplyRational(factor.exponent, rational(BigInt(n))),
    }));
    const base =
      bits <= MAX_BITS
        ? constantPolynomial(powerRational(coefficient, n))
        : hugePower(coefficient, rational(BigInt(n)), fuel);
    return multiplyPolynomial(base, settle(ONE, factors, fuel), fuel);
  }
  if (n < 0) return sumAtomPower(a, rational(BigInt(n)), fuel);
  if (n > 12 || a.terms.size ** n > MAX_TERMS) return sumAtomPower(a, rational(BigInt(n)), fuel);
  let result = a;
  for (let count = 1; count < n; count++) result = multiplyPolynomial(result, a, fuel);
  return result;
}

/** A power of a rational too large to write out: a product of named powers of its prime factors. */
function hugePower(value: Rational, exponent: Rational, fuel: Fuel): Polynomial {
  let result =
    value.numerator < 0n && exponent.numerator % 2n !== 0n ? constantPolynomial(MINUS_ONE) : ONE_POLYNOMIAL;
  const top = value.numerator < 0n ? -value.numerator : value.numerator;
  for (const [part, sign] of [
    [top, 1n],
    [value.denominator, -1n],
  ] as const) {
    if (part === 1n) continue;
    for (const { base, power, prime } of factorInteger(part)) {
      const total = multiplyRational(exponent, rational(sign * BigInt(power)));
      const atom: Atom = {
        key: prime ? `#${base}**` : `#(${base})**`,
        kind: "huge",
        integer: base,
        positive: true,
      };
      result = multiplyPolynomial(result, atomPolynomial(atom, total), fuel);
    }
  }
  return result;
}

/** A sum as one factor with a rational exponent; its content and sign are taken out first. */
export function sumAtomPower(a: Polynomial, exponent: Rational, fuel: Fuel): Polynomial {
  const single = singleTerm(a);
  if (single !== null && isInteger(exponent)) return powerPolynomial(a, Number(exponent.numerator), fuel);
  const content = contentOf(a);
  const flip = isInteger(exponent) && leadsNegative(a);
  const primitive = scalePolynomial(
    a,
    flip
      ? { numerator: -content.denominator, denominator: content.numerator }
      : { numerator: content.denominator, denominator: content.numerator },
  );
  const sign = flip && exponent.numerator % 2n !== 0n ? MINUS_ONE : ONE;
  const conjugated = isInteger(exponent) && exponent.numerator < 0n ? rationalise(primitive, fuel) : null;
  if (conjugated !== null) {
    const inverse = powerPolynomial(conjugated, Number(-exponent.numerator), fuel);
    return scalePolynomial(multiplyPolynomial(inverse, rationalPower(content, exponent, fuel), fuel), sign);
  }
  const key = polynomialKey(primitive);
  // Sums within sums grow without bound: beyond this size there is no normal form.
  if (key.length > MAX_KEY) throw new NoValue("limit", "an expression too large to normalise");
  spend(fuel, key.length >> 5);
  const atom: Atom = { key: `(${key})`, kind: "sum", inner: primitive, positive: false };
  return scalePolynomial(
    multiplyPolynomial(rationalPower(content, exponent, fuel), atomPolynomial(atom, exponent), fuel),
    sign,
  );
}

/** 1/a for a sum of square roots and i, by conjugates; null where a holds anything else. */
function rationalise(a: Polynomial, fuel: Fuel): Polynomial | null {
  let numerator: Polynomial = ONE_POLYNOMIAL;
  let denominator = a;
  for (let round = 0; round < 6; round++) {
    const value = rationalOf(denominator);
    if (value !== null)
      return value.numerator === 0n
        ? null
        : scalePolynomial(numerator, {
            numerator: value.denominator * (value.numerator < 0n ? -1n : 1n),
            denominator: value.numerator < 0n ? -value.numerator : value.numerator,
          });
    const single = singleTerm(denominator);
    if (single !== null) return multiplyPolynomial(numerator, powerPolynomial(denominator, -1, fuel), fuel);
    let chosen: Atom | null = null;
    for (const term of denominator.terms.values()) {
      for (const { atom, exponent } of term.factors) {
        const quadratic =
          atom.kind === "i" ||
          ((atom.kind === "prime" || atom.kind === "radicand") &&
            exponent.numerator === 1n &&
            exponent.denominator === 2n);
        if (!quadratic) return null;
        chosen ??= atom;
      }
    }
    if (chosen === null) return null;
    const key = chosen.key;
    const conjugate = new Map<string, Term>();
    for (const term of denominator.terms.values()) {
      const flips = term.factors.some((factor) => factor.atom.key === key);
      conjugate.set(
        term.key,
        flips ? { ...term, coefficient: multiplyRational(term.coefficient, MINUS_ONE) } : term,
      );
    }
    numerator = multiplyPolynomial(numerator, { terms: conjugate }, fuel);
    denominator = multiplyPolynomial(denominator, { terms: conjugate }, fuel);
    if (numerator.terms.size > 64) return null;
  }
  return null;
}

/** value^exponent for a positive rational: exact where the exponent is whole, prime radicals otherwise. */
export function rationalPower(value: Rational, exponent: Rational, fuel: Fuel): Polynomial {
  if (isInteger(exponent)) {
    const n = exponent.numerator;
    const bits = Number(n < 0n ? -n : n) * Math.max(bitLength(value.numerator), bitLength(value.denominator));
    if (value.numerator === value.denominator) return ONE_POLYNOMIAL;
    if (bits > MAX_BITS) return hugePower(value, exponent, fuel);
    spend(fuel, 1 + (bits >> 9));
    return constantPolynomial(powerRational(value, Number(n)));
  }
  let result: Polynomial = ONE_POLYNOMIAL;
  for (const [part, sign] of [
    [value.numerator, 1n],
    [value.denominator, -1n],
  ] as const) {
    if (part === 1n) continue;
    spend(fuel, 20 + (bitLength(part) >> 4));
    for (const { base, power, prime } of factorInteger(part)) {
      const total = multiplyRational(exponent, rational(sign * BigInt(power)));
      const whole = floorRational(total);
      const rest = subtractRational(total, rational(whole));
      const scale = rationalPower(rational(base), rational(whole), fuel);
      const root = rest.numerator === 0n ? ONE_POLYNOMIAL : atomPolynomial(primeAtom(base, prime), rest);
      result = multiplyPolynomial(result, multiplyPolynomial(scale, root, fuel), fuel);
    }
  }
  return result;
}
