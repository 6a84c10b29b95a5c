/** Exact fractions, just enough to hold the checker's values against the digits that are printed. */
export interface Rational {
  readonly top: bigint;
  /** Always positive. */
  readonly bottom: bigint;
}

const LONGEST = 4000;

/** Reads "-12/5" or "7", as the checker's certificates print them; null for anything else or a number too long. */
export function parseRational(text: string): Rational | null {
  const match = /^(-?\d+)(?:\/(\d+))?$/u.exec(text);
  if (match === null || text.length > LONGEST) return null;
  const bottom = BigInt(match[2] ?? "1");
  return bottom === 0n ? null : { top: BigInt(match[1] ?? "0"), bottom };
}

export function subtract(left: Rational, right: Rational): Rational {
  return { top: left.top * right.bottom - right.top * left.bottom, bottom: left.bottom * right.bottom };
}

export function add(left: Rational, right: Rational): Rational {
  return subtract(left, { top: -right.top, bottom: right.bottom });
}

export function multiply(left: Rational, right: Rational): Rational {
  return { top: left.top * right.top, bottom: left.bottom * right.bottom };
}

/** Null for a division by zero. */
export function divide(left: Rational, right: Rational): Rational | null {
  if (right.top === 0n) return null;
  const sign = right.top < 0n ? -1n : 1n;
  return { top: left.top * right.bottom * sign, bottom: left.bottom * right.top * sign };
}

export function absolute({ top, bottom }: Rational): Rational {
  return { top: top < 0n ? -top : top, bottom };
}

/** Negative, zero or positive, as left is less than, equal to or greater than right. */
export function compare(left: Rational, right: Rational): number {
  const { top } = subtract(left, right);
  return top < 0n ? -1 : top > 0n ? 1 : 0;
}

/** 10 to the power of `-digits`, for digits of 0 to 400. */
export function unitOf(digits: number): Rational {
  return { top: 1n, bottom: 10n ** BigInt(Math.min(digits, 400)) };
}
