/**
 * The normal form of expressions: sums of rational multiples of monomials in atoms with rational exponents.
 * Decision: whatever is no sum, product or rational power is an atom named by the key of its own normal form, so that
 * equal keys mean equal values and sin^2 + cos^2, prime radicals, i and e^x share one ring. Keys are strings; maps keep
 * insertion order, and printing sorts, so the form is canonical.
 */

import {
  addRational,
  bitLength,
  compareRational,
  multiplyRational,
  ONE,
  printRational,
  type Rational,
  rational,
  ZERO,
} from "../exact/rational.ts";
import { type Fuel, spendReduction } from "../fuel.ts";

export type AtomKind =
  | "symbol"
  | "pi"
  | "e"
  | "i"
  | "prime"
  | "radicand"
  | "sum"
  | "sin"
  | "cos"
  | "power"
  | "huge"
  | "opaque";

export interface Atom {
  readonly key: string;
  readonly kind: AtomKind;
  /** Prime or radicand. */
  readonly integer?: bigint;
  /** The inside of a sum atom, the argument of sin and cos, the exponent of a power atom. */
  readonly inner?: Polynomial;
  /** A power atom's base. */
  readonly base?: Polynomial;
  /** Name and arguments of an opaque atom, for numerical evaluation. */
  readonly name?: string;
  readonly args?: readonly Polynomial[];
  /** Key of the symbol that an integral, a sum or a limit binds. */
  readonly variable?: string;
  /** Value known to be positive: fractional powers may be split. */
  readonly positive: boolean;
}

export interface Factor {
  readonly atom: Atom;
  readonly exponent: Rational;
}

export interface Term {
  readonly coefficient: Rational;
  /** Sorted by atom key, no zero exponents. */
  readonly factors: readonly Factor[];
  readonly key: string;
}

export interface Polynomial {
  readonly terms: ReadonlyMap<string, Term>;
}

export const ZERO_POLYNOMIAL: Polynomial = { terms: new Map() };

export function constantPolynomial(value: Rational): Polynomial {
  if (value.numerator === 0n) return ZERO_POLYNOMIAL;
  return { terms: new Map([["", { coefficient: value, factors: [], key: "" }]]) };
}

export const ONE_POLYNOMIAL: Polynomial = constantPolynomial(ONE);

export function atomPolynomial(atom: Atom, exponent: Rational = ONE): Polynomial {
  return termPolynomial(ONE, [{ atom, exponent }]);
}

export function termPolynomial(coefficient: Rational, factors: readonly Factor[]): Polynomial {
  if (coefficient.numerator === 0n) return ZERO_POLYNOMIAL;
  const key = factorsKey(factors);
  return { terms: new Map([[key, { coefficient, factors, key }]]) };
}

function factorsKey(factors: readonly Factor[]): string {
  let key = "";
  for (const { atom, exponent } of factors) {
    key +=
      exponent.numerator === 1n && exponent.denominator === 1n
        ? `${atom.key}·`
        : `${atom.key}^${printRational(exponent)}·`;
  }
  return key;
}

export function addPolynomial(a: Polynomial, b: Polynomial): Polynomial {
  if (a.terms.size === 0) return b;
  if (b.terms.size === 0) return a;
  const terms = new Map(a.terms);
  for (const term of b.terms.values()) addTerm(terms, term);
  return { terms };
}

export function addTerm(terms: Map<string, Term>, term: Term): void {
  const present = terms.get(term.key);
  if (present === undefined) {
    if (term.coefficient.numerator !== 0n) terms.set(term.key, term);
    return;
  }
  const coefficient = addRational(present.coefficient, term.coefficient);
  if (coefficient.numerator === 0n) terms.delete(term.key);
  else terms.set(term.key, { ...term, coefficient });
}

