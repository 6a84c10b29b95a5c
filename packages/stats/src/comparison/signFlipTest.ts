/**
 * Whether two systems differ, by turning the signs of the problems' differences.
 *
 * Decision: if the systems are equal, each problem's difference (each cluster's, where problems share one) is as likely
 * to have come out with the other sign, so the statistic is compared with its values under all, or under many random,
 * choices of signs. No distribution is assumed. Up to `flips` choices are enumerated, which makes the p-value exact;
 * more are drawn by seed, and the data's own choice counts as one of the drawn ones, so that p is never 0 and the test
 * keeps its level. MathArena leaves that one out, which changes p by at most 1 / flips.
 * Sources: Fisher (1935); Phipson and Smyth, SAGMB 9 (2010); MathArena's leaderboard for groups and the one-sided form.
 */
import { seededGenerator } from "../seededGenerator.ts";

export interface SignFlipItem {
  /** First system's value less the second's. */
  readonly difference: number;
  /** Items of one cluster turn together; null makes the item a cluster of its own. */
  readonly cluster: string | null;
  /** Competition: the statistic is the mean over groups of each group's mean difference. Left out: one group. */
  readonly group?: string | undefined;
}

export interface SignFlipOptions {
  readonly seed: number;
  /** 5000 where it is left out. */
  readonly flips?: number | undefined;
  /** "one": only a difference of the sign that was seen counts as extreme. "two" where it is left out. */
  readonly sides?: "one" | "two" | undefined;
}

export interface SignFlipResult {
  /** The statistic, in the unit of the differences. */
  readonly difference: number;
  /** In (0, 1]. */
  readonly p: number;
  /** Every choice of signs was looked at. */
  readonly exact: boolean;
}

/**
 * Precondition: one item.
 * @example signFlipTest([1, 1, 1, 1, 1].map((difference) => ({ difference, cluster: null })), { seed: 0 })
 * // { difference: 1, p: 0.0625, exact: true }
 */
export function signFlipTest(items: readonly SignFlipItem[], options: SignFlipOptions): SignFlipResult {
  const weights = weightsOf(items);
  const observed = weights.reduce((sum, weight) => sum + weight, 0);
  const turning = weights.filter((weight) => weight !== 0);
  const flips = options.flips ?? 5000;
  const exact = 2 ** turning.length <= flips;
  // Sums of the same numbers in another order differ by rounding, and must not count as less extreme.
  const least = Math.abs(observed) - 1e-9 * turning.reduce((sum, weight) => sum + Math.abs(weight), 0);
  const oneSided = options.sides === "one";
  const side = observed < 0 ? -1 : 1;
  const isExtreme = (sum: number): boolean => (oneSided ? side * sum : Math.abs(sum)) >= least;
  if (exact) return { difference: observed, p: shareOfAll(turning, isExtreme), exact };
  const generator = seededGenerator(options.seed);
  let extreme = 0;
  for (let flip = 0; flip < flips; flip += 1) {
    let bits = 0;
    let sum = 0;
    for (let at = 0; at < turning.length; at += 1) {
      if (at % 32 === 0) bits = generator.next();
      sum += (bits & 1) === 1 ? (turning[at] ?? 0) : -(turning[at] ?? 0);
      bits >>>= 1;
    }
    if (isExtreme(sum)) extreme += 1;
  }
  return { difference: observed, p: (1 + extreme) / (1 + flips), exact };
}

/** What each cluster adds to the statistic. */
function weightsOf(items: readonly SignFlipItem[]): number[] {
  const sizes = new Map<string | undefined, number>();
  for (const { group } of items) sizes.set(group, (sizes.get(group) ?? 0) + 1);
  const byCluster = new Map<string, number>();
  items.forEach(({ difference, cluster, group }, index) => {
    const key = cluster === null ? `#${index}` : `c${cluster}`;
    const weight = difference / ((sizes.get(group) ?? 1) * sizes.size);
    byCluster.set(key, (byCluster.get(key) ?? 0) + weight);
  });
  return [...byCluster.values()];
}

/** In Gray's order, in which neighbours differ in one sign. */
function shareOfAll(weights: readonly number[], isExtreme: (sum: number) => boolean): number {
  const signs = weights.map(() => 1);
  let sum = weights.reduce((total, weight) => total + weight, 0);
  const choices = 2 ** weights.length;
  let extreme = isExtreme(sum) ? 1 : 0;
  for (let choice = 1; choice < choices; choice += 1) {
    const at = 31 - Math.clz32(choice & -choice);
    const sign = -(signs[at] ?? 1);
    signs[at] = sign;
    sum += 2 * sign * (weights[at] ?? 0);
    if (isExtreme(sum)) extreme += 1;
  }
  return extreme / choices;
}
