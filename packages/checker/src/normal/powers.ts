/**
 * Quotients and powers of polynomials with any exponent.
 * Decision: b^(x + y) is split by terms, positive numbers by primes, and a fractional power is distributed over factors
 * only where they are known to be positive; everything else stays inside one root.
 */
import {
  bitLength,
  floorRational,
  isInteger,
  multiplyRational,
  ONE,
  type Rational,
  rational,
  subtractRational,
} from "../exact/rational.ts";
import { type Fuel, spend } from "../fuel.ts";
import { opaque } from "./context.ts";
import {
  E_ATOM,
  I_ATOM,
  multiplyPolynomial,
  PI_ATOM,
  payProduct,
  powerPolynomial,
  rationalPower,
  sumAtomPower,
} from "./multiply.ts";
import { NoValue } from "./noValue.ts";
import {
  type Atom,
  addAll,
  atomPolynomial,
  constantPolynomial,
  MINUS_ONE,
  ONE_POLYNOMIAL,
  type Polynomial,
  polynomialKey,
  rationalOf,
  scalePolynomial,
  singleTerm,
  termPolynomial,
  ZERO_POLYNOMIAL,
} from "./polynomial.ts";
import { cosine, imaginaryTurns, sine, unitRoot } from "./trigonometry.ts";

export function dividePolynomial(numerator: Polynomial, denominator: Polynomial, fuel: Fuel): Polynomial {
  if (denominator.terms.size === 0) throw new NoValue("undefined", "a division by zero");
  const value = rationalOf(denominator);
  if (value !== null) {
    for (const term of numerator.terms.values())
      payProduct(term.coefficient, { numerator: value.denominator, denominator: value.numerator }, fuel);
    return scalePolynomial(numerator, rational(value.denominator, value.numerator));
  }
  return multiplyPolynomial(numerator, powerPolynomial(denominator, -1, fuel), fuel);
}

/** base^exponent. */
export function power(base: Polynomial, exponent: Polynomial, fuel: Fuel): Polynomial {
  const value = rationalOf(exponent);
  if (value !== null) return rationalExponent(base, value, fuel);
  if (base.terms.size === 0) return ZERO_POLYNOMIAL;
  const number = rationalOf(base);
  if (number !== null && number.numerator === number.denominator) return ONE_POLYNOMIAL;
  const single = singleTerm(base);
  const isE =
    single !== null &&
    single.factors.length === 1 &&
    single.factors[0]?.atom.kind === "e" &&
    isUnit(single.factors[0].exponent) &&
    isUnit(single.coefficient);
  if (isE) {
    const turns = imaginaryTurns(exponent);
    if (turns !== null) return unitRoot(turns, fuel);
  }
  // i^z = e^(i pi z / 2), the principal value.
  if (single?.factors.length === 1 && single.key === "%i·" && isUnit(single.coefficient)) {
    const quarter = termPolynomial(rational(1n, 2n), [{ atom: PI_ATOM, exponent: ONE }]);
    const angle = multiplyPolynomial(multiplyPolynomial(base, quarter, fuel), exponent, fuel);
    return power(atomPolynomial(E_ATOM), angle, fuel);
  }
  const sure =
    single !== null && single.coefficient.numerator > 0n && single.factors.every(({ atom }) => atom.positive);
  if (sure && single.factors.length + (isUnit(single.coefficient) ? 0 : 1) > 1) {
    let product = power(constantPolynomial(single.coefficient), exponent, fuel);
    for (const factor of single.factors) {
      const raised = scalePolynomial(exponent, factor.exponent);
      product = multiplyPolynomial(product, power(atomPolynomial(factor.atom), raised, fuel), fuel);
    }
    return product;
  }
  // Split the exponent by terms: b^(x + y) = b^x b^y.
  const constantTerm = exponent.terms.get("");
  let result: Polynomial = ONE_POLYNOMIAL;
  if (constantTerm !== undefined && (sure || isInteger(constantTerm.coefficient))) {
    result = rationalExponent(base, constantTerm.coefficient, fuel);
    const terms = new Map(exponent.terms);
    terms.delete("");
    return multiplyPolynomial(result, power(base, { terms }, fuel), fuel);
  }
  for (const term of exponent.terms.values()) {
    const inner = termPolynomial(ONE, term.factors);
    if (isE) {
      if (term.factors.some(({ atom }) => atom.kind === "i")) {
        const rest = term.factors.filter(({ atom }) => atom.kind !== "i");
        const angle = termPolynomial(term.coefficient, rest);
        const turned = multiplyPolynomial(atomPolynomial(I_ATOM), sine(angle, fuel), fuel);
        result = multiplyPolynomial(result, addAll([cosine(angle, fuel), turned]), fuel);
        continue;
      }
      const logarithm =
        term.factors.length === 1 &&
        term.factors[0]?.atom.key.startsWith("ln(") === true &&
        isUnit(term.factors[0].exponent)
          ? term.factors[0].atom.inner
          : undefined;
      if (logarithm !== undefined) {
        result = multiplyPolynomial(result, rationalExponent(logarithm, term.coefficient, fuel), fuel);
        continue;
      }
    }
    if (sure && number !== null) {
      // A positive number: its prime factors, each to the exponent.
      result = multiplyPolynomial(result, primePowers(number, term.coefficient, inner, fuel), fuel);
      continue;
    }
    const whole = sure ? term.coefficient : rational(term.coefficient.numerator);
    const kept = sure ? inner : scalePolynomial(inner, rational(1n, term.coefficient.denominator));
    const key = `(${polynomialKey(base)})**(${polynomialKey(kept)})`;
    spend(fuel, key.length);
    result = multiplyPolynomial(
      result,
      atomPolynomial({ key, kind: "power", base, inner: kept, positive: sure }, whole),
      fuel,
    );
  }
  return result;
}

