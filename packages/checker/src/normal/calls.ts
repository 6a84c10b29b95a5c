/** Normal forms of the known functions, each with the identities that hold everywhere on the real line. */
import type { Node } from "../ast/node.ts";
import { factorInteger } from "../exact/factor.ts";
import {
  compareRational,
  floorRational,
  isInteger,
  negateRational,
  ONE,
  type Rational,
  rational,
} from "../exact/rational.ts";
import { spend } from "../fuel.ts";
import { binomial, doubleFactorial, factorial } from "./combinatorics.ts";
import { numericFloor, numericSign } from "./constantValue.ts";
import { type Context, opaque } from "./context.ts";
import { commonDivisor, modTower } from "./integerFunctions.ts";
import { E_ATOM, I_ATOM, multiplyPolynomial, PI_ATOM, powerPolynomial } from "./multiply.ts";
import { NoValue } from "./noValue.ts";
import {
  addAll,
  addPolynomial,
  atomPolynomial,
  constantPolynomial,
  leadsNegative,
  MINUS_ONE,
  ONE_POLYNOMIAL,
  type Polynomial,
  polynomialKey,
  rationalOf,
  scalePolynomial,
  singleTerm,
  subtractPolynomial,
  termPolynomial,
  ZERO_POLYNOMIAL,
} from "./polynomial.ts";
import { dividePolynomial, power, rationalExponent } from "./powers.ts";
import { cosine, sine } from "./trigonometry.ts";

export function normaliseCall(name: string, nodes: readonly Node[], context: Context): Polynomial {
  const { fuel } = context;
  const trigonometric =
    name === "sin" || name === "cos" || name === "tan" || name === "cot" || name === "sec" || name === "csc";
  const inner: Context = trigonometric ? { ...context, angle: true } : context;
  if (name === "mod") {
    const tower = modTower(nodes, context);
    if (tower !== null) return tower;
  }
  const args = nodes.map((node) => context.walk(node, inner));
  const x = args[0] ?? ZERO_POLYNOMIAL;
  const value = rationalOf(x);
  switch (name) {
    case "sin":
      return sine(x, fuel);
    case "cos":
      return cosine(x, fuel);
    case "tan":
      return dividePolynomial(sine(x, fuel), cosine(x, fuel), fuel);
    case "cot":
      return dividePolynomial(cosine(x, fuel), sine(x, fuel), fuel);
    case "sec":
      return dividePolynomial(ONE_POLYNOMIAL, cosine(x, fuel), fuel);
    case "csc":
      return dividePolynomial(ONE_POLYNOMIAL, sine(x, fuel), fuel);
    case "sinh":
    case "cosh": {
      const grow = power(atomPolynomial(E_ATOM), x, fuel);
      const fall = power(atomPolynomial(E_ATOM), scalePolynomial(x, MINUS_ONE), fuel);
      return scalePolynomial(
        name === "sinh" ? subtractPolynomial(grow, fall) : addPolynomial(grow, fall),
        rational(1n, 2n),
      );
    }
    case "tanh":
      return dividePolynomial(
        normaliseCall("sinh", nodes, context),
        normaliseCall("cosh", nodes, context),
        fuel,
      );
    case "ln":
      return logarithm(x, context);
    case "log": {
      const [base, argument] = args;
      if (argument === undefined || base === undefined) return opaque("log", [x]);
      return dividePolynomial(logarithm(argument, context), logarithm(base, context), fuel);
    }
    case "arcsin":
    case "arccos":
    case "arctan": {
      const known = inverseTrigonometric(name, x, context);
      if (known !== null) return known;
      const [first] = nodes;
      if (
        name === "arccos" &&
        first?.kind === "call" &&
        first.name === "cos" &&
        first.args[0] !== undefined
      ) {
        // arccos(cos x) = x on [0, pi].
        const angle = context.walk(first.args[0], { ...context, angle: true });
        const turns = angle.terms.size === 1 ? angle.terms.get(`${PI_ATOM.key}·`)?.coefficient : undefined;
        if (turns !== undefined && turns.numerator >= 0n && compareRational(turns, ONE) <= 0) return angle;
      }
      if (name !== "arccos" && leadsNegative(x))
        return scalePolynomial(opaque(name, [scalePolynomial(x, MINUS_ONE)]), MINUS_ONE);
      return opaque(name, [x]);
    }
    case "abs":
      return absolute(x, context);
    case "sgn": {
      const sign = value === null ? numericSign(x, context.fuel) : compareRational(value, rational(0n));
      return sign === null ? opaque("sgn", [x]) : constantPolynomial(rational(BigInt(Math.sign(sign))));
    }
    case "floor":
    case "ceil": {
      const flipped = name === "ceil" ? scalePolynomial(x, MINUS_ONE) : x;
      const floor = floorOf(flipped, context);
      if (floor !== null) return constantPolynomial(rational(name === "ceil" ? -floor : floor));
      return opaque(name, [x]);
    }
    case "factorial":
      return factorial(x, context);
    case "doubleFactorial":
      return doubleFactorial(x, context);
    case "binomial":
      return binomial(args, context);
    case "gcd":
    case "lcm":
      return commonDivisor(name, args);
    case "max":
    case "min":
      return extreme(name, args, context);
    case "mod": {
      const modulus = args[1] ?? ONE_POLYNOMIAL;
      const quotient = dividePolynomial(x, modulus, fuel);
      const floor = floorOf(quotient, context);
      if (floor !== null) return subtractPolynomial(x, scalePolynomial(modulus, rational(floor)));
      return opaque("mod", [x, modulus]);
    }
    case "arccot":
      return subtractPolynomial(
        termPolynomial(rational(1n, 2n), [{ atom: PI_ATOM, exponent: ONE }]),
        inverseTrigonometric("arctan", x, context) ?? opaque("arctan", [x]),
      );
    default:
      return opaque(name, args);
  }
}

