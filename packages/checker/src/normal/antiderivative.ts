/** Definite integrals term by term: powers, exponentials, sines and cosines of linear arguments, and e^(-a x^2). */
import { addRational, isInteger, ONE, type Rational, rational } from "../exact/rational.ts";
import { spend } from "../fuel.ts";
import { logarithm } from "./calls.ts";
import { type Context, opaque } from "./context.ts";
import { E_ATOM, multiplyPolynomial, PI_ATOM } from "./multiply.ts";
import {
  addAll,
  atomPolynomial,
  type Factor,
  MINUS_ONE,
  type Polynomial,
  polynomialKey,
  rationalOf,
  scalePolynomial,
  singleTerm,
  type Term,
  termPolynomial,
  ZERO_POLYNOMIAL,
} from "./polynomial.ts";
import { dividePolynomial, power, rationalExponent } from "./powers.ts";
import { cosine, sine } from "./trigonometry.ts";

/** Splits a term into its power of one symbol and the rest; null where the symbol hides in another atom. */
export function splitSymbol(
  term: Term,
  key: string,
): { readonly exponent: Rational; readonly rest: readonly Factor[] } | null {
  let exponent = rational(0n);
  const rest: Factor[] = [];
  for (const factor of term.factors) {
    if (factor.atom.key === key) exponent = factor.exponent;
    else if (factor.atom.key.includes(key)) return null;
    else rest.push(factor);
  }
  return { exponent, rest };
}

/** The antiderivative at one end of the interval; null where a term has no rule or a pole may lie between the ends. */
export function antiderivativeAt(
  body: Polynomial,
  key: string,
  point: Polynomial,
  other: Polynomial,
  context: Context,
): Polynomial | null {
  const parts: Polynomial[] = [];
  for (const term of body.terms.values()) {
    spend(context.fuel, 4);
    const part = powerAt(term, key, point, other, context) ?? functionAt(term, key, point, other, context);
    if (part === null) return null;
    parts.push(part);
  }
  return addAll(parts);
}

function isInfinite(point: Polynomial): boolean {
  return polynomialKey(point).includes("%inf");
}

function isPositive(point: Polynomial): boolean {
  const term = singleTerm(point);
  return term !== null && term.coefficient.numerator > 0n && term.factors.every(({ atom }) => atom.positive);
}

function powerAt(
  term: Term,
  key: string,
  point: Polynomial,
  other: Polynomial,
  context: Context,
): Polynomial | null {
  const split = splitSymbol(term, key);
  if (split === null) return null;
  const raised = addRational(split.exponent, ONE);
  const pole = split.exponent.numerator < 0n;
  // An end at zero is fine for x^(-1/2); what lies between two ends of unknown sign is not.
  const sure = (end: Polynomial): boolean =>
    isPositive(end) || (end.terms.size === 0 && raised.numerator > 0n);
  if (pole && !(sure(point) && sure(other))) return null;
  if (isInfinite(point)) return raised.numerator < 0n && isPositive(point) ? ZERO_POLYNOMIAL : null;
  if (isInfinite(other) && raised.numerator >= 0n) return null;
  const scale = termPolynomial(term.coefficient, split.rest);
  if (raised.numerator === 0n) return multiplyPolynomial(scale, logarithm(point, context), context.fuel);
  const value = scalePolynomial(
    rationalExponent(point, raised, context.fuel),
    rational(raised.denominator, raised.numerator),
  );
  return multiplyPolynomial(scale, value, context.fuel);
}

/** c e^u, c sin u, c cos u with u linear, and c e^(-a x^2) with a rational. */
function functionAt(
  term: Term,
  key: string,
  point: Polynomial,
  other: Polynomial,
  context: Context,
): Polynomial | null {
  const { fuel } = context;
  const bound = term.factors.filter(({ atom }) => atom.key.includes(key));
  const [factor] = bound;
  const inner = factor?.atom.inner;
  if (factor === undefined || inner === undefined || bound.length !== 1) return null;
  const scale = termPolynomial(
    term.coefficient,
    term.factors.filter((part) => part !== factor),
  );
  const { kind, base } = factor.atom;
  const exponential = kind === "power" && base !== undefined && polynomialKey(base) === `1·${E_ATOM.key}·`;
  if (!exponential && !((kind === "sin" || kind === "cos") && isOne(factor.exponent))) return null;
  const argument = exponential ? scalePolynomial(inner, factor.exponent) : inner;
  if (exponential && polynomialKey(inner) === `1·${key}^2·` && factor.exponent.numerator < 0n) {
    const a = scalePolynomial(termPolynomial(factor.exponent, []), MINUS_ONE);
    const root = rationalExponent(a, rational(1n, 2n), fuel);
    const at = multiplyPolynomial(root, point, fuel);
    const error = isInfinite(point)
      ? termPolynomial(rational(isPositive(point) ? 1n : -1n), [])
      : at.terms.size === 0
        ? ZERO_POLYNOMIAL
        : opaque("erf", [at]);
    const half = termPolynomial(rational(1n, 2n), [{ atom: PI_ATOM, exponent: rational(1n, 2n) }]);
    return multiplyPolynomial(
      scale,
      dividePolynomial(multiplyPolynomial(half, error, fuel), root, fuel),
      fuel,
    );
  }
  const slopes: Polynomial[] = [];
  const rests: Polynomial[] = [];
  for (const part of argument.terms.values()) {
    const split = splitSymbol(part, key);
    if (split === null) return null;
    if (split.exponent.numerator === 0n) rests.push(termPolynomial(part.coefficient, part.factors));
    else if (isOne(split.exponent)) slopes.push(termPolynomial(part.coefficient, split.rest));
    else return null;
  }
  const slope = addAll(slopes);
  const coefficient = rationalOf(slope);
  if (isInfinite(point) || isInfinite(other)) {
    // e^(-a x) with a positive rational vanishes at infinity.
    const end = isInfinite(point) ? point : other;
    if (!exponential || coefficient === null || coefficient.numerator >= 0n || !isPositive(end)) return null;
    if (isInfinite(point)) return isInfinite(other) ? null : ZERO_POLYNOMIAL;
  }
  const at = addAll([multiplyPolynomial(slope, point, fuel), ...rests]);
  const value = exponential
    ? power(atomPolynomial(E_ATOM), at, fuel)
    : kind === "cos"
      ? sine(at, fuel)
      : scalePolynomial(cosine(at, fuel), MINUS_ONE);
  return multiplyPolynomial(scale, dividePolynomial(value, slope, fuel), fuel);
}

function isOne(value: Rational): boolean {
  return isInteger(value) && value.numerator === 1n;
}
