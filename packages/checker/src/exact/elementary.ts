/**
 * exp, log, sin, cos, atan, gamma and erf of real balls.
 * Decision: each kernel works in fixed point with guard bits on the middle of the ball, and the radius follows from a
 * bound on the derivative. The kernels' own errors are counted in units of the last place with room to spare (a power
 * of two above the number of operations), so the result is rigorous without a second evaluation.
 */
import {
  abs,
  addBall,
  type Ball,
  ballFromRational,
  integerSquareRoot,
  invertBall,
  multiplyBall,
  negateBall,
  ONE_BALL,
  roundBall,
  sqrtBall,
  subtractBall,
  ZERO_BALL,
} from "./ball.ts";
import { bitLength, rational } from "./rational.ts";

const piCache = new Map<number, bigint>();
const ln2Cache = new Map<number, bigint>();

/** atan(1/n) or atanh(1/n) times 2^bits, each term rounded down. */
function inverseSeries(n: bigint, bits: number, alternating: boolean): bigint {
  const square = n * n;
  let power = (1n << BigInt(bits)) / n;
  let sum = power;
  let sign = -1n;
  for (let k = 3n; power !== 0n; k += 2n) {
    power /= square;
    sum += (alternating ? sign : 1n) * (power / k);
    sign = -sign;
  }
  return sum;
}

/** pi times 2^bits, within 2^10 units (Machin). */
function piFixed(bits: number): bigint {
  let value = piCache.get(bits);
  if (value === undefined) {
    value = 16n * inverseSeries(5n, bits, true) - 4n * inverseSeries(239n, bits, true);
    piCache.set(bits, value);
  }
  return value;
}

/** ln 2 times 2^bits, within 2^10 units. */
function ln2Fixed(bits: number): bigint {
  let value = ln2Cache.get(bits);
  if (value === undefined) {
    value =
      18n * inverseSeries(26n, bits, false) -
      2n * inverseSeries(4801n, bits, false) +
      8n * inverseSeries(8749n, bits, false);
    ln2Cache.set(bits, value);
  }
  return value;
}

const SERIES_ERROR = 14;

export function piBall(precision: number): Ball {
  const bits = precision + 32;
  return roundBall({ mid: piFixed(bits), radius: 1n << BigInt(SERIES_ERROR), exponent: -bits }, precision);
}

/** The middle of a ball as a fixed-point number, and the bits that this cut may cost (0 or 1 unit). */
function toFixed(mid: bigint, exponent: number, bits: number): bigint {
  const shift = exponent + bits;
  return shift >= 0 ? mid << BigInt(shift) : mid >> BigInt(-shift);
}

/** e^a; null where the exponent is out of reach or the ball wider than 1. */
export function expBall(a: Ball, precision: number): Ball | null {
  const size = bitLength(abs(a.mid) + a.radius) + a.exponent;
  if (size > 45)
    return a.mid < -2n * a.radius && size < 4096 ? { mid: 0n, radius: 1n, exponent: -(2 ** 44) } : null;
  if (bitLength(a.radius) + a.exponent > 0) return null;
  if (size < -precision - 8) {
    // e^a = 1 + a up to a^2.
    return addBall(
      addBall(ONE_BALL, a, precision + 16),
      { mid: 0n, radius: 1n, exponent: 2 * size + 1 },
      precision,
    );
  }
  const steps = Math.max(4, Math.floor(Math.sqrt(precision) / 2));
  const bits = precision + Math.max(size, 0) + steps + 48;
  const x = toFixed(a.mid, a.exponent, bits);
  const ln2 = ln2Fixed(bits);
  const k = x / ln2;
  let t = (x - k * ln2) >> BigInt(steps);
  const one = 1n << BigInt(bits);
  let term = one;
  let sum = one;
  const shift = BigInt(bits);
  for (let n = 1n; term !== 0n; n++) {
    term = (term * t) >> shift;
    term /= n;
    if (term === -1n) break;
    sum += term;
  }
  for (let n = 0; n < steps; n++) sum = (sum * sum) >> shift;
  t = 1n << BigInt(steps + 14 + Math.max(size, 0));
  const middle: Ball = { mid: sum, radius: t, exponent: Number(k) - bits };
  if (a.radius === 0n) return roundBall(middle, precision);
  // |e^(m+r) - e^m| <= e^m * 2r for r <= 1.
  const spread = multiplyBall(
    { mid: abs(sum) + t, radius: 0n, exponent: Number(k) - bits },
    { mid: 2n * a.radius, radius: 0n, exponent: a.exponent },
    64,
  );
  return roundBall(
    addBall(
      middle,
      { mid: 0n, radius: abs(spread.mid) + spread.radius, exponent: spread.exponent },
      precision,
    ),
    precision,
  );
}

