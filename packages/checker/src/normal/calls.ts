/** Normal forms of the known functions, each with the identities that hold everywhere on the real line. */
import type { Node } from "../ast/node.ts";
import { factorInteger, powerMod, totient } from "../exact/factor.ts";
import {
  addRational,
  compareRational,
  floorRational,
  gcd,
  isInteger,
  multiplyRational,
  negateRational,
  ONE,
  type Rational,
  rational,
  subtractRational,
} from "../exact/rational.ts";
import { spend } from "../fuel.ts";
import { type Context, opaque } from "./context.ts";
import { numericFloor, numericSign } from "./evaluate.ts";
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

const MAX_FACTORIAL = 2000n;

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
    case "binomial":
      return binomial(args, context);
    case "gcd":
    case "lcm":
      return commonDivisor(name, args, context);
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

function factorial(x: Polynomial, context: Context): Polynomial {
  const value = rationalOf(x);
  if (value === null) return symbolicFactorial(x, context);
  if (!isInteger(value)) {
    if (value.denominator === 2n) return halfFactorial(value, context);
    return opaque("factorial", [x]);
  }
  const n = value.numerator;
  if (n < 0n) throw new NoValue("undefined", "the factorial of a negative integer");
  if (n <= MAX_FACTORIAL) return constantPolynomial(rational(productRange(2n, n, context)));
  // n! = b! (b + 1) ... n with b the multiple of 1024 below, so that quotients of neighbours cancel.
  const block = n - (n % 1024n);
  const tail = constantPolynomial(rational(productRange(block + 1n, n, context)));
  return multiplyPolynomial(tail, factorialAtom(constantPolynomial(rational(block))), context.fuel);
}

/** (n + 2)! = (n + 2)(n + 1) n!, (n - 1)! = n! / n: small whole shifts are taken out. */
function symbolicFactorial(x: Polynomial, context: Context): Polynomial {
  const shift = x.terms.get("")?.coefficient;
  if (shift === undefined || !isInteger(shift) || shift.numerator > 20n || shift.numerator < -20n)
    return factorialAtom(x);
  const base = subtractPolynomial(x, constantPolynomial(shift));
  let result = factorialAtom(base);
  for (let step = 1n; step <= shift.numerator; step++)
    result = multiplyPolynomial(
      result,
      addPolynomial(base, constantPolynomial(rational(step))),
      context.fuel,
    );
  for (let step = 0n; step > shift.numerator; step--)
    result = dividePolynomial(result, addPolynomial(base, constantPolynomial(rational(step))), context.fuel);
  return result;
}

function factorialAtom(x: Polynomial): Polynomial {
  return atomPolynomial({
    key: `factorial(${polynomialKey(x)})`,
    kind: "opaque",
    name: "factorial",
    args: [x],
    inner: x,
    positive: true,
  });
}

/** low * (low + 1) * ... * high by halves. */
function productRange(low: bigint, high: bigint, context: Context): bigint {
  if (low > high) return 1n;
  if (high - low < 8n) {
    spend(context.fuel, 8);
    let product = low;
    for (let n = low + 1n; n <= high; n++) product *= n;
    return product;
  }
  const middle = (low + high) >> 1n;
  return productRange(low, middle, context) * productRange(middle + 1n, high, context);
}

/** (n - 1/2)! = Gamma(n + 1/2): a rational multiple of sqrt(pi). */
function halfFactorial(value: Rational, context: Context): Polynomial {
  let scale = ONE;
  let at = value;
  const half = rational(-1n, 2n);
  for (let steps = 0; compareRational(at, half) !== 0; steps++) {
    if (steps > 500) throw new NoValue("limit", "a long half-integer factorial");
    spend(context.fuel, 2);
    if (compareRational(at, half) > 0) {
      scale = multiplyRational(scale, at);
      at = subtractRational(at, ONE);
    } else {
      at = addRational(at, ONE);
      scale = multiplyRational(scale, rational(at.denominator, at.numerator));
    }
  }
  return termPolynomial(scale, [{ atom: PI_ATOM, exponent: rational(1n, 2n) }]);
}

