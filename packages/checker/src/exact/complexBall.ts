/** Complex balls: two real balls; `im` null means exactly real, which keeps the common case cheap. */
import {
  addBall,
  type Ball,
  holdsZero,
  invertBall,
  multiplyBall,
  negateBall,
  signBall,
  sqrtBall,
  subtractBall,
  ZERO_BALL,
} from "./ball.ts";
import { atanBall, expBall, logBall, piBall, sinCosBall } from "./elementary.ts";

export interface ComplexBall {
  readonly re: Ball;
  readonly im: Ball | null;
}

export function realBall(re: Ball): ComplexBall {
  return { re, im: null };
}

export function addComplex(a: ComplexBall, b: ComplexBall, precision: number): ComplexBall {
  const im = a.im === null ? b.im : b.im === null ? a.im : addBall(a.im, b.im, precision);
  return { re: addBall(a.re, b.re, precision), im };
}

export function negateComplex(a: ComplexBall): ComplexBall {
  return { re: negateBall(a.re), im: a.im === null ? null : negateBall(a.im) };
}

export function multiplyComplex(a: ComplexBall, b: ComplexBall, precision: number): ComplexBall {
  if (a.im === null && b.im === null) return { re: multiplyBall(a.re, b.re, precision), im: null };
  if (a.im === null)
    return { re: multiplyBall(a.re, b.re, precision), im: multiplyBall(a.re, b.im ?? ZERO_BALL, precision) };
  if (b.im === null) return multiplyComplex(b, a, precision);
  return {
    re: subtractBall(multiplyBall(a.re, b.re, precision), multiplyBall(a.im, b.im, precision), precision),
    im: addBall(multiplyBall(a.re, b.im, precision), multiplyBall(a.im, b.re, precision), precision),
  };
}

export function invertComplex(a: ComplexBall, precision: number): ComplexBall | null {
  if (a.im === null) {
    const re = invertBall(a.re, precision);
    return re === null ? null : { re, im: null };
  }
  const norm = addBall(multiplyBall(a.re, a.re, precision), multiplyBall(a.im, a.im, precision), precision);
  const inverse = invertBall(norm, precision);
  if (inverse === null) return null;
  return {
    re: multiplyBall(a.re, inverse, precision),
    im: negateBall(multiplyBall(a.im, inverse, precision)),
  };
}

export function absComplex(a: ComplexBall, precision: number): Ball | null {
  if (a.im === null) {
    const sign = signBall(a.re);
    if (sign !== null) return sign < 0 ? negateBall(a.re) : a.re;
    const reach = (a.re.mid < 0n ? -a.re.mid : a.re.mid) + a.re.radius;
    return { mid: reach, radius: reach, exponent: a.re.exponent - 1 };
  }
  return sqrtBall(
    addBall(multiplyBall(a.re, a.re, precision), multiplyBall(a.im, a.im, precision), precision),
    precision,
  );
}

/** The argument in (-pi, pi]; null where the ball may cross the cut or hold zero. */
export function argumentComplex(a: ComplexBall, precision: number): Ball | null {
  const sign = signBall(a.re);
  if (a.im === null) {
    if (sign === 1) return ZERO_BALL;
    return sign === -1 ? piBall(precision) : null;
  }
  const vertical = signBall(a.im);
  if (sign === 1) {
    const inverse = invertBall(a.re, precision);
    return inverse === null ? null : atanBall(multiplyBall(a.im, inverse, precision), precision);
  }
  if (vertical === null || vertical === 0) return vertical === 0 && sign === -1 ? piBall(precision) : null;
  // Off the real axis: pi/2 - atan(re/im), turned to the side of im.
  const inverse = invertBall(a.im, precision);
  if (inverse === null) return null;
  const pi = piBall(precision);
  const quarter = { ...pi, exponent: pi.exponent - 1 };
  const angle = atanBall(multiplyBall(a.re, inverse, precision), precision);
  return subtractBall(vertical === 1 ? quarter : negateBall(quarter), angle, precision);
}

export function expComplex(a: ComplexBall, precision: number): ComplexBall | null {
  const size = expBall(a.re, precision);
  if (size === null) return null;
  if (a.im === null) return { re: size, im: null };
  const turn = sinCosBall(a.im, precision);
  return turn === null
    ? null
    : { re: multiplyBall(size, turn.cos, precision), im: multiplyBall(size, turn.sin, precision) };
}

/** The principal logarithm, or null at zero and across the cut. */
export function logComplex(a: ComplexBall, precision: number): ComplexBall | null {
  const size = absComplex(a, precision);
  if (size === null) return null;
  const re = logBall(size, precision);
  const angle = argumentComplex(a, precision);
  if (re === null || angle === null) return null;
  return { re, im: angle.mid === 0n && angle.radius === 0n ? null : angle };
}

export function sqrtComplex(a: ComplexBall, precision: number): ComplexBall | null {
  if (a.im === null) {
    const sign = signBall(a.re);
    if (sign === -1) {
      const root = sqrtBall(negateBall(a.re), precision);
      return root === null ? null : { re: ZERO_BALL, im: root };
    }
    if (sign === null) return null;
    const root = sqrtBall(a.re, precision);
    return root === null ? null : { re: root, im: null };
  }
  const log = logComplex(a, precision + 16);
  if (log === null) return null;
  const half = (part: Ball): Ball => ({ ...part, exponent: part.exponent - 1 });
  return expComplex({ re: half(log.re), im: log.im === null ? null : half(log.im) }, precision);
}

export function holdsZeroComplex(a: ComplexBall): boolean {
  return holdsZero(a.re) && (a.im === null || holdsZero(a.im));
}
