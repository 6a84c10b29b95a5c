/**
 * Sums of arctangents of rationals and rational multiples of pi. With n the common denominator, n times the difference
 * is a multiple of pi exactly where the product of the (1 + i q)^c is real; a ball tells which multiple.
 */
import { ballFromInteger, magnitudeBits, multiplyBall } from "../../exact/ball.ts";
import { isInteger, type Rational } from "../../exact/rational.ts";
import { constantValue } from "../../normal/constantValue.ts";
import { rationalOf } from "../../normal/polynomial.ts";
import type { Decider } from "../decider.ts";

const PRECISION = 128;

export const anglesDecider: Decider = {
  name: "angles",
  decide({ difference, fuel }) {
    let common = 1n;
    const turns: { readonly slope: Rational; readonly count: Rational }[] = [];
    for (const { coefficient, factors } of difference.terms.values()) {
      const [factor] = factors;
      if (
        factor === undefined ||
        factors.length > 1 ||
        !isInteger(factor.exponent) ||
        factor.exponent.numerator !== 1n
      )
        return null;
      common *= coefficient.denominator;
      if (common > 64n) return null;
      if (factor.atom.kind === "pi") continue;
      const [argument] = factor.atom.args ?? [];
      const slope = factor.atom.name === "arctan" && argument !== undefined ? rationalOf(argument) : null;
      if (slope === null) return null;
      turns.push({ slope, count: coefficient });
    }
    let re = 1n;
    let im = 0n;
    for (const { slope, count } of turns) {
      const times = (count.numerator * common) / count.denominator;
      if (times > 256n || times < -256n) return null;
      const step = times < 0n ? -slope.numerator : slope.numerator;
      for (let left = times < 0n ? -times : times; left > 0n; left--)
        [re, im] = [re * slope.denominator - im * step, re * step + im * slope.denominator];
    }
    // A multiple of pi below 2 in size is 0.
    const value = im === 0n ? constantValue(difference, PRECISION, fuel) : null;
    if (value === null || value.im !== null) return null;
    const total = multiplyBall(value.re, ballFromInteger(common, PRECISION), PRECISION);
    return magnitudeBits(total) < 1 ? { relation: "equal", certificate: { below: "2" } } : null;
  },
};
