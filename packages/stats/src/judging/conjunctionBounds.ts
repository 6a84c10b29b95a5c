import type { Interval } from "../wilsonInterval.ts";

/**
 * What the share of items that pass every one of several checks can be, from each check's share alone: from
 * max(0, sum - (checks - 1)) to the smallest share (Fréchet). A published conjunction outside of it is a mistake.
 * Shares in [0, 1]; without a check it is [1, 1].
 * @example conjunctionBounds([0.9, 0.8]) // { low: 0.7, high: 0.8 }, to rounding
 */
export function conjunctionBounds(shares: readonly number[]): Interval {
  const failing = shares.reduce((sum, share) => sum + (1 - share), 0);
  return { low: Math.max(0, 1 - failing), high: shares.reduce((least, share) => Math.min(least, share), 1) };
}
