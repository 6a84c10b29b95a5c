/** Factorials and binomial coefficients: exact while short, otherwise atoms whose quotients cancel. */
import {
  addRational,
  compareRational,
  isInteger,
  multiplyRational,
  ONE,
  type Rational,
  rational,
  subtractRational,
} from "../exact/rational.ts";
import { spend } from "../fuel.ts";
import { type Context, opaque } from "./context.ts";
import { multiplyPolynomial, PI_ATOM } from "./multiply.ts";
import { NoValue } from "./noValue.ts";
import {
  addPolynomial,
  atomPolynomial,
  constantPolynomial,
  ONE_POLYNOMIAL,
  type Polynomial,
  polynomialKey,
  rationalOf,
  scalePolynomial,
  subtractPolynomial,
  termPolynomial,
  ZERO_POLYNOMIAL,
} from "./polynomial.ts";
import { dividePolynomial } from "./powers.ts";

const MAX_FACTORIAL = 2000n;

export function factorial(x: Polynomial, context: Context): Polynomial {
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

/** n!! = n (n - 2) (n - 4) ... */
export function doubleFactorial(x: Polynomial, context: Context): Polynomial {
  const value = rationalOf(x);
  if (value === null || !isInteger(value) || value.numerator < -1n || value.numerator > MAX_FACTORIAL)
    return opaque("doubleFactorial", [x]);
  let product = 1n;
  for (let n = value.numerator; n > 1n; n -= 2n) {
    spend(context.fuel, 2);
    product *= n;
  }
  return constantPolynomial(rational(product));
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

export function binomial(args: readonly Polynomial[], context: Context): Polynomial {
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
