/** Exact rationals on BigInt: always in lowest terms, denominator positive. */

export interface Rational {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

export const ZERO: Rational = { numerator: 0n, denominator: 1n };
export const ONE: Rational = { numerator: 1n, denominator: 1n };

/** Greatest common divisor, never negative; gcd(0, 0) is 0. */
export function gcd(a: bigint, b: bigint): bigint {
  let x = a < 0n ? -a : a;
  let y = b < 0n ? -b : b;
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

/** The rational `numerator / denominator`, reduced. The denominator must not be zero. */
export function rational(numerator: bigint, denominator: bigint = 1n): Rational {
  if (denominator === 1n) return { numerator, denominator };
  if (denominator === 0n) throw new RangeError("rational with denominator zero");
  const divisor = gcd(numerator, denominator);
  const sign = denominator < 0n ? -1n : 1n;
  return { numerator: (sign * numerator) / divisor, denominator: (sign * denominator) / divisor };
}

export function addRational(a: Rational, b: Rational): Rational {
  if (a.denominator === 1n && b.denominator === 1n)
    return { numerator: a.numerator + b.numerator, denominator: 1n };
  return rational(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator);
}

export function multiplyRational(a: Rational, b: Rational): Rational {
  if (a.denominator === 1n && b.denominator === 1n)
    return { numerator: a.numerator * b.numerator, denominator: 1n };
  return rational(a.numerator * b.numerator, a.denominator * b.denominator);
}

export function negateRational(a: Rational): Rational {
  return { numerator: -a.numerator, denominator: a.denominator };
}

export function subtractRational(a: Rational, b: Rational): Rational {
  return addRational(a, negateRational(b));
}

/** 1/a; `a` must not be zero. */
export function invertRational(a: Rational): Rational {
  if (a.numerator === 0n) throw new RangeError("inverse of zero");
  return a.numerator < 0n
    ? { numerator: -a.denominator, denominator: -a.numerator }
    : { numerator: a.denominator, denominator: a.numerator };
}

/** a^n for any integer n that fits a loop of BigInt multiplications; 0^0 is 1. */
export function powerRational(a: Rational, n: number): Rational {
  if (n < 0) return invertRational(powerRational(a, -n));
  return { numerator: a.numerator ** BigInt(n), denominator: a.denominator ** BigInt(n) };
}

/** Negative, zero or positive as a is below, at or above b. */
export function compareRational(a: Rational, b: Rational): number {
  const left = a.numerator * b.denominator;
  const right = b.numerator * a.denominator;
  return left < right ? -1 : left > right ? 1 : 0;
}

export function equalRational(a: Rational, b: Rational): boolean {
  return a.numerator === b.numerator && a.denominator === b.denominator;
}

export function floorRational(a: Rational): bigint {
  const quotient = a.numerator / a.denominator;
  return a.numerator < 0n && a.numerator % a.denominator !== 0n ? quotient - 1n : quotient;
}

export function isInteger(a: Rational): boolean {
  return a.denominator === 1n;
}

/** Number of bits of |n|; 0 for 0. */
export function bitLength(n: bigint): number {
  const magnitude = n < 0n ? -n : n;
  if (magnitude < 0x1fffffffffffffn) {
    const small = Number(magnitude);
    return small === 0
      ? 0
      : small >= 4294967296
        ? 64 - Math.clz32(Math.floor(small / 4294967296))
        : 32 - Math.clz32(small);
  }
  const hex = magnitude.toString(16);
  return (hex.length - 1) * 4 + (32 - Math.clz32(Number.parseInt(hex[0] ?? "0", 16)));
}

export function printRational(a: Rational): string {
  return a.denominator === 1n ? a.numerator.toString() : `${a.numerator}/${a.denominator}`;
}
