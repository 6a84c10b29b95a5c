/**
 * Area under the ROC curve of a score, with an interval.
 *
 * Decision: the interval is Newcombe's score-type one on the variance of Hanley and McNeil. It needs no resampling, and
 * unlike DeLong's and the percentile bootstrap it does not collapse when the score separates the sample perfectly.
 * Items that come in clusters widen it by the design effect: the cluster-robust variance of Obuchowski over DeLong's
 * (at least 1; the mean cluster size, the worst case, where DeLong's is 0).
 * Sources: Hanley and McNeil, Radiology 143 (1982); Newcombe, Statistics in Medicine 25 (2006), method 5; Obuchowski,
 * Biometrics 53 (1997).
 */
import type { Estimate } from "../bootstrapMean.ts";
import { normalQuantile } from "../distributions.ts";
import type { ClusteredOutcome } from "./calibrationEstimate.ts";

export interface AreaUnderCurve extends Estimate {
  right: number;
  wrong: number;
  /** At least 1; 1 for independent items. */
  designEffect: number;
}

/**
 * Chance that a right item has the higher score than a wrong one, a tie counting half; 0.5 for a score that knows
 * nothing. Scores may be any finite numbers. Null where all items are right or all are wrong.
 * @example areaUnderCurve([{ score: 0.9, right: true, cluster: null }, { score: 0.2, right: false, cluster: null }])?.value // 1
 */
export function areaUnderCurve(items: readonly ClusteredOutcome[], confidence = 0.95): AreaUnderCurve | null {
  const right = items.filter((item) => item.right).length;
  const wrong = items.length - right;
  if (right === 0 || wrong === 0) return null;
  const placements = placementsOf(items, right, wrong);
  const value = placements.reduce((sum, place, at) => sum + (items[at]?.right ? place : 0), 0) / right;
  const designEffect = designEffectOf(items, placements, value, { right, wrong });
  const z = normalQuantile(0.5 + confidence / 2);
  const bound = (end: 0 | 1): number => {
    let [inside, outside] = [value, end as number];
    for (let step = 0; step < 60; step += 1) {
      const middle = (inside + outside) / 2;
      const variance = designEffect * hanleyVariance(middle, right, wrong);
      if (Math.abs(middle - value) <= z * Math.sqrt(variance)) inside = middle;
      else outside = middle;
    }
    return inside;
  };
  return { value, low: bound(0), high: bound(1), right, wrong, designEffect };
}

/** Hanley and McNeil's variance, by Newcombe symmetric in the two sides. */
function hanleyVariance(area: number, right: number, wrong: number): number {
  const half = (right + wrong) / 2 - 1;
  const shape = 1 + (half * (1 - area)) / (2 - area) + (half * area) / (1 + area);
  return (area * (1 - area) * shape) / (right * wrong);
}

/** For each item the share of the other side that it is on the proper side of, a tie counting half. */
function placementsOf(items: readonly ClusteredOutcome[], right: number, wrong: number): number[] {
  const order = items.map((_, index) => index).sort((a, b) => scoreOf(items, a) - scoreOf(items, b));
  const placements = new Array<number>(items.length).fill(0);
  let [rightBelow, wrongBelow, from] = [0, 0, 0];
  while (from < order.length) {
    let to = from;
    let [rightHere, wrongHere] = [0, 0];
    while (to < order.length && scoreOf(items, order[to]) === scoreOf(items, order[from])) {
      if (items[order[to] ?? 0]?.right) rightHere += 1;
      else wrongHere += 1;
      to += 1;
    }
    for (const index of order.slice(from, to)) {
      placements[index] = items[index]?.right
        ? (wrongBelow + wrongHere / 2) / wrong
        : (right - rightBelow - rightHere / 2) / right;
    }
    rightBelow += rightHere;
    wrongBelow += wrongHere;
    from = to;
  }
  return placements;
}

function scoreOf(items: readonly ClusteredOutcome[], index: number | undefined): number {
  return items[index ?? 0]?.score ?? 0;
}

function designEffectOf(
  items: readonly ClusteredOutcome[],
  placements: readonly number[],
  area: number,
  { right, wrong }: { readonly right: number; readonly wrong: number },
): number {
  const byCluster = new Map<string, number>();
  let alone = 0;
  items.forEach((item, index) => {
    const influence = ((placements[index] ?? 0) - area) / (item.right ? right : wrong);
    alone += influence * influence;
    const key = item.cluster === null ? `#${index}` : `c${item.cluster}`;
    byCluster.set(key, (byCluster.get(key) ?? 0) + influence);
  });
  if (byCluster.size === items.length) return 1;
  if (alone === 0) return items.length / byCluster.size;
  const together = [...byCluster.values()].reduce((sum, influence) => sum + influence * influence, 0);
  return Math.max(1, together / alone);
}