function isUnit(value: Rational): boolean {
  return value.numerator === 1n && value.denominator === 1n;
}

function primePowers(number: Rational, coefficient: Rational, inner: Polynomial, fuel: Fuel): Polynomial {
  let result: Polynomial = ONE_POLYNOMIAL;
  // The rational power machinery already splits primes; its atoms carry the exponent of each.
  const split = rationalPower(number, rational(1n, 1_000_003n), fuel);
  for (const term of split.terms.values()) {
    for (const { atom, exponent } of term.factors) {
      const base = constantPolynomial(rational(atom.integer ?? 1n));
      const count = multiplyRational(exponent, rational(1_000_003n));
      // floor parts went into the coefficient only for exponents of at least one, which this root excludes; negative
      // exponents come back as (1 - k/n) with the prime below the line.
      const whole =
        exponent.numerator * 2n > exponent.denominator
          ? subtractRational(count, rational(1_000_003n))
          : count;
      const key = `(${atom.integer})**(${polynomialKey(inner)})`;
      // A tower's key doubles with every level: it is paid for, and so bounded.
      spend(fuel, key.length);
      result = multiplyPolynomial(
        result,
        atomPolynomial(
          { key, kind: "power", base, inner, positive: true },
          multiplyRational(coefficient, whole),
        ),
        fuel,
      );
    }
  }
  return result;
}

