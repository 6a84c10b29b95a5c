/**
 * Ranks as ranges: a row's best and worst place that the data does not exclude.
 *
 * Decision: two rows that were asked the same problems are compared by a paired test on them (McNemar's exact test
 * where every problem has a share of 0 or 1, the paired t test otherwise), because pairing removes the problems'
 * difficulty from the noise. Rows without per-problem data, or with fewer than five problems in common, are told
 * apart only where their intervals do not overlap, which is stricter. All p-values of a board are adjusted together
 * by Holm's method, so that the chance of any false separation on the board is at most 1 - confidence. Not handled:
 * problems that share a cluster count as independent in the paired test.
 */
import { mcnemarExact, pairedTTest } from "./pairedTest.ts";
import type { Interval } from "./wilsonInterval.ts";

export interface RankRow {
  readonly score: number;
  readonly interval: Interval;
  /** Share of right samples by problem, in [0, 1]. */
  readonly problems?: ReadonlyMap<string, number> | undefined;
}

/** Places from 1; `from` is the better one. */
export interface RankRange {
  readonly from: number;
  readonly to: number;
}

export interface RankRanges {
  /** In the order of the rows given. */
  readonly ranges: readonly RankRange[];
  /** For people: how the ranges were made. */
  readonly method: string;
}

const FEWEST_COMMON = 5;

/**
 * @example rankRanges([{ score: 0.9, interval: { low: 0.8, high: 1 } }, { score: 0.2, interval: { low: 0.1, high: 0.3 } }]).ranges
 * // [{ from: 1, to: 1 }, { from: 2, to: 2 }]
 */
export function rankRanges(rows: readonly RankRow[], confidence = 0.95): RankRanges {
  const pairs: { better: number; worse: number; p: number | null }[] = [];
  for (let left = 0; left < rows.length; left += 1) {
    for (let right = left + 1; right < rows.length; right += 1) pairs.push(comparePair(rows, left, right));
  }
  const separated = new Set(holm(pairs, 1 - confidence));
  const ranges = rows.map((_, index) => {
    let above = 0;
    let below = 0;
    pairs.forEach((pair, at) => {
      if (!separated.has(at)) return;
      if (pair.worse === index) above += 1;
      if (pair.better === index) below += 1;
    });
    return { from: 1 + above, to: rows.length - below };
  });
  return { ranges, method: describe(pairs, confidence) };
}

function comparePair(
  rows: readonly RankRow[],
  left: number,
  right: number,
): { better: number; worse: number; p: number | null } {
  const first = rows[left];
  const second = rows[right];
  if (first === undefined || second === undefined) return { better: left, worse: right, p: 1 };
  const paired = pairedDifferences(first, second);
  if (paired !== null) {
    const [better, worse] = paired.mean >= 0 ? [left, right] : [right, left];
    return { better, worse, p: paired.p };
  }
  const [better, worse] = first.score >= second.score ? [left, right] : [right, left];
  const apart = (rows[better]?.interval.low ?? 0) > (rows[worse]?.interval.high ?? 1);
  // Intervals that do not overlap need no p-value; null keeps the pair out of the adjustment.
  return { better, worse, p: apart ? null : 1 };
}

function pairedDifferences(first: RankRow, second: RankRow): { mean: number; p: number } | null {
  if (first.problems === undefined || second.problems === undefined) return null;
  const differences: number[] = [];
  let whole = true;
  for (const [problem, share] of first.problems) {
    const other = second.problems.get(problem);
    if (other === undefined) continue;
    differences.push(share - other);
    whole &&= (share === 0 || share === 1) && (other === 0 || other === 1);
  }
  if (differences.length < FEWEST_COMMON) return null;
  const mean = differences.reduce((sum, value) => sum + value, 0) / differences.length;
  const p = whole
    ? mcnemarExact(
        differences.filter((value) => value > 0).length,
        differences.filter((value) => value < 0).length,
      )
    : pairedTTest(differences);
  return { mean, p };
}

/** Holm's step-down adjustment: indices of the pairs told apart at level `alpha`. */
function holm(pairs: readonly { p: number | null }[], alpha: number): number[] {
  const apart = pairs.flatMap(({ p }, index) => (p === null ? [index] : []));
  const tested = pairs
    .flatMap(({ p }, index) => (p === null ? [] : [{ p, index }]))
    .sort((a, b) => a.p - b.p);
  for (const [rank, { p, index }] of tested.entries()) {
    if (p > alpha / (tested.length - rank)) break;
    apart.push(index);
  }
  return apart;
}

function describe(pairs: readonly { p: number | null }[], confidence: number): string {
  const level = `${Math.round(confidence * 100)} %`;
  if (pairs.length === 0) return "One row: nothing to compare.";
  return `Pairs are told apart by a paired test on their common problems (exact McNemar for one sample a problem, paired t otherwise), Holm-adjusted over ${pairs.length} pairs at ${level}; without common problems, by ${level} intervals that do not overlap.`;
}
