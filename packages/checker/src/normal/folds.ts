/** Finite sums and products, integrals, limits: computed where a rule fits, opaque otherwise. */
import type { FoldNode, IntegralNode, LimitNode, Node } from "../ast/node.ts";
import { isInteger, multiplyRational, ONE, rational } from "../exact/rational.ts";
import { spend } from "../fuel.ts";
import { antiderivativeAt, splitSymbol } from "./antiderivative.ts";
import { binding, type Context, opaque, symbolAtom } from "./context.ts";
import { differentiate } from "./differentiate.ts";
import { multiplyPolynomial, powerPolynomial } from "./multiply.ts";
import { NoValue } from "./noValue.ts";
import {
  addAll,
  atomPolynomial,
  constantPolynomial,
  type Factor,
  ONE_POLYNOMIAL,
  type Polynomial,
  polynomialKey,
  rationalOf,
  scalePolynomial,
  subtractPolynomial,
  termPolynomial,
  ZERO_POLYNOMIAL,
} from "./polynomial.ts";
import { dividePolynomial, power, rationalExponent } from "./powers.ts";
import { evenZeta } from "./zeta.ts";

/** Sums of at most this many terms are added up one by one. */
const MAX_TERMS = 1200n;
/** The name that every bound variable gets in a key. */
const BOUND = "\u2022";

export function normaliseFold(node: FoldNode, context: Context): Polynomial {
  const lower = node.lower === null ? ZERO_POLYNOMIAL : context.walk(node.lower, context);
  const upper = node.upper === null ? ZERO_POLYNOMIAL : context.walk(node.upper, context);
  const first = rationalOf(lower);
  const last = rationalOf(upper);
  const { fuel } = context;
  if (first !== null && last !== null && isInteger(first) && isInteger(last)) {
    const count = last.numerator - first.numerator + 1n;
    if (count <= 0n) return node.operation === "sum" ? ZERO_POLYNOMIAL : ONE_POLYNOMIAL;
    if (count <= MAX_TERMS) {
      const parts: Polynomial[] = [];
      let product: Polynomial = ONE_POLYNOMIAL;
      for (let n = first.numerator; n <= last.numerator; n++) {
        spend(fuel, 20);
        const bound = new Map(context.bound).set(node.variable, constantPolynomial(rational(n)));
        const value = context.walk(node.body, { ...context, bound });
        if (node.operation === "sum") parts.push(value);
        else product = multiplyPolynomial(product, value, fuel);
      }
      return node.operation === "sum" ? addAll(parts, fuel) : product;
    }
  }
  const symbol = symbolAtom(BOUND + context.bound.size);
  const body = context.walk(node.body, {
    ...context,
    bound: new Map(context.bound).set(node.variable, atomPolynomial(symbol)),
  });
  const free = !polynomialKey(body).includes(symbol.key);
  const infinite = polynomialKey(upper).includes("%inf");
  if (free && !infinite) {
    const count = addAll([upper, scalePolynomial(lower, rational(-1n)), ONE_POLYNOMIAL]);
    return node.operation === "sum" ? multiplyPolynomial(body, count, fuel) : power(body, count, fuel);
  }
  if (node.operation === "sum" && !infinite) {
    const closed = sumOfPowers(body, symbol.key, lower, upper, context);
    if (closed !== null) return closed;
  }
  const geometric =
    node.operation === "sum" ? geometricSum(body, symbol.key, lower, upper, infinite, context) : null;
  return (
    geometric ??
    zetaSum(node.operation, body, symbol.key, lower, infinite) ??
    binding(`@${node.operation}`, symbol.key, [lower, upper, body])
  );
}

/** Faulhaber: the sum over k from lower to upper of a polynomial in k of degree at most 12. */
function sumOfPowers(
  body: Polynomial,
  key: string,
  lower: Polynomial,
  upper: Polynomial,
  context: Context,
): Polynomial | null {
  const parts: Polynomial[] = [];
  const before = subtractPolynomial(lower, ONE_POLYNOMIAL);
  for (const term of body.terms.values()) {
    const split = splitSymbol(term, key);
    if (
      split === null ||
      !isInteger(split.exponent) ||
      split.exponent.numerator < 0n ||
      split.exponent.numerator > 12n
    )
      return null;
    const degree = Number(split.exponent.numerator);
    const total = subtractPolynomial(powerSum(degree, upper, context), powerSum(degree, before, context));
    parts.push(multiplyPolynomial(termPolynomial(term.coefficient, split.rest), total, context.fuel));
  }
  return addAll(parts);
}

/** 0^p + 1^p + ... + n^p as a polynomial in n, by the recursion of binomial sums. */
function powerSum(degree: number, n: Polynomial, context: Context): Polynomial {
  const sums: Polynomial[] = [];
  const next = addAll([n, ONE_POLYNOMIAL]);
  for (let p = 0; p <= degree; p++) {
    // (n+1)^(p+1) = sum_{j<=p} C(p+1, j) S_j, with S_0 = n + 1
    let total = powerPolynomial(next, p + 1, context.fuel);
    let binomial = ONE;
    for (let j = 0; j < p; j++) {
      total = subtractPolynomial(total, scalePolynomial(sums[j] ?? ZERO_POLYNOMIAL, binomial));
      binomial = multiplyRational(binomial, rational(BigInt(p + 1 - j), BigInt(j + 1)));
    }
    sums.push(scalePolynomial(total, rational(1n, BigInt(p + 1))));
  }
  const sum = sums[degree] ?? ZERO_POLYNOMIAL;
  // S_0 counts 0^0 = 1 as well; the difference of two sums does not see it.
  return sum;
}

