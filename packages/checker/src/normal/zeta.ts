/** zeta at positive even integers: rational multiples of powers of pi (Euler). */
import { multiplyRational, type Rational, rational, subtractRational } from "../exact/rational.ts";
import { PI_ATOM } from "./multiply.ts";
import { type Polynomial, termPolynomial } from "./polynomial.ts";

/** zeta(s) for even s from 2 to 40, else null. */
export function evenZeta(s: bigint): Polynomial | null {
  if (s < 2n || s > 40n || s % 2n !== 0n) return null;
  const n = Number(s);
  let factorial = 1n;
  for (let k = 2n; k <= s; k++) factorial *= k;
  const size = bernoulli(n);
  const positive = {
    numerator: size.numerator < 0n ? -size.numerator : size.numerator,
    denominator: size.denominator,
  };
  return termPolynomial(multiplyRational(positive, rational(2n ** s, 2n * factorial)), [
    { atom: PI_ATOM, exponent: rational(s) },
  ]);
}

/** The Bernoulli number B_n, by the recursion sum C(m+1, k) B_k = 0. */
function bernoulli(n: number): Rational {
  const numbers: Rational[] = [rational(1n)];
  for (let m = 1; m <= n; m++) {
    let sum = rational(0n);
    let binomial = 1n;
    for (let k = 0; k < m; k++) {
      sum = subtractRational(sum, multiplyRational(rational(-binomial), numbers[k] ?? rational(0n)));
      binomial = (binomial * BigInt(m + 1 - k)) / BigInt(k + 1);
    }
    numbers.push(multiplyRational(sum, rational(-1n, BigInt(m + 1))));
  }
  return numbers[n] ?? rational(0n);
}
