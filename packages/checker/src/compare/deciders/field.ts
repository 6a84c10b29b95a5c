/**
 * Rational identity by evaluation modulo two 61-bit primes.
 * Decision: every atom is an indeterminate with a value drawn from its key; a non-zero image of a form whose atoms are
 * variables is a proof of difference (the form is not the zero function), a zero image at every point is equality up to
 * the stated error bound (Schwartz 1980): degree / p for each independent point. Sines and cosines are coordinates of
 * free points of the unit circle, exponentials powers of free values (Gonnet 1986): there only equality is a proof.
 */

import { invertField, PRIMES, powerField } from "../../exact/field.ts";
import { bitLength, isInteger } from "../../exact/rational.ts";
import { hashInteger } from "../../exact/seed.ts";
import { type Fuel, spend } from "../../fuel.ts";
import type { Atom, Polynomial } from "../../normal/polynomial.ts";
import type { Decider } from "../decider.ts";

/** Symbols take values t^ROOTS, so that their fractional powers have consistent images. */
const ROOTS = 2520n;

interface Image {
  readonly p: bigint;
  readonly salt: number;
  readonly seed: string;
  readonly fuel: Fuel;
  readonly cache: Map<string, bigint | null>;
  /** Set where an atom was no free variable: then a non-zero image proves nothing. */
  impure: boolean;
  degree: number;
  /** The largest degree of a sine or cosine so far. */
  turned: number;
}

export const fieldDecider: Decider = {
  name: "field",
  decide({ difference, seed, fuel }) {
    let bits = 0;
    let degree = 1;
    for (const [index, p] of PRIMES.entries()) {
      for (const salt of [1, 2]) {
        const image: Image = {
          p,
          salt: salt + 16 * index,
          seed,
          fuel,
          cache: new Map(),
          impure: false,
          degree: 1,
          turned: 0,
        };
        const value = imageOf(difference, image);
        if (value === null) continue;
        if (value !== 0n) {
          return image.impure
            ? null
            : { relation: "different", certificate: { prime: p.toString(), image: value.toString() } };
        }
        degree = Math.max(degree, image.degree);
        bits += 60;
      }
    }
    const errorBits = Math.floor(bits - (bits / 60) * Math.log2(degree + 1));
    if (errorBits < 100) return null;
    return { relation: "equal", certificate: { primes: PRIMES.map(String), errorBelow: `2^-${errorBits}` } };
  },
};

function imageOf(polynomial: Polynomial, image: Image): bigint | null {
  const { p } = image;
  let sum = 0n;
  for (const term of polynomial.terms.values()) {
    spend(image.fuel, 4 + 4 * term.factors.length);
    const { numerator, denominator } = term.coefficient;
    let product = ((numerator % p) + p) % p;
    if (denominator !== 1n) {
      const inverse = invertField(denominator % p, p);
      if (inverse === null) return null;
      product = (product * inverse) % p;
    }
    let degree = 0;
    for (const { atom, exponent } of term.factors) {
      let value: bigint | null;
      if (atom.kind === "sum" && isInteger(exponent) && atom.inner !== undefined) {
        value = image.cache.get(atom.key) ?? null;
        if (value === null) {
          value = imageOf(atom.inner, image);
          image.cache.set(atom.key, value);
        }
      } else if (
        (atom.kind === "symbol" || (atom.kind === "power" && atom.positive)) &&
        ROOTS % exponent.denominator === 0n
      ) {
        const t = hashInteger(image.seed + atom.key, image.salt, p);
        const root = ROOTS / exponent.denominator;
        if (!isInteger(exponent) || atom.kind === "power") image.impure = true;
        value = powerField(t, root, p);
        product = (product * (powerSigned(value, exponent.numerator, p) ?? 0n)) % p;
        degree += Math.abs(Number(exponent.numerator)) * Number(root);
        continue;
      } else {
        // pi alone is free over the rationals; everything else is only treated as if it were.
        if (atom.kind !== "pi" || !isInteger(exponent)) image.impure = true;
        if ((atom.kind === "sin" || atom.kind === "cos") && atom.inner !== undefined)
          value = turn(atom.inner, image)?.[atom.kind] ?? null;
        else
          value = hashInteger(
            `${image.seed}${freeName(atom, image)}^1/${exponent.denominator}`,
            image.salt,
            p,
          );
      }
      if (value === null) return null;
      const power = powerSigned(value, exponent.numerator, p);
      if (power === null) return null;
      spend(image.fuel, bitLength(exponent.numerator));
      product = (product * power) % p;
      degree += Math.abs(Number(exponent.numerator)) * (atom.kind === "sum" ? 8 : Math.max(1, image.turned));
    }
    image.degree = Math.max(image.degree, degree);
    sum = (sum + product) % p;
  }
  return sum;
}

/** What stands for an atom: functions by the images of their arguments, so that f(2x - x) and f(x) are one. */
function freeName(atom: Atom, image: Image): string {
  const parts = atom.kind === "sum" && atom.inner !== undefined ? [atom.inner] : (atom.args ?? []);
  if (parts.length === 0 || atom.variable !== undefined) return atom.key;
  const images = parts.map((part) => imageOf(part, image));
  return images.includes(null) ? atom.key : `${atom.kind}${atom.name}(${images.join(";")})`;
}

interface Turn {
  readonly cos: bigint;
  readonly sin: bigint;
}

/** cos and sin of a sum of monomials: each monomial / ROOTS is a free point of the unit circle. */
function turn(angle: Polynomial, image: Image): Turn | null {
  const { p } = image;
  let sum: Turn = { cos: 1n, sin: 0n };
  for (const term of angle.terms.values()) {
    const { numerator, denominator } = term.coefficient;
    if (ROOTS % denominator !== 0n || bitLength(numerator) > 16) return null;
    const t = hashInteger(`${image.seed}@${term.key}`, image.salt, p);
    const scale = invertField((1n + t * t) % p, p);
    if (scale === null) return null;
    let step: Turn = { cos: ((1n + p - ((t * t) % p)) * scale) % p, sin: (2n * t * scale) % p };
    if (numerator < 0n) step = { cos: step.cos, sin: p - step.sin };
    const count = ((numerator < 0n ? -numerator : numerator) * ROOTS) / denominator;
    image.turned = Math.max(image.turned, 2 * Number(count) * angle.terms.size);
    for (let left = count; left > 0n; left >>= 1n) {
      spend(image.fuel, 8);
      if ((left & 1n) === 1n) sum = addTurns(sum, step, p);
      step = addTurns(step, step, p);
    }
  }
  return sum;
}

function addTurns(a: Turn, b: Turn, p: bigint): Turn {
  return { cos: (((a.cos * b.cos - a.sin * b.sin) % p) + p) % p, sin: (a.sin * b.cos + a.cos * b.sin) % p };
}

function powerSigned(value: bigint, n: bigint, p: bigint): bigint | null {
  if (n >= 0n) return powerField(value, n % (p - 1n), p);
  const inverse = invertField(value, p);
  return inverse === null ? null : powerField(inverse, -n % (p - 1n), p);
}