function binomial(args: readonly Polynomial[], context: Context): Polynomial {
  const [n = ZERO_POLYNOMIAL, k = ZERO_POLYNOMIAL] = args;
  const lower = rationalOf(k);
  const upper = rationalOf(n);
  if (lower !== null && isInteger(lower)) {
    if (lower.numerator < 0n) return ZERO_POLYNOMIAL;
    let count = lower.numerator;
    if (upper !== null && isInteger(upper) && upper.numerator >= 0n) {
      if (count > upper.numerator) return ZERO_POLYNOMIAL;
      if (count * 2n > upper.numerator) count = upper.numerator - count;
      if (count <= 3000n) {
        const top = productRange(upper.numerator - count + 1n, upper.numerator, context);
        return constantPolynomial(rational(count === 0n ? 1n : top / productRange(1n, count, context)));
      }
    } else if (count <= 12n) {
      let result: Polynomial = ONE_POLYNOMIAL;
      for (let j = 0n; j < count; j++) {
        result = multiplyPolynomial(
          result,
          scalePolynomial(subtractPolynomial(n, constantPolynomial(rational(j))), rational(1n, j + 1n)),
          context.fuel,
        );
      }
      return result;
    }
  }
  const quotient = multiplyPolynomial(
    factorial(k, context),
    factorial(subtractPolynomial(n, k), context),
    context.fuel,
  );
  return dividePolynomial(factorial(n, context), quotient, context.fuel);
}

function commonDivisor(name: string, args: readonly Polynomial[], _context: Context): Polynomial {
  const values = args.map(rationalOf);
  const numbers = values.filter((value) => value !== null);
  if (numbers.length !== values.length || numbers.length === 0)
    return opaque(
      name,
      [...args].sort((a, b) => (polynomialKey(a) < polynomialKey(b) ? -1 : 1)),
    );
  // Over a common denominator, gcd and lcm are those of the numerators.
  const denominator = numbers.reduce(
    (all, value) => (all / gcd(all, value.denominator)) * value.denominator,
    1n,
  );
  const tops = numbers.map((value) => value.numerator * (denominator / value.denominator));
  const result = tops.reduce((a, b) => {
    const divisor = gcd(a, b);
    if (name === "gcd") return divisor;
    const product = a === 0n || b === 0n ? 0n : (a / divisor) * b;
    return product < 0n ? -product : product;
  });
  return constantPolynomial(rational(result < 0n ? -result : result, denominator));
}

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

/** a^b mod m for towers of integers: by powers, and by Euler's theorem for exponents that cannot be written out. */
function modTower(nodes: readonly Node[], context: Context): Polynomial | null {
  const [left, right] = nodes;
  if (left === undefined || right === undefined) return null;
  const modulus = rationalOf(context.walk(right, context));
  if (modulus === null || !isInteger(modulus) || modulus.numerator <= 1n || modulus.numerator > 1n << 64n)
    return null;
  const rest = residue(left, modulus.numerator, context, 0);
  return rest === null ? null : constantPolynomial(rational(rest));
}

function residue(node: Node, modulus: bigint, context: Context, depth: number): bigint | null {
  spend(context.fuel, 10);
  if (depth > 60) return null;
  switch (node.kind) {
    case "number":
      return isInteger(node.value) ? ((node.value.numerator % modulus) + modulus) % modulus : null;
    case "negate": {
      const inner = residue(node.operand, modulus, context, depth + 1);
      return inner === null ? null : (modulus - inner) % modulus;
    }
    case "add":
    case "multiply": {
      const parts = (node.kind === "add" ? node.terms : node.factors).map((part) =>
        residue(part, modulus, context, depth + 1),
      );
      let result = node.kind === "add" ? 0n : 1n;
      for (const part of parts) {
        if (part === null) return null;
        result = (node.kind === "add" ? result + part : result * part) % modulus;
      }
      return result;
    }
    case "power": {
      const base = residue(node.base, modulus, context, depth + 1);
      if (base === null) return null;
      const exponent =
        node.exponent.kind === "number" && isInteger(node.exponent.value)
          ? node.exponent.value.numerator
          : null;
      if (exponent !== null) return exponent < 0n ? null : powerMod(base, exponent, modulus);
      if (!isLargeTower(node.exponent)) return null;
      const order = totient(modulus);
      if (order === null) return null;
      const reduced = residue(node.exponent, order, context, depth + 1);
      // For exponents of at least log2(m), a^e = a^(e mod phi + phi).
      return reduced === null ? null : powerMod(base, reduced + order, modulus);
    }
    default:
      return null;
  }
}

/** Whether an exponent is a power of integers that is surely larger than 64. */
function isLargeTower(node: Node): boolean {
  if (
    node.kind !== "power" ||
    node.base.kind !== "number" ||
    !isInteger(node.base.value) ||
    node.base.value.numerator < 2n
  )
    return false;
  if (node.exponent.kind === "number")
    return isInteger(node.exponent.value) && node.exponent.value.numerator >= 7n;
  return isLargeTower(node.exponent);
}
