/** sin and cos of polynomials: exact at rational multiples of pi, with parity, shifts and periods taken out. */
import {
  compareRational,
  floorRational,
  isInteger,
  multiplyRational,
  ONE,
  type Rational,
  rational,
  subtractRational,
  ZERO,
} from "../exact/rational.ts";
import type { Fuel } from "../fuel.ts";
import {
  cosineAtom,
  I_ATOM,
  multiplyPolynomial,
  PI_ATOM,
  rationalPower,
  sineAtom,
  sumAtomPower,
} from "./multiply.ts";
import {
  addPolynomial,
  atomPolynomial,
  constantPolynomial,
  leadsNegative,
  MINUS_ONE,
  type Polynomial,
  scalePolynomial,
  subtractPolynomial,
  type Term,
  termPolynomial,
  ZERO_POLYNOMIAL,
} from "./polynomial.ts";

const HALF = rational(1n, 2n);
const PI_KEY = `${PI_ATOM.key}·`;

/** The rational r of a term r pi, and what is left. */
function splitPi(argument: Polynomial): { readonly turns: Rational; readonly rest: Polynomial } {
  const term = argument.terms.get(PI_KEY);
  if (term === undefined) return { turns: ZERO, rest: argument };
  const terms = new Map<string, Term>(argument.terms);
  terms.delete(PI_KEY);
  return { turns: term.coefficient, rest: { terms } };
}

function root(n: bigint, fuel: Fuel): Polynomial {
  return rationalPower(rational(n), HALF, fuel);
}

/** cos(r pi) for 0 <= r <= 1/2. */
function cosineInQuadrant(turns: Rational, fuel: Fuel): Polynomial {
  const quarter = rational(1n, 4n);
  const sixtieths = multiplyRational(turns, rational(60n));
  if (isInteger(sixtieths)) {
    switch (Number(sixtieths.numerator)) {
      case 0:
        return constantPolynomial(ONE);
      case 5:
        return scalePolynomial(addPolynomial(root(6n, fuel), root(2n, fuel)), quarter);
      case 6:
        return scalePolynomial(
          sumAtomPower(
            addPolynomial(constantPolynomial(rational(10n)), scalePolynomial(root(5n, fuel), rational(2n))),
            HALF,
            fuel,
          ),
          quarter,
        );
      case 10:
        return scalePolynomial(root(3n, fuel), HALF);
      case 12:
        return scalePolynomial(addPolynomial(constantPolynomial(ONE), root(5n, fuel)), quarter);
      case 15:
        return scalePolynomial(root(2n, fuel), HALF);
      case 18:
        return scalePolynomial(
          sumAtomPower(
            subtractPolynomial(
              constantPolynomial(rational(10n)),
              scalePolynomial(root(5n, fuel), rational(2n)),
            ),
            HALF,
            fuel,
          ),
          quarter,
        );
      case 20:
        return constantPolynomial(HALF);
      case 24:
        return scalePolynomial(subtractPolynomial(root(5n, fuel), constantPolynomial(ONE)), quarter);
      case 25:
        return scalePolynomial(subtractPolynomial(root(6n, fuel), root(2n, fuel)), quarter);
      case 30:
        return ZERO_POLYNOMIAL;
      default:
    }
  }
  return atomPolynomial(cosineAtom(termPolynomial(turns, [{ atom: PI_ATOM, exponent: ONE }])));
}

/** cos(r pi) for any rational r. */
function cosineOfTurns(turns: Rational, fuel: Fuel): Polynomial {
  const two = rational(2n);
  let reduced = subtractRational(
    turns,
    multiplyRational(two, rational(floorRational(multiplyRational(turns, HALF)))),
  );
  if (compareRational(reduced, ONE) > 0) reduced = subtractRational(two, reduced);
  return compareRational(reduced, HALF) > 0
    ? scalePolynomial(cosineInQuadrant(subtractRational(ONE, reduced), fuel), MINUS_ONE)
    : cosineInQuadrant(reduced, fuel);
}

export function cosine(argument: Polynomial, fuel: Fuel): Polynomial {
  const { turns, rest } = splitPi(argument);
  if (rest.terms.size === 0) return cosineOfTurns(turns, fuel);
  return shifted(rest, turns, fuel);
}

export function sine(argument: Polynomial, fuel: Fuel): Polynomial {
  const { turns, rest } = splitPi(argument);
  if (rest.terms.size === 0) return cosineOfTurns(subtractRational(HALF, turns), fuel);
  // sin x = cos(x - pi/2)
  return shifted(rest, subtractRational(turns, HALF), fuel);
}

/** cos(rest + turns pi): whole and half turns are taken out, the rest stays inside. */
function shifted(rest: Polynomial, turns: Rational, _fuel: Fuel): Polynomial {
  const doubled = multiplyRational(turns, rational(2n));
  const halves = floorRational(doubled);
  const left = subtractRational(doubled, rational(halves));
  const inner =
    left.numerator === 0n
      ? rest
      : addPolynomial(rest, termPolynomial(multiplyRational(left, HALF), [{ atom: PI_ATOM, exponent: ONE }]));
  const negative = leadsNegative(inner);
  const plain = negative ? scalePolynomial(inner, MINUS_ONE) : inner;
  const cos = atomPolynomial(cosineAtom(plain));
  const sin = scalePolynomial(atomPolynomial(sineAtom(plain)), negative ? MINUS_ONE : ONE);
  switch (Number(((halves % 4n) + 4n) % 4n)) {
    case 0:
      return cos;
    case 1:
      return scalePolynomial(sin, MINUS_ONE);
    case 2:
      return scalePolynomial(cos, MINUS_ONE);
    default:
      return sin;
  }
}

/** cos(r pi) + i sin(r pi). */
export function unitRoot(turns: Rational, fuel: Fuel): Polynomial {
  const cos = cosineOfTurns(turns, fuel);
  const sin = cosineOfTurns(subtractRational(HALF, turns), fuel);
  return addPolynomial(cos, multiplyPolynomial(atomPolynomial(I_ATOM), sin, fuel));
}

/** The rational r where the argument is r i pi, else null. */
export function imaginaryTurns(argument: Polynomial): Rational | null {
  if (argument.terms.size !== 1) return null;
  const term = argument.terms.get(`${I_ATOM.key}·${PI_KEY}`);
  return term?.coefficient ?? null;
}
