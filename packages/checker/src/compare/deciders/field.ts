/**
 * Rational identity by evaluation modulo two 61-bit primes.
 * Decision: every atom is an indeterminate with a value drawn from its key; a non-zero image of a form whose atoms are
 * variables is a proof of difference (the form is not the zero function), a zero image at every point is equality up to
 * the stated error bound (Schwartz 1980): degree / p for each independent point.
 */

import { invertField, PRIMES, powerField } from "../../exact/field.ts";
import { bitLength, isInteger } from "../../exact/rational.ts";
import { hashInteger } from "../../exact/seed.ts";
import { type Fuel, spend } from "../../fuel.ts";
import type { Polynomial } from "../../normal/polynomial.ts";
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
      } else if (atom.kind === "symbol" && ROOTS % exponent.denominator === 0n) {
        const t = hashInteger(image.seed + atom.key, image.salt, p);
        const root = ROOTS / exponent.denominator;
        if (!isInteger(exponent)) image.impure = true;
        value = powerField(t, root, p);
        product = (product * (powerSigned(value, exponent.numerator, p) ?? 0n)) % p;
        degree += Math.abs(Number(exponent.numerator)) * Number(root);
        continue;
      } else {
        // pi alone is free over the rationals; everything else is only treated as if it were.
        if (atom.kind !== "pi" || !isInteger(exponent)) image.impure = true;
        value = hashInteger(`${image.seed}${atom.key}^1/${exponent.denominator}`, image.salt, p);
      }
      if (value === null) return null;
      const power = powerSigned(value, exponent.numerator, p);
      if (power === null) return null;
      spend(image.fuel, bitLength(exponent.numerator));
      product = (product * power) % p;
      degree += Math.abs(Number(exponent.numerator)) * (atom.kind === "sum" ? 8 : 1);
    }
    image.degree = Math.max(image.degree, degree);
    sum = (sum + product) % p;
  }
  return sum;
}

function powerSigned(value: bigint, n: bigint, p: bigint): bigint | null {
  if (n >= 0n) return powerField(value, n % (p - 1n), p);
  const inverse = invertField(value, p);
  return inverse === null ? null : powerField(inverse, -n % (p - 1n), p);
}
