/**
 * Real balls: [mid - radius, mid + radius] times 2^exponent, all on BigInt.
 * Decision: floating balls, so that 1/2004! and e^1000 keep full relative precision. Every operation rounds outward:
 * the true result is always inside. `null` means that no finite ball exists at this precision (division by a ball that
 * holds zero, an exponent beyond reach).
 */
import { bitLength, type Rational } from "./rational.ts";

export interface Ball {
  readonly mid: bigint;
  readonly radius: bigint;
  readonly exponent: number;
}

const MAX_EXPONENT = 2 ** 50;

export const ZERO_BALL: Ball = { mid: 0n, radius: 0n, exponent: 0 };
export const ONE_BALL: Ball = { mid: 1n, radius: 0n, exponent: 0 };

export function abs(n: bigint): bigint {
  return n < 0n ? -n : n;
}

/** The ball with at most `precision` bits of middle; grows the radius by what is cut. */
export function roundBall(ball: Ball, precision: number): Ball {
  const excess = Math.max(
    bitLength(ball.mid) - precision,
    ball.radius > 0xffffffffn ? bitLength(ball.radius) - 32 : 0,
  );
  if (excess <= 0) return ball;
  const shift = BigInt(excess);
  const exact = ball.radius === 0n && (ball.mid & ((1n << shift) - 1n)) === 0n;
  return {
    mid: ball.mid >> shift,
    radius: exact ? 0n : (ball.radius >> shift) + 2n,
    exponent: ball.exponent + excess,
  };
}

export function ballFromInteger(n: bigint, precision: number): Ball {
  return roundBall({ mid: n, radius: 0n, exponent: 0 }, precision);
}

export function ballFromRational(value: Rational, precision: number): Ball {
  if (value.denominator === 1n) return ballFromInteger(value.numerator, precision);
  const shift =
    precision +
    2 +
    bitLength(value.denominator) -
    Math.min(bitLength(value.numerator), bitLength(value.denominator) + precision);
  const scaled = shift >= 0 ? value.numerator << BigInt(shift) : value.numerator >> BigInt(-shift);
  return roundBall({ mid: scaled / value.denominator, radius: 2n, exponent: -shift }, precision);
}

export function negateBall(a: Ball): Ball {
  return { mid: -a.mid, radius: a.radius, exponent: a.exponent };
}

export function addBall(a: Ball, b: Ball, precision: number): Ball {
  if (a.mid === 0n && a.radius === 0n) return b;
  if (b.mid === 0n && b.radius === 0n) return a;
  const [high, low] = a.exponent >= b.exponent ? [a, b] : [b, a];
  const gap = high.exponent - low.exponent;
  if (gap > 2 * precision + 64) {
    const reach = bitLength(abs(low.mid) + low.radius) + low.exponent;
    const floor = high.exponent - precision - 32;
    if (reach <= floor) {
      const shift = BigInt(precision + 32);
      return roundBall(
        { mid: high.mid << shift, radius: (high.radius << shift) + 1n, exponent: floor },
        precision,
      );
    }
    if (gap > 64 * precision + 100_000) {
      // The low ball is itself long: cut it first.
      const cut = low.exponent < floor ? BigInt(Math.min(floor - low.exponent, 1_000_000)) : 0n;
      const short: Ball = {
        mid: low.mid >> cut,
        radius: (low.radius >> cut) + 2n,
        exponent: low.exponent + Number(cut),
      };
      return cut === 0n ? coverBoth(high, low) : addBall(high, short, precision);
    }
  }
  const shift = BigInt(gap);
  return roundBall(
    {
      mid: (high.mid << shift) + low.mid,
      radius: (high.radius << shift) + low.radius,
      exponent: low.exponent,
    },
    precision,
  );
}

/** A ball around the high one that surely holds the sum: used only for absurd gaps. */
function coverBoth(high: Ball, low: Ball): Ball {
  const reach = BigInt(Math.max(0, bitLength(abs(low.mid) + low.radius) + low.exponent - high.exponent));
  return {
    mid: high.mid,
    radius: high.radius + (1n << (reach > 1000n ? 1000n : reach)),
    exponent: high.exponent,
  };
}

export function subtractBall(a: Ball, b: Ball, precision: number): Ball {
  return addBall(a, negateBall(b), precision);
}

export function multiplyBall(a: Ball, b: Ball, precision: number): Ball {
  const radius =
    a.radius === 0n && b.radius === 0n
      ? 0n
      : abs(a.mid) * b.radius + abs(b.mid) * a.radius + a.radius * b.radius;
  return roundBall({ mid: a.mid * b.mid, radius, exponent: a.exponent + b.exponent }, precision);
}

