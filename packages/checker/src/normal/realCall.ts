/** Values of the known functions at balls that are already computed. */
import {
  addBall,
  type Ball,
  ballFromInteger,
  floorBall,
  invertBall,
  multiplyBall,
  negateBall,
  ONE_BALL,
  signBall,
  sqrtBall,
  subtractBall,
  ZERO_BALL,
} from "../exact/ball.ts";
import {
  addComplex,
  type ComplexBall,
  holdsZeroComplex,
  invertComplex,
  multiplyComplex,
  negateComplex,
  realBall,
} from "../exact/complexBall.ts";
import { atanBall, erfBall, expBall, logBall, logGammaBall, piBall } from "../exact/elementary.ts";
import { type Fuel, spend } from "../fuel.ts";

export function realCall(
  name: string,
  x: Ball,
  y: Ball | null,
  values: readonly ComplexBall[],
  precision: number,
): Ball | null {
  switch (name) {
    case "arctan":
      return atanBall(x, precision);
    case "arcsin":
    case "arccos": {
      const rest = sqrtBall(
        subtractBall(ONE_BALL, multiplyBall(x, x, precision + 8), precision + 8),
        precision + 8,
      );
      const inverse = rest === null ? null : invertBall(rest, precision + 8);
      if (inverse === null) return null;
      const angle = atanBall(multiplyBall(x, inverse, precision), precision);
      if (name === "arcsin") return angle;
      const pi = piBall(precision);
      return subtractBall({ ...pi, exponent: pi.exponent - 1 }, angle, precision);
    }
    case "arcsinh": {
      const root = sqrtBall(
        addBall(multiplyBall(x, x, precision + 8), ONE_BALL, precision + 8),
        precision + 8,
      );
      return root === null ? null : logBall(addBall(x, root, precision + 8), precision);
    }
    case "arccosh": {
      const root = sqrtBall(
        subtractBall(multiplyBall(x, x, precision + 8), ONE_BALL, precision + 8),
        precision + 8,
      );
      return root === null ? null : logBall(addBall(x, root, precision + 8), precision);
    }
    case "arctanh": {
      const inverse = invertBall(subtractBall(ONE_BALL, x, precision), precision);
      const log =
        inverse === null
          ? null
          : logBall(multiplyBall(addBall(ONE_BALL, x, precision), inverse, precision), precision);
      return log === null ? null : { ...log, exponent: log.exponent - 1 };
    }
    case "factorial": {
      const log = logGammaBall(addBall(x, ONE_BALL, precision + 64), precision + 64);
      return log === null ? null : expBall(log, precision);
    }
    case "erf":
      return erfBall(x, precision);
    case "floor":
    case "ceil": {
      const floor = floorBall(name === "ceil" ? negateBall(x) : x);
      return floor === null ? null : ballFromInteger(name === "ceil" ? -floor : floor, precision);
    }
    case "sgn": {
      const sign = signBall(x);
      return sign === null ? null : ballFromInteger(BigInt(sign), precision);
    }
    case "mod": {
      const inverse = y === null ? null : invertBall(y, precision);
      const floor = inverse === null ? null : floorBall(multiplyBall(x, inverse, precision));
      return floor === null || y === null
        ? null
        : subtractBall(x, multiplyBall(y, ballFromInteger(floor, precision), precision), precision);
    }
    case "max":
    case "min": {
      let best = x;
      for (const other of values.slice(1)) {
        if (other.im !== null) return null;
        const sign = signBall(subtractBall(other.re, best, precision));
        if (sign === null) return null;
        if ((name === "max" ? sign : -sign) > 0) best = other.re;
      }
      return best;
    }
    default:
      return null;
  }
}

/** Gaussian elimination on balls; null where no pivot is surely nonzero. */
export function determinantValue(
  entries: readonly ComplexBall[],
  at: { readonly precision: number; readonly fuel: Fuel },
): ComplexBall | null {
  const size = Math.sqrt(entries.length);
  const rows = Array.from({ length: size }, (_, i) => entries.slice(i * size, (i + 1) * size));
  let result: ComplexBall = realBall(ONE_BALL);
  for (let k = 0; k < size; k++) {
    const at0 = rows.findIndex(
      (row, i) => i >= k && row[k] !== undefined && !holdsZeroComplex(row[k] ?? realBall(ZERO_BALL)),
    );
    if (at0 < 0) return null;
    if (at0 !== k) {
      [rows[k], rows[at0]] = [rows[at0] ?? [], rows[k] ?? []];
      result = negateComplex(result);
    }
    const pivot = rows[k]?.[k] ?? realBall(ONE_BALL);
    result = multiplyComplex(result, pivot, at.precision);
    const inverse = invertComplex(pivot, at.precision);
    if (inverse === null) return null;
    for (let i = k + 1; i < size; i++) {
      spend(at.fuel, size * (2 + (at.precision >> 6)));
      const factor = negateComplex(
        multiplyComplex(rows[i]?.[k] ?? realBall(ZERO_BALL), inverse, at.precision),
      );
      rows[i] = (rows[i] ?? []).map((cell, j) =>
        addComplex(
          cell,
          multiplyComplex(factor, rows[k]?.[j] ?? realBall(ZERO_BALL), at.precision),
          at.precision,
        ),
      );
    }
  }
  return result;
}
