/**
 * A paired comparison that may be looked at after every item and stopped at will.
 *
 * Decision: a bet. With capital 1, before each item a fixed fraction of it is staked on the next difference; if the true
 * mean difference were 0 no stake could be expected to grow, so that capital above 1 / alpha ever being seen has chance at
 * most alpha (Ville), whenever one looks. Twelve stakes, 1/2 to 1/64 on either side, share the capital, because the best
 * one (about mean / variance) is not known beforehand. The interval is made of all means that the bets against them have
 * not ruined; it holds at all numbers of items at once. The price is size: on as many items as a test that looks once
 * needs for a power of .8, this one finds about half of the differences (bench calibration). An ordinary test that is
 * looked at again and again rejects equal systems far more often than it says.
 * Not handled: clusters; the mean of a cluster's differences is one item here.
 * Sources: Waudby-Smith and Ramdas, JRSS B 86 (2024), "Estimating means of bounded random variables by betting"; Robbins
 * (1970) for mixtures; Ville (1939).
 */
import type { Interval } from "../wilsonInterval.ts";

export interface SequentialOptions {
  /** In (0, 1); 0.05 where it is left out. */
  readonly alpha?: number | undefined;
}

export interface SequentialResult {
  /** Items looked at. */
  readonly n: number;
  /** Mean difference; null without an item. */
  readonly difference: number | null;
  /** Always-valid p-value in (0, 1]: 1 over the largest capital so far. It never rises. */
  readonly p: number;
  /** Number of items after which p was first at most alpha; null: not yet decided. */
  readonly decidedAt: number | null;
  /** Means that are not excluded at 1 - alpha after these items; always valid. */
  readonly interval: Interval;
}

const STAKES = [1, -1].flatMap((side) => [2, 4, 8, 16, 32, 64].map((part) => side / part));

/**
 * `differences` in the order in which the items came (it must not depend on the outcomes), each in [-1, 1]: RangeError
 * otherwise, since the guarantee would be void.
 * @example sequentialTest(Array.from({ length: 14 }, () => 1)).decidedAt // 14
 */
export function sequentialTest(
  differences: readonly number[],
  options: SequentialOptions = {},
): SequentialResult {
  const alpha = options.alpha ?? 0.05;
  const capital = STAKES.map(() => 1 / STAKES.length);
  let largest = 1;
  let decidedAt: number | null = null;
  let sum = 0;
  const counts = new Map<number, number>();
  differences.forEach((difference, index) => {
    if (!(Math.abs(difference) <= 1))
      throw new RangeError(`a difference of shares is in [-1, 1], not ${difference}`);
    sum += difference;
    counts.set(difference, (counts.get(difference) ?? 0) + 1);
    let total = 0;
    for (let at = 0; at < STAKES.length; at += 1) {
      const left = (capital[at] ?? 0) * (1 + (STAKES[at] ?? 0) * difference);
      capital[at] = left;
      total += left;
    }
    largest = Math.max(largest, total);
    if (decidedAt === null && largest >= 1 / alpha) decidedAt = index + 1;
  });
  const n = differences.length;
  const mean = n === 0 ? null : sum / n;
  return { n, difference: mean, p: 1 / largest, decidedAt, interval: intervalOf(counts, mean, alpha) };
}

/** The capital against a mean is convex in it, being a mean of products of straight lines that all rise or all fall. */
function intervalOf(counts: ReadonlyMap<number, number>, mean: number | null, alpha: number): Interval {
  if (mean === null) return { low: -1, high: 1 };
  const isExcluded = (candidate: number): boolean => logCapital(counts, candidate) >= -Math.log(alpha);
  const end = (outermost: number): number => {
    if (!isExcluded(outermost)) return outermost;
    let [inside, outside] = [mean, outermost];
    for (let step = 0; step < 50; step += 1) {
      const middle = (inside + outside) / 2;
      if (isExcluded(middle)) outside = middle;
      else inside = middle;
    }
    return outside;
  };
  return { low: end(-1), high: end(1) };
}

/** Of all stakes together, against a true mean of `candidate`; their order does not matter. */
function logCapital(counts: ReadonlyMap<number, number>, candidate: number): number {
  const logs = STAKES.map((stake) => {
    let log = 0;
    for (const [difference, count] of counts) log += count * Math.log1p(stake * (difference - candidate));
    return log;
  });
  const top = Math.max(...logs);
  if (top === Number.NEGATIVE_INFINITY) return top;
  return top + Math.log(logs.reduce((sum, log) => sum + Math.exp(log - top), 0) / STAKES.length);
}