/** base^(p/q). */
export function rationalExponent(base: Polynomial, exponent: Rational, fuel: Fuel): Polynomial {
  if (exponent.numerator === 0n) return ONE_POLYNOMIAL;
  if (base.terms.size === 0) {
    if (exponent.numerator < 0n) throw new NoValue("undefined", "a power of zero");
    return ZERO_POLYNOMIAL;
  }
  const single = singleTerm(base);
  if (isInteger(exponent)) {
    const n = exponent.numerator;
    if (bitLength(n) > 50) {
      const value = rationalOf(base);
      if (value !== null && value.numerator > 0n) return rationalPower(value, exponent, fuel);
      if (value !== null && value.numerator < 0n)
        return scalePolynomial(
          rationalPower({ numerator: -value.numerator, denominator: value.denominator }, exponent, fuel),
          n % 2n === 0n ? ONE : MINUS_ONE,
        );
      return opaque("bigpower", [base, constantPolynomial(exponent)]);
    }
    return powerPolynomial(base, Number(n), fuel);
  }
  if (single === null) return sumAtomPower(base, exponent, fuel);
  let result: Polynomial = ONE_POLYNOMIAL;
  const { coefficient } = single;
  if (coefficient.numerator > 0n) result = rationalPower(coefficient, exponent, fuel);
  else {
    const size = { numerator: -coefficient.numerator, denominator: coefficient.denominator };
    const numeric = single.factors.every(({ atom }) => atom.positive);
    if (exponent.denominator % 2n === 1n) {
      result = scalePolynomial(
        rationalPower(size, exponent, fuel),
        exponent.numerator % 2n === 0n ? ONE : MINUS_ONE,
      );
    } else if (numeric) {
      result = multiplyPolynomial(rationalPower(size, exponent, fuel), unitRoot(exponent, fuel), fuel);
    } else {
      // The sign stays inside: sqrt(-x) is real for negative x.
      const inside = scalePolynomial(termPolynomial(ONE, single.factors), MINUS_ONE);
      return multiplyPolynomial(rationalPower(size, exponent, fuel), keepRoot(inside, exponent), fuel);
    }
  }
  const kept: { atom: Atom; exponent: Rational }[] = [];
  for (const factor of single.factors) {
    if (factor.atom.positive) {
      const total = multiplyRational(factor.exponent, exponent);
      result = multiplyPolynomial(
        result,
        factor.atom.kind === "prime" || factor.atom.kind === "radicand"
          ? rationalExponentOfPrime(factor.atom, total, fuel)
          : atomPolynomial(factor.atom, total),
        fuel,
      );
    } else kept.push(factor);
  }
  if (kept.length === 0) return result;
  const [only] = kept;
  if (kept.length === 1 && only !== undefined && isUnit(only.exponent)) {
    if (only.atom.kind === "i")
      return multiplyPolynomial(result, unitRoot(multiplyRational(exponent, rational(1n, 2n)), fuel), fuel);
    return multiplyPolynomial(result, atomPolynomial(only.atom, exponent), fuel);
  }
  // x^(1/3) of an odd power with an odd root: real on the whole line.
  if (
    kept.length === 1 &&
    only !== undefined &&
    isInteger(only.exponent) &&
    exponent.denominator % 2n === 1n &&
    only.atom.kind === "symbol"
  ) {
    return multiplyPolynomial(
      result,
      atomPolynomial(only.atom, multiplyRational(only.exponent, exponent)),
      fuel,
    );
  }
  return multiplyPolynomial(result, keepRoot(termPolynomial(ONE, kept), exponent), fuel);
}

function rationalExponentOfPrime(atom: Atom, exponent: Rational, fuel: Fuel): Polynomial {
  const whole = floorRational(exponent);
  const rest = subtractRational(exponent, rational(whole));
  const root = rest.numerator === 0n ? ONE_POLYNOMIAL : atomPolynomial(atom, rest);
  return multiplyPolynomial(rationalPower(rational(atom.integer ?? 1n), rational(whole), fuel), root, fuel);
}

/** A root of a product that may not be split: an atom of its own. */
function keepRoot(inside: Polynomial, exponent: Rational): Polynomial {
  const atom: Atom = { key: `(${polynomialKey(inside)})`, kind: "sum", inner: inside, positive: false };
  const whole = floorRational(exponent);
  const rest = subtractRational(exponent, rational(whole));
  const root = atomPolynomial(atom, rest);
  return whole === 0n ? root : termPolynomial(ONE, [{ atom, exponent }]);
}