/** The floor of a constant, exactly or from a ball; null for what holds variables or cannot be told. */
function floorOf(x: Polynomial, context: Context): bigint | null {
  const value = rationalOf(x);
  if (value !== null) return floorRational(value);
  return numericFloor(x, context.fuel);
}

/** ln of a positive number as a sum of logarithms of primes; ln of powers of e and of positive atoms. */
export function logarithm(x: Polynomial, context: Context): Polynomial {
  const { fuel } = context;
  if (x.terms.size === 0) throw new NoValue("undefined", "the logarithm of zero");
  const single = singleTerm(x);
  if (
    single === null ||
    single.factors.some(({ atom }) => !atom.positive) ||
    single.coefficient.numerator < 0n
  ) {
    if (
      single !== null &&
      single.coefficient.numerator < 0n &&
      single.factors.every(({ atom }) => atom.positive)
    ) {
      // ln(-a) = ln a + i pi
      return addPolynomial(
        logarithm(scalePolynomial(x, MINUS_ONE), context),
        multiplyPolynomial(atomPolynomial(I_ATOM), atomPolynomial(PI_ATOM), fuel),
      );
    }
    return atomPolynomial({
      key: `ln(${polynomialKey(x)})`,
      kind: "opaque",
      name: "ln",
      args: [x],
      inner: x,
      positive: false,
    });
  }
  const parts: Polynomial[] = [];
  for (const [part, sign] of [
    [single.coefficient.numerator, 1n],
    [single.coefficient.denominator, -1n],
  ] as const) {
    if (part === 1n) continue;
    spend(fuel, 40);
    for (const { base, power: count } of factorInteger(part))
      parts.push(scalePolynomial(primeLogarithm(base), rational(sign * BigInt(count))));
  }
  for (const { atom, exponent } of single.factors) {
    if (atom.kind === "e") parts.push(constantPolynomial(exponent));
    else if (atom.integer !== undefined) parts.push(scalePolynomial(primeLogarithm(atom.integer), exponent));
    else if (atom.kind === "power" && atom.inner !== undefined && atom.base !== undefined) {
      parts.push(
        scalePolynomial(multiplyPolynomial(atom.inner, logarithm(atom.base, context), fuel), exponent),
      );
    } else {
      const inner = atomPolynomial(atom);
      parts.push(
        scalePolynomial(
          atomPolynomial({
            key: `ln(${polynomialKey(inner)})`,
            kind: "opaque",
            name: "ln",
            args: [inner],
            inner,
            positive: false,
          }),
          exponent,
        ),
      );
    }
  }
  return addAll(parts);
}

function primeLogarithm(base: bigint): Polynomial {
  const inner = constantPolynomial(rational(base));
  return atomPolynomial({
    key: `ln(${base})`,
    kind: "opaque",
    name: "ln",
    args: [inner],
    inner,
    positive: true,
  });
}