/** ln a for a ball above zero, else null. */
export function logBall(a: Ball, precision: number): Ball | null {
  if (a.mid <= a.radius) return null;
  const steps = Math.max(4, Math.floor(Math.sqrt(precision) / 2));
  const bits = precision + steps + 48;
  const length = bitLength(a.mid);
  const power = length + a.exponent;
  const shift = BigInt(bits);
  const one = 1n << shift;
  // y in [1/2, 1), then 2^steps square roots, then atanh.
  let y = toFixed(a.mid, -length, bits);
  for (let n = 0; n < steps; n++) y = integerSquareRoot(y << shift);
  const z = ((y - one) << shift) / (y + one);
  const square = (z * z) >> shift;
  let term = z;
  let sum = z;
  for (let k = 3n; term !== 0n && term !== -1n; k += 2n) {
    term = (term * square) >> shift;
    sum += term / k;
  }
  const mantissa = sum << BigInt(steps + 1);
  const total = mantissa + BigInt(power) * ln2Fixed(bits);
  const radius = (1n << BigInt(steps + 16)) + abs(BigInt(power)) * (1n << BigInt(SERIES_ERROR));
  const middle: Ball = { mid: total, radius, exponent: -bits };
  if (a.radius === 0n) return roundBall(middle, precision);
  const spread = ballFromRational(rational(a.radius, a.mid - a.radius), 64);
  return roundBall(
    addBall(middle, { mid: 0n, radius: spread.mid + spread.radius, exponent: spread.exponent }, precision),
    precision,
  );
}

/** sin and cos of a ball; null where the argument is beyond 2^20000. */
export function sinCosBall(a: Ball, precision: number): { readonly sin: Ball; readonly cos: Ball } | null {
  const size = bitLength(abs(a.mid) + a.radius) + a.exponent;
  if (size > 20_000) return null;
  if (bitLength(a.radius) + a.exponent > 1) {
    const any: Ball = { mid: 0n, radius: 1n, exponent: 0 };
    return { sin: any, cos: any };
  }
  const bits = precision + Math.max(size, 0) + 48;
  const x = toFixed(a.mid, a.exponent, bits);
  const half = piFixed(bits) >> 1n;
  const k = (2n * x + half) / (2n * half) - (2n * x + half < 0n ? 1n : 0n);
  const t = x - k * half;
  const shift = BigInt(bits);
  const square = (t * t) >> shift;
  let sinTerm = t;
  let cosTerm = 1n << shift;
  let sin = sinTerm;
  let cos = cosTerm;
  for (let n = 1n; sinTerm !== 0n || cosTerm !== 0n; n++) {
    cosTerm = -((cosTerm * square) >> shift) / ((2n * n - 1n) * (2n * n));
    sinTerm = -((sinTerm * square) >> shift) / (2n * n * (2n * n + 1n));
    cos += cosTerm;
    sin += sinTerm;
    if (abs(sinTerm) <= 1n && abs(cosTerm) <= 1n) break;
  }
  // Reduction: k times the error of pi; series: a few units.
  const error = (abs(k) + 1n) * (1n << BigInt(SERIES_ERROR)) + (1n << 12n);
  const spread: Ball = { mid: 0n, radius: a.radius, exponent: a.exponent };
  const finish = (value: bigint): Ball =>
    roundBall(addBall({ mid: value, radius: error, exponent: -bits }, spread, precision), precision);
  const quadrant = Number(((k % 4n) + 4n) % 4n);
  const sines = [sin, cos, -sin, -cos];
  const cosines = [cos, -sin, -cos, sin];
  return { sin: finish(sines[quadrant] ?? 0n), cos: finish(cosines[quadrant] ?? 0n) };
}

/** atan of a ball. */
export function atanBall(a: Ball, precision: number): Ball {
  if (a.mid === 0n && a.radius === 0n) return ZERO_BALL;
  const size = bitLength(abs(a.mid)) + a.exponent;
  if (size > 1 && abs(a.mid) > a.radius) {
    const inverse = invertBall(a, precision + 8);
    if (inverse !== null) {
      const right = halfPi(precision);
      return subtractBall(a.mid > 0n ? right : negateBall(right), atanBall(inverse, precision), precision);
    }
  }
  const halvings = 6;
  const bits = precision + 64 + Math.max(0, Math.min(-size, precision * 4));
  const shift = BigInt(bits);
  const one = 1n << shift;
  let x = toFixed(a.mid, a.exponent, bits);
  for (let n = 0; n < halvings; n++) x = (x << shift) / (one + integerSquareRoot((one << shift) + x * x));
  const square = (x * x) >> shift;
  let term = x;
  let sum = x;
  for (let k = 3n; term !== 0n && term !== -1n; k += 2n) {
    term = -((term * square) >> shift);
    sum += term / k;
    if (abs(term) <= 1n) break;
  }
  const middle: Ball = { mid: sum << BigInt(halvings), radius: 1n << BigInt(halvings + 14), exponent: -bits };
  return roundBall(
    addBall(middle, { mid: 0n, radius: a.radius, exponent: a.exponent }, precision),
    precision,
  );
}