export function scalePolynomial(a: Polynomial, by: Rational): Polynomial {
  if (by.numerator === 0n) return ZERO_POLYNOMIAL;
  if (by.numerator === 1n && by.denominator === 1n) return a;
  const terms = new Map<string, Term>();
  for (const term of a.terms.values())
    terms.set(term.key, { ...term, coefficient: multiplyRational(term.coefficient, by) });
  return { terms };
}

export const MINUS_ONE: Rational = { numerator: -1n, denominator: 1n };

export function subtractPolynomial(a: Polynomial, b: Polynomial): Polynomial {
  return addPolynomial(a, scalePolynomial(b, MINUS_ONE));
}

/** Factors of both, exponents added; the caller reduces what exceeds an atom's own rules. */
export function mergeFactors(a: readonly Factor[], b: readonly Factor[]): readonly Factor[] {
  if (a.length === 0) return b;
  if (b.length === 0) return a;
  const merged: Factor[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const left = a[i];
    const right = b[j];
    if (right === undefined || (left !== undefined && left.atom.key < right.atom.key)) {
      if (left !== undefined) merged.push(left);
      i++;
    } else if (left === undefined || right.atom.key < left.atom.key) {
      merged.push(right);
      j++;
    } else {
      const exponent = addRational(left.exponent, right.exponent);
      if (exponent.numerator !== 0n) merged.push({ atom: left.atom, exponent });
      i++;
      j++;
    }
  }
  return merged;
}

/** The value of a polynomial without atoms, else null. */
export function rationalOf(a: Polynomial): Rational | null {
  if (a.terms.size === 0) return ZERO;
  if (a.terms.size > 1) return null;
  const term = a.terms.get("");
  return term === undefined ? null : term.coefficient;
}

/** The only term, or null. */
export function singleTerm(a: Polynomial): Term | null {
  if (a.terms.size !== 1) return null;
  for (const term of a.terms.values()) return term;
  return null;
}

/** Canonical text: equal polynomials have equal keys. */
export function polynomialKey(a: Polynomial): string {
  const parts: string[] = [];
  for (const term of a.terms.values())
    parts.push(`${printRational(term.coefficient)}${term.key === "" ? "" : `·${term.key}`}`);
  if (parts.length > 1) parts.sort();
  return parts.join("+");
}

/** The terms in canonical order. */
export function sortedTerms(a: Polynomial): readonly Term[] {
  return [...a.terms.values()].sort((x, y) => (x.key < y.key ? -1 : x.key > y.key ? 1 : 0));
}

/** Positive rational content, so that `a` divided by it has coprime integer coefficients. */
export function contentOf(a: Polynomial): Rational {
  let top = 0n;
  let bottom = 1n;
  for (const { coefficient } of a.terms.values()) {
    const size = coefficient.numerator < 0n ? -coefficient.numerator : coefficient.numerator;
    top = gcdOf(top, size);
    bottom = (bottom / gcdOf(bottom, coefficient.denominator)) * coefficient.denominator;
  }
  return top === 0n ? ONE : rational(top, bottom);
}

function gcdOf(a: bigint, b: bigint): bigint {
  let x = a;
  let y = b;
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

/** Whether the first term in canonical order is negative. */
export function leadsNegative(a: Polynomial): boolean {
  const [first] = sortedTerms(a);
  return first !== undefined && compareRational(first.coefficient, ZERO) < 0;
}

/** The sum of many. */
export function addAll(parts: readonly Polynomial[], fuel?: Fuel): Polynomial {
  const terms = new Map<string, Term>();
  for (const part of parts) {
    for (const term of part.terms.values()) {
      const present = terms.get(term.key);
      if (
        fuel !== undefined &&
        present !== undefined &&
        (present.coefficient.denominator !== 1n || term.coefficient.denominator !== 1n)
      ) {
        spendReduction(
          fuel,
          bitLength(present.coefficient.denominator) +
            bitLength(term.coefficient.denominator) +
            bitLength(present.coefficient.numerator),
        );
      }
      addTerm(terms, term);
    }
  }
  return { terms };
}