/** c r^k summed from lower to upper or to infinity (|r| < 1 for a rational r). */
function geometricSum(
  body: Polynomial,
  key: string,
  lower: Polynomial,
  upper: Polynomial,
  infinite: boolean,
  context: Context,
): Polynomial | null {
  if (body.terms.size !== 1) return null;
  const [term] = [...body.terms.values()];
  if (term === undefined) return null;
  let ratio: Polynomial = ONE_POLYNOMIAL;
  const rest: Factor[] = [];
  for (const factor of term.factors) {
    const { atom, exponent } = factor;
    if (!atom.key.includes(key)) rest.push(factor);
    else if (
      atom.kind === "power" &&
      atom.base !== undefined &&
      atom.inner !== undefined &&
      polynomialKey(atom.inner) === `1·${key}·` &&
      !polynomialKey(atom.base).includes(key)
    ) {
      ratio = multiplyPolynomial(ratio, rationalExponent(atom.base, exponent, context.fuel), context.fuel);
    } else return null;
  }
  const value = rationalOf(ratio);
  if (
    infinite &&
    (value === null || value.numerator >= value.denominator || -value.numerator >= value.denominator)
  )
    return null;
  if (value !== null && value.numerator === value.denominator) return null;
  const scale = termPolynomial(term.coefficient, rest);
  const start = power(ratio, lower, context.fuel);
  const end = infinite ? ZERO_POLYNOMIAL : power(ratio, addAll([upper, ONE_POLYNOMIAL]), context.fuel);
  const quotient = dividePolynomial(
    subtractPolynomial(start, end),
    subtractPolynomial(ONE_POLYNOMIAL, ratio),
    context.fuel,
  );
  return multiplyPolynomial(scale, quotient, context.fuel);
}

/** sum 1/k^(2m) from 1 to infinity = (-1)^(m+1) B_2m (2 pi)^2m / (2 (2m)!). */
function zetaSum(
  operation: string,
  body: Polynomial,
  key: string,
  lower: Polynomial,
  infinite: boolean,
): Polynomial | null {
  const start = rationalOf(lower);
  const [term] = [...body.terms.values()];
  if (
    operation !== "sum" ||
    !infinite ||
    body.terms.size !== 1 ||
    term === undefined ||
    start?.numerator !== 1n ||
    start.denominator !== 1n
  )
    return null;
  const split = splitSymbol(term, key);
  const value =
    split === null || split.rest.length > 0 || !isInteger(split.exponent)
      ? null
      : evenZeta(-split.exponent.numerator);
  return value === null ? null : scalePolynomial(value, term.coefficient);
}

export function normaliseIntegral(node: IntegralNode, context: Context): Polynomial {
  const symbol = symbolAtom(BOUND + context.bound.size);
  const body = context.walk(node.body, {
    ...context,
    bound: new Map(context.bound).set(node.variable, atomPolynomial(symbol)),
  });
  if (node.lower === null || node.upper === null) {
    const plain = context.walk(node.body, context);
    return opaque(`@int d${node.variable}`, [plain]);
  }
  const lower = context.walk(node.lower, context);
  const upper = context.walk(node.upper, context);
  const high = antiderivativeAt(body, symbol.key, upper, lower, context);
  const low = high === null ? null : antiderivativeAt(body, symbol.key, lower, upper, context);
  if (high !== null && low !== null) return subtractPolynomial(high, low);
  return binding("@integral", symbol.key, [lower, upper, body]);
}

export function normaliseLimit(node: LimitNode, context: Context): Polynomial {
  const symbol = symbolAtom(BOUND + context.bound.size);
  const inside = { ...context, bound: new Map(context.bound).set(node.variable, atomPolynomial(symbol)) };
  const body = context.walk(node.body, inside);
  const point = context.walk(node.point, context);
  const key = polynomialKey(body);
  if (!key.includes(symbol.key)) return body;
  const infinite = polynomialKey(point).includes("%inf");
  if (infinite) {
    const atInfinity = limitAtInfinity(body, symbol.key);
    if (atInfinity !== null) return atInfinity;
  } else if (/floor|ceil|sgn|abs|mod|@/u.test(key)) {
    // Where a jump may be, the value is not the limit.
  } else if (node.body.kind === "divide") {
    // 0/0 by de l'Hospital, a few times.
    let { numerator, denominator } = node.body;
    for (let step = 0; step < 4; step++) {
      const [top, bottom] = [numerator, denominator].map((part) =>
        valueAt(part, node.variable, point, context),
      );
      if (top === null || bottom === null || top === undefined || bottom === undefined) break;
      if (bottom.terms.size > 0) return dividePolynomial(top, bottom, context.fuel);
      const up = top.terms.size > 0 ? null : differentiate(numerator, node.variable, context.fuel);
      const down = up === null ? null : differentiate(denominator, node.variable, context.fuel);
      if (up === null || down === null) break;
      [numerator, denominator] = [up, down];
    }
  } else {
    const value = valueAt(node.body, node.variable, point, context);
    if (value !== null) return value;
  }
  return binding(`@limit${node.side}`, symbol.key, [point, body]);
}

function valueAt(body: Node, variable: string, point: Polynomial, context: Context): Polynomial | null {
  try {
    return context.walk(body, { ...context, bound: new Map(context.bound).set(variable, point) });
  } catch (error) {
    if (!(error instanceof NoValue)) throw error;
    return null;
  }
}

/** The constant part of a sum of powers of the variable, where none of them grows. */
function limitAtInfinity(body: Polynomial, key: string): Polynomial | null {
  const kept: Polynomial[] = [];
  for (const term of body.terms.values()) {
    const split = splitSymbol(term, key);
    if (split === null || split.exponent.numerator > 0n) return null;
    if (split.exponent.numerator === 0n) kept.push(termPolynomial(term.coefficient, split.rest));
  }
  return addAll(kept);
}