function absolute(x: Polynomial, context: Context): Polynomial {
  const value = rationalOf(x);
  if (value !== null) return constantPolynomial(value.numerator < 0n ? negateRational(value) : value);
  const { fuel } = context;
  const complex = splitImaginary(x);
  if (complex !== null) {
    const square = addPolynomial(
      multiplyPolynomial(complex.re, complex.re, fuel),
      multiplyPolynomial(complex.im, complex.im, fuel),
    );
    return rationalExponent(square, rational(1n, 2n), fuel);
  }
  const sign = numericSign(x, context.fuel);
  if (sign !== null) return sign < 0 ? scalePolynomial(x, MINUS_ONE) : x;
  const single = singleTerm(x);
  if (single !== null) {
    const size = single.coefficient.numerator < 0n ? negateRational(single.coefficient) : single.coefficient;
    let result = constantPolynomial(size);
    for (const factor of single.factors) {
      const even = isInteger(factor.exponent) && factor.exponent.numerator % 2n === 0n;
      const part = atomPolynomial(factor.atom, factor.exponent);
      if (factor.atom.positive || even) result = multiplyPolynomial(result, part, fuel);
      else if (isInteger(factor.exponent))
        result = multiplyPolynomial(
          result,
          powerPolynomial(
            opaque("abs", [atomPolynomial(factor.atom)], true),
            Number(factor.exponent.numerator),
            fuel,
          ),
          fuel,
        );
      else result = multiplyPolynomial(result, opaque("abs", [part], true), fuel);
    }
    return result;
  }
  return opaque("abs", [leadsNegative(x) ? scalePolynomial(x, MINUS_ONE) : x], true);
}

/** Real and imaginary part of a polynomial that holds i openly; null where i does not occur. */
function splitImaginary(x: Polynomial): { readonly re: Polynomial; readonly im: Polynomial } | null {
  const re: Polynomial[] = [];
  const im: Polynomial[] = [];
  for (const term of x.terms.values()) {
    const plain = term.factors.filter(({ atom }) => atom.kind !== "i");
    (plain.length === term.factors.length ? re : im).push(termPolynomial(term.coefficient, plain));
  }
  return im.length === 0 ? null : { re: addAll(re), im: addAll(im) };
}

function inverseTrigonometric(name: string, x: Polynomial, _context: Context): Polynomial | null {
  const turns = INVERSE_VALUES.get(`${name}:${polynomialKey(x)}`);
  return turns === undefined ? null : termPolynomial(turns, [{ atom: PI_ATOM, exponent: ONE }]);
}

/** arcsin, arccos and arctan at the values of the table, as fractions of pi. */
const INVERSE_VALUES: ReadonlyMap<string, Rational> = new Map(
  (
    [
      ["0", 0, 1, 1, 2, 0, 1],
      ["1/2", 1, 6, 1, 3, null, 1],
      ["-1/2", -1, 6, 2, 3, null, 1],
      ["1", 1, 2, 0, 1, 1, 4],
      ["-1", -1, 2, 1, 1, -1, 4],
      ["1/2·#2^1/2·", 1, 4, 1, 4, null, 1],
      ["-1/2·#2^1/2·", -1, 4, 3, 4, null, 1],
      ["1/2·#3^1/2·", 1, 3, 1, 6, null, 1],
      ["-1/2·#3^1/2·", -1, 3, 5, 6, null, 1],
      ["1·#3^1/2·", null, 1, null, 1, 1, 3],
      ["-1·#3^1/2·", null, 1, null, 1, -1, 3],
      ["1/3·#3^1/2·", null, 1, null, 1, 1, 6],
      ["-1/3·#3^1/2·", null, 1, null, 1, -1, 6],
    ] as const
  ).flatMap(([key, a, b, c, d, e, f]) =>
    (
      [
        ["arcsin", a, b],
        ["arccos", c, d],
        ["arctan", e, f],
      ] as const
    ).flatMap(([name, top, bottom]) =>
      top === null
        ? []
        : [[`${name}:${key === "0" ? "" : key}`, rational(BigInt(top), BigInt(bottom))] as const],
    ),
  ),
);

function extreme(name: string, args: readonly Polynomial[], context: Context): Polynomial {
  const kept: Polynomial[] = [];
  for (const candidate of args) {
    let beaten = false;
    for (let other = 0; other < kept.length && !beaten; other++) {
      const rival = kept[other] ?? ZERO_POLYNOMIAL;
      const difference = subtractPolynomial(candidate, rival);
      const value = rationalOf(difference);
      const sign =
        value === null ? numericSign(difference, context.fuel) : compareRational(value, rational(0n));
      if (sign === null) continue;
      if ((name === "max" ? sign : -sign) > 0) {
        kept.splice(other, 1);
        other--;
      } else beaten = true;
    }
    if (!beaten) kept.push(candidate);
  }
  const [only] = kept;
  if (kept.length === 1 && only !== undefined) return only;
  return opaque(
    name,
    kept.sort((a, b) => (polynomialKey(a) < polynomialKey(b) ? -1 : 1)),
  );
}
