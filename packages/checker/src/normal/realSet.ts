/**
 * Sets of real numbers: finite unions of intervals with ordered, exactly known ends.
 * Decision: ends are normal forms whose order is proven by exact or ball arithmetic; a set whose ends cannot be ordered
 * (they hold variables) is no real set, and compare falls back to comparing ends in the order written.
 */

import type { Fuel } from "../fuel.ts";
import { numericSign } from "./constantValue.ts";
import { type Polynomial, polynomialKey, rationalOf, subtractPolynomial } from "./polynomial.ts";

/** An end: a value, or beyond all values. */
export interface End {
  readonly value: Polynomial | "-inf" | "+inf";
  readonly closed: boolean;
}

export interface Interval {
  readonly low: End;
  readonly high: End;
}

export type RealSet = readonly Interval[];

export const REAL_LINE: RealSet = [
  { low: { value: "-inf", closed: false }, high: { value: "+inf", closed: false } },
];

/** Sign of a - b, or null where it cannot be told. */
export function compareEnds(a: End["value"], b: End["value"], fuel: Fuel): number | null {
  if (a === b) return 0;
  if (a === "-inf" || b === "+inf") return -1;
  if (a === "+inf" || b === "-inf") return 1;
  if (polynomialKey(a) === polynomialKey(b)) return 0;
  const difference = subtractPolynomial(a, b);
  const value = rationalOf(difference);
  if (value !== null) return value.numerator < 0n ? -1 : value.numerator > 0n ? 1 : 0;
  return numericSign(difference, fuel);
}

export function pointSet(value: Polynomial): RealSet {
  const end: End = { value, closed: true };
  return [{ low: end, high: end }];
}

/** Whether an interval holds no number; null where its ends cannot be ordered. */
function isEmpty({ low, high }: Interval, fuel: Fuel): boolean | null {
  const order = compareEnds(low.value, high.value, fuel);
  if (order === null) return null;
  return order > 0 || (order === 0 && !(low.closed && high.closed));
}

/** The union of two sets, merged and sorted; null where ends cannot be ordered. */
export function unionSets(a: RealSet, b: RealSet, fuel: Fuel): RealSet | null {
  const parts: Interval[] = [];
  for (const part of [...a, ...b]) {
    const empty = isEmpty(part, fuel);
    if (empty === null) return null;
    if (!empty) parts.push(part);
  }
  if (parts.length > 200) return null;
  let failed = false;
  parts.sort((x, y) => {
    const order = compareEnds(x.low.value, y.low.value, fuel);
    if (order === null) failed = true;
    if (order !== null && order !== 0) return order;
    return x.low.closed === y.low.closed ? 0 : x.low.closed ? -1 : 1;
  });
  if (failed) return null;
  const merged: Interval[] = [];
  for (const part of parts) {
    const last = merged.at(-1);
    if (last === undefined) {
      merged.push(part);
      continue;
    }
    const gap = compareEnds(part.low.value, last.high.value, fuel);
    if (gap === null) return null;
    if (gap > 0 || (gap === 0 && !part.low.closed && !last.high.closed)) {
      merged.push(part);
      continue;
    }
    const reach = compareEnds(part.high.value, last.high.value, fuel);
    if (reach === null) return null;
    const high =
      reach > 0
        ? part.high
        : reach < 0
          ? last.high
          : { value: last.high.value, closed: last.high.closed || part.high.closed };
    merged[merged.length - 1] = { low: last.low, high };
  }
  return merged;
}

/** Everything outside the set (which must be merged and sorted). */
export function complementSet(a: RealSet): RealSet {
  const parts: Interval[] = [];
  let low: End = { value: "-inf", closed: false };
  for (const part of a) {
    if (part.low.value !== "-inf")
      parts.push({ low, high: { value: part.low.value, closed: !part.low.closed } });
    low = { value: part.high.value, closed: part.high.value === "+inf" ? false : !part.high.closed };
  }
  if (low.value !== "+inf") parts.push({ low, high: { value: "+inf", closed: false } });
  return parts;
}

export function intersectSets(a: RealSet, b: RealSet, fuel: Fuel): RealSet | null {
  const left = unionSets(a, [], fuel);
  const right = unionSets(b, [], fuel);
  if (left === null || right === null) return null;
  const outside = unionSets(complementSet(left), complementSet(right), fuel);
  return outside === null ? null : complementSet(outside);
}

export function subtractSets(a: RealSet, b: RealSet, fuel: Fuel): RealSet | null {
  const right = unionSets(b, [], fuel);
  return right === null ? null : intersectSets(a, complementSet(right), fuel);
}
