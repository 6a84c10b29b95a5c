import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addBall,
  type Ball,
  ballFromRational,
  floorBall,
  holdsZero,
  invertBall,
  multiplyBall,
  powerBall,
  sqrtBall,
  subtractBall,
} from "./ball.ts";
import { atanBall, erfBall, expBall, logBall, logGammaBall, piBall, sinCosBall } from "./elementary.ts";
import { rational } from "./rational.ts";

const PRECISION = 128;
const value = fc
  .tuple(fc.bigInt(-(10n ** 9n), 10n ** 9n), fc.bigInt(1n, 10n ** 6n))
  .map(([top, bottom]) => rational(top, bottom));
const positive = fc
  .tuple(fc.bigInt(1n, 10n ** 9n), fc.bigInt(1n, 10n ** 6n))
  .map(([top, bottom]) => rational(top, bottom));
const ballOf = (r: ReturnType<typeof rational>): Ball => ballFromRational(r, PRECISION);
const meets = (a: Ball | null, b: Ball): boolean => a !== null && holdsZero(subtractBall(a, b, PRECISION));
const widthBits = (a: Ball): number =>
  a.radius === 0n ? Number.NEGATIVE_INFINITY : a.radius.toString(2).length + a.exponent;

describe("laws of balls", () => {
  it("arithmetic holds the exact result", () => {
    fc.assert(
      fc.property(value, value, (a, b) => {
        const sum = rational(
          a.numerator * b.denominator + b.numerator * a.denominator,
          a.denominator * b.denominator,
        );
        const product = rational(a.numerator * b.numerator, a.denominator * b.denominator);
        return (
          meets(addBall(ballOf(a), ballOf(b), PRECISION), ballOf(sum)) &&
          meets(multiplyBall(ballOf(a), ballOf(b), PRECISION), ballOf(product))
        );
      }),
    );
  });

  it("a square root squared, an inverse inverted, a power taken back", () => {
    fc.assert(
      fc.property(positive, (a) => {
        const root = sqrtBall(ballOf(a), PRECISION);
        const inverse = invertBall(ballOf(a), PRECISION);
        return (
          root !== null &&
          inverse !== null &&
          meets(multiplyBall(root, root, PRECISION), ballOf(a)) &&
          meets(invertBall(inverse, PRECISION), ballOf(a)) &&
          meets(powerBall(root, 2, PRECISION), ballOf(a))
        );
      }),
    );
  });

  it("exp and ln undo each other, sin^2 + cos^2 holds 1, tan(atan x) holds x", () => {
    fc.assert(
      fc.property(positive, (a) => {
        const log = logBall(ballOf(a), PRECISION);
        const turn = sinCosBall(ballOf(a), PRECISION);
        const angle = sinCosBall(atanBall(ballOf(a), PRECISION), PRECISION);
        if (log === null || turn === null || angle === null) return false;
        const one = addBall(
          multiplyBall(turn.sin, turn.sin, PRECISION),
          multiplyBall(turn.cos, turn.cos, PRECISION),
          PRECISION,
        );
        const inverse = invertBall(angle.cos, PRECISION);
        return (
          meets(expBall(log, PRECISION), ballOf(a)) &&
          meets(one, ballOf(rational(1n))) &&
          inverse !== null &&
          meets(multiplyBall(angle.sin, inverse, PRECISION), ballOf(a))
        );
      }),
      { numRuns: 60 },
    );
  });

  it("the results are narrow", () => {
    const x = ballOf(rational(22n, 7n));
    for (const ball of [
      expBall(x, PRECISION),
      logBall(x, PRECISION),
      sinCosBall(x, PRECISION)?.sin ?? null,
      erfBall(x, PRECISION),
    ]) {
      expect(ball).not.toBeNull();
      if (ball !== null) expect(widthBits(ball)).toBeLessThan(-100);
    }
  });
});

describe("known values", () => {
  const digits = (ball: Ball | null, places: number): string =>
    ball === null
      ? "none"
      : String(floorBall(multiplyBall(ball, ballOf(rational(10n ** BigInt(places))), PRECISION)));
  it.each([
    ["pi", piBall(PRECISION), "314159265358979323846264338327"],
    ["e", expBall(ballOf(rational(1n)), PRECISION), "271828182845904523536028747135"],
    ["ln 2", logBall(ballOf(rational(2n)), PRECISION), "69314718055994530941723212145"],
    ["erf 1", erfBall(ballOf(rational(1n)), PRECISION), "84270079294971486934122063508"],
  ])("%s to 29 places", (_name, ball, expected) => expect(digits(ball, 29)).toBe(expected));

  it("ln Gamma(11) is ln 10!", () => {
    const log = logGammaBall(ballOf(rational(11n)), PRECISION);
    expect(log !== null && meets(expBall(log, PRECISION), ballOf(rational(3628800n)))).toBe(true);
  });
});