function halfPi(precision: number): Ball {
  const pi = piBall(precision + 8);
  return { ...pi, exponent: pi.exponent - 1 };
}

const BERNOULLI: readonly (readonly [bigint, bigint])[] = [
  [1n, 6n],
  [-1n, 30n],
  [1n, 42n],
  [-1n, 30n],
  [5n, 66n],
  [-691n, 2730n],
  [7n, 6n],
  [-3617n, 510n],
  [43867n, 798n],
  [-174611n, 330n],
  [854513n, 138n],
  [-236364091n, 2730n],
  [8553103n, 6n],
];

/** ln Gamma(a) for a > 0 (Stirling, shifted; the error is below the first term left out). */
export function logGammaBall(a: Ball, precision: number): Ball | null {
  if (a.mid <= a.radius) return null;
  const working = precision + 32;
  let shifted = a;
  let product: Ball = ONE_BALL;
  const threshold = BigInt(Math.ceil(precision / 3) + 20);
  const size = bitLength(abs(a.mid)) + a.exponent;
  if (size < 40) {
    const whole = a.exponent >= 0 ? a.mid << BigInt(a.exponent) : a.mid >> BigInt(-a.exponent);
    for (let n = whole; n < threshold; n++) {
      product = multiplyBall(product, shifted, working);
      shifted = addBall(shifted, ONE_BALL, working);
    }
  }
  const log = logBall(shifted, working);
  const inverse = invertBall(shifted, working);
  const shiftLog = logBall(product, working);
  if (log === null || inverse === null || shiftLog === null) return null;
  const twoPi = piBall(working);
  const logTwoPi = logBall({ ...twoPi, exponent: twoPi.exponent + 1 }, working);
  if (logTwoPi === null) return null;
  // (z - 1/2) ln z - z + ln(2 pi)/2 + sum B_2k / (2k (2k-1) z^(2k-1))
  let sum = subtractBall(
    multiplyBall(subtractBall(shifted, { mid: 1n, radius: 0n, exponent: -1 }, working), log, working),
    shifted,
    working,
  );
  sum = addBall(sum, { ...logTwoPi, exponent: logTwoPi.exponent - 1 }, working);
  const square = multiplyBall(inverse, inverse, working);
  let power = inverse;
  let last: Ball = ZERO_BALL;
  for (let k = 1; k <= BERNOULLI.length; k++) {
    const [top, bottom] = BERNOULLI[k - 1] ?? [0n, 1n];
    last = multiplyBall(
      power,
      ballFromRational(rational(top, bottom * BigInt(2 * k * (2 * k - 1))), working),
      working,
    );
    if (k < BERNOULLI.length) sum = addBall(sum, last, working);
    power = multiplyBall(power, square, working);
  }
  sum = addBall(sum, { mid: 0n, radius: abs(last.mid) + last.radius, exponent: last.exponent }, working);
  return roundBall(subtractBall(sum, shiftLog, working), precision);
}

/** erf of a ball with |a| < 30: 2/sqrt(pi) e^(-a^2) sum 2^n a^(2n+1) / (2n+1)!!, all terms of one sign. */
export function erfBall(a: Ball, precision: number): Ball | null {
  if (bitLength(abs(a.mid) + a.radius) + a.exponent > 5) return null;
  const working = precision + 64;
  const square = multiplyBall(a, a, working);
  let term = a;
  let sum = a;
  for (let n = 1; n < 40_000; n++) {
    const step = ballFromRational(rational(2n, BigInt(2 * n + 1)), working);
    term = multiplyBall(multiplyBall(term, square, working), step, working);
    sum = addBall(sum, term, working);
    if (bitLength(abs(term.mid) + term.radius) + term.exponent < -working - 64 && n > 2000) break;
    if (
      bitLength(abs(term.mid) + term.radius) + term.exponent <
      bitLength(abs(sum.mid)) + sum.exponent - working - 8
    ) {
      sum = addBall(
        sum,
        { mid: 0n, radius: 4n * (abs(term.mid) + term.radius) + 4n, exponent: term.exponent },
        working,
      );
      break;
    }
  }
  const decay = expBall(negateBall(square), working);
  const root = sqrtBall(piBall(working), working);
  const inverse = root === null ? null : invertBall(root, working);
  if (decay === null || inverse === null) return null;
  const scaled = multiplyBall(multiplyBall(sum, decay, working), inverse, working);
  return roundBall({ ...scaled, exponent: scaled.exponent + 1 }, precision);
}
