/** Values, signs and floors of constants. */
import { floorBall, magnitudeBits, signBall } from "../exact/ball.ts";
import type { ComplexBall } from "../exact/complexBall.ts";
import { createFuel, type Fuel, OutOfFuel, spend } from "../fuel.ts";
import { createEvaluation, evaluate } from "./evaluate.ts";
import type { Polynomial } from "./polynomial.ts";

const NO_POINT: ReadonlyMap<string, ComplexBall> = new Map();

/** The value of a constant at one precision, or null. Running dry inside is no value either. */
export function constantValue(polynomial: Polynomial, precision: number, fuel: Fuel): ComplexBall | null {
  return evaluate(polynomial, createEvaluation(precision, NO_POINT, true, fuel));
}

/** The same, saying whether an estimate went into it. */
export function estimatedValue(
  polynomial: Polynomial,
  precision: number,
  fuel: Fuel,
): { readonly value: ComplexBall | null; readonly estimated: boolean } {
  const at = createEvaluation(precision, NO_POINT, true, fuel);
  const value = evaluate(polynomial, at);
  return { value, estimated: at.estimated.used };
}

/** Sign of a real constant, or null where it holds symbols, is not real, or cannot be told from zero. */
export function numericSign(polynomial: Polynomial, fuel: Fuel): number | null {
  for (const precision of [64, 256]) {
    const value = boundedValue(polynomial, precision, fuel);
    if (value === null || value.im !== null) return null;
    const sign = signBall(value.re);
    if (sign !== null) return sign;
  }
  return null;
}

/** Floor of a real constant that is surely no integer, or null. */
export function numericFloor(polynomial: Polynomial, fuel: Fuel): bigint | null {
  for (const precision of [64, 256, 1024]) {
    const value = boundedValue(polynomial, precision, fuel);
    if (value === null || value.im !== null) return null;
    const needed = magnitudeBits(value.re);
    if (needed > 4000) return null;
    const floor = floorBall(value.re);
    if (floor !== null) return floor;
  }
  return null;
}

/** An evaluation with a small meter of its own, so that a look-ahead cannot use up the check. */
function boundedValue(polynomial: Polynomial, precision: number, fuel: Fuel): ComplexBall | null {
  const own = createFuel(Math.min(fuel.left, 30_000));
  const before = own.left;
  try {
    return constantValue(polynomial, precision, own);
  } catch (error) {
    if (error instanceof OutOfFuel) return null;
    throw error;
  } finally {
    spend(fuel, Math.min(before, before - Math.max(own.left, 0)));
  }
}