/** 1/a, or null where `a` may be zero. */
export function invertBall(a: Ball, precision: number): Ball | null {
  const size = abs(a.mid);
  if (size <= a.radius) return null;
  const bits = bitLength(size) + precision + 2;
  const one = 1n << BigInt(bits);
  const radius = a.radius === 0n ? 1n : (one * a.radius) / (size * (size - a.radius)) + 2n;
  return roundBall({ mid: one / a.mid, radius, exponent: -bits - a.exponent }, precision);
}

/** Floor of the square root of n >= 0. */
export function integerSquareRoot(n: bigint): bigint {
  if (n < 2n) return n < 0n ? 0n : n;
  if (n < 0x10000000000000n) return BigInt(Math.floor(Math.sqrt(Number(n))));
  let x = 1n << BigInt((bitLength(n) + 1) >> 1);
  for (;;) {
    const next = (x + n / x) >> 1n;
    if (next >= x) return x;
    x = next;
  }
}

/** The square root of the part of the ball that is not negative; null for a ball below zero. */
export function sqrtBall(a: Ball, precision: number): Ball | null {
  const high = a.mid + a.radius;
  if (high < 0n) return null;
  const low = a.mid > a.radius ? a.mid - a.radius : 0n;
  let shift = Math.max(0, 2 * precision + 4 - bitLength(high));
  if ((a.exponent - shift) % 2 !== 0) shift++;
  const top = integerSquareRoot(high << BigInt(shift)) + 1n;
  const bottom = a.radius === 0n ? top - 1n : integerSquareRoot(low << BigInt(shift));
  const exact = a.radius === 0n && bottom * bottom === high << BigInt(shift);
  if (exact) return roundBall({ mid: bottom, radius: 0n, exponent: (a.exponent - shift) / 2 }, precision);
  return roundBall(
    { mid: (top + bottom) >> 1n, radius: ((top - bottom) >> 1n) + 1n, exponent: (a.exponent - shift) / 2 },
    precision,
  );
}

/** a^n by squaring, n any safe integer; null for 0^-n or an exponent out of reach. */
export function powerBall(a: Ball, n: number, precision: number): Ball | null {
  if (n < 0) {
    const inverse = invertBall(a, precision + 16);
    return inverse === null ? null : powerBall(inverse, -n, precision);
  }
  const working = precision + 2 * (32 - Math.clz32(Math.min(n, 0x7fffffff))) + 16;
  let result: Ball = ONE_BALL;
  let base = a;
  for (let left = n; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) result = multiplyBall(result, base, working);
    if (left > 1) base = multiplyBall(base, base, working);
    if (Math.abs(base.exponent) > MAX_EXPONENT) return null;
  }
  return roundBall(result, precision);
}

/** -1, 0 or 1 where the sign is certain; 0 only for an exact zero; null where the ball holds zero and more. */
export function signBall(a: Ball): -1 | 0 | 1 | null {
  if (a.mid > a.radius) return 1;
  if (a.mid < -a.radius) return -1;
  return a.mid === 0n && a.radius === 0n ? 0 : null;
}

export function holdsZero(a: Ball): boolean {
  return abs(a.mid) <= a.radius;
}

/** An upper bound of log2 |a|, -Infinity for an exact zero. */
export function magnitudeBits(a: Ball): number {
  const size = abs(a.mid) + a.radius;
  return size === 0n ? Number.NEGATIVE_INFINITY : bitLength(size) + a.exponent;
}

/** Floor of every point of the ball where it is one and the same integer, else null. Huge values give null. */
export function floorBall(a: Ball): bigint | null {
  if (a.exponent > 20_000 || a.exponent < -1_000_000) return a.mid === 0n && a.radius === 0n ? 0n : null;
  const low = a.mid - a.radius;
  const high = a.mid + a.radius;
  if (a.exponent >= 0) return a.radius === 0n ? low << BigInt(a.exponent) : null;
  const shift = BigInt(-a.exponent);
  return low >> shift === high >> shift ? low >> shift : null;
}

/** About 15 digits of the middle, for certificates. */
export function printBall(a: Ball): string {
  if (a.mid === 0n) return "0";
  const bits = bitLength(a.mid);
  const shift = bits - 64;
  const top = shift > 0 ? Number(a.mid >> BigInt(shift)) : Number(a.mid) * 2 ** shift;
  const exponent = a.exponent + (shift > 0 ? shift : 0) + (shift > 0 ? 0 : 0);
  const scale = shift > 0 ? exponent : a.exponent - shift;
  if (Math.abs(scale) < 900) return String(Number((top * 2 ** scale).toPrecision(15)));
  const digits = Math.log10(Math.abs(top)) + scale * Math.log10(2);
  return `${top < 0 ? "-" : ""}${(10 ** (digits - Math.floor(digits))).toPrecision(6)}e${Math.floor(digits)}`;
}
