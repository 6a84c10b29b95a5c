/**
 * Ranks as ranges: a row's best and worst place that the data does not exclude.
 *
 * Decision: two rows that were asked the same problems are compared by a paired test on them (McNemar's exact test
 * where every problem has a share of 0 or 1, the paired t test otherwise), because pairing removes the problems'
 * difficulty from the noise. Problems that share a cluster are no independent evidence: where clusters are given, the t
 * test is the clustered one, and McNemar's test, which knows none, is not used. Rows without per-problem data, or with
 * fewer than five problems in common, are told apart only where their intervals do not overlap, which is stricter. All
 * p-values of a board are adjusted together, by Holm's method if no other is asked for, so that the chance of any false
 * separation on the board is at most 1 - confidence. MathArena's rank intervals are the special case `MATH_ARENA`.
 */
import type { MultiplicityMethod } from "./comparison/adjustPValues.ts";
import { type ComparedPair, rangesFromPairs } from "./comparison/rangesFromPairs.ts";
import { signFlipTest } from "./comparison/signFlipTest.ts";
import { clusteredTTest, mcnemarExact, pairedTTest } from "./pairedTest.ts";
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

export interface RankOptions {
  /** In (0, 1); 0.95 where it is left out. */
  readonly confidence?: number | undefined;
  /** "holm" where it is left out. */
  readonly multiplicity?: MultiplicityMethod | undefined;
  /** "paired" (McNemar or t) where it is left out. "sign_flip" costs `flips` passes over the problems for every pair. */
  readonly test?: PairTest | undefined;
  /** Cluster by problem; a problem that is not listed is a cluster of its own. */
  readonly clusters?: ReadonlyMap<string, string> | undefined;
}

export type PairTest =
  | { readonly kind: "paired" }
  | {
      readonly kind: "sign_flip";
      readonly seed: number;
      readonly flips?: number | undefined;
      /** "one" tests only that the better row is better, at twice the rate of false separations. "two" if left out. */
      readonly sides?: "one" | "two" | undefined;
      /** Competition by problem: the statistic is the mean over competitions of their mean differences. */
      readonly groups?: ReadonlyMap<string, string> | undefined;
    };

/**
 * MathArena's choices: 5000 sign flips, one-sided at .05 for each pair, nothing adjusted for the number of pairs. With many
 * rows some separations are then due to chance. Add `groups` for its mean over competitions.
 * Source: eth-sri/matharena, scripts/extraction/leaderboard.py.
 */
export const MATH_ARENA: {
  readonly confidence: number;
  readonly multiplicity: "none";
  readonly test: PairTest & { kind: "sign_flip" };
} = {
  confidence: 0.95,
  multiplicity: "none",
  test: { kind: "sign_flip", seed: 0, flips: 5000, sides: "one" },
};

const FEWEST_COMMON = 5;

/**
 * @example rankRanges([{ score: 0.9, interval: { low: 0.8, high: 1 } }, { score: 0.2, interval: { low: 0.1, high: 0.3 } }]).ranges
 * // [{ from: 1, to: 1 }, { from: 2, to: 2 }]
 */
export function rankRanges(rows: readonly RankRow[], options: RankOptions = {}): RankRanges {
  const table = toTable(rows, options);
  const pairs: ComparedPair[] = [];
  for (let left = 0; left < rows.length; left += 1) {
    for (let right = left + 1; right < rows.length; right += 1)
      pairs.push(comparePair(rows, table, left, right, options));
  }
  const alpha = 1 - (options.confidence ?? 0.95);
  const ranges = rangesFromPairs(rows.length, pairs, alpha, options.multiplicity ?? "holm");
  return { ranges, method: describe(pairs.length, options) };
}

/** Problems as columns: a board of 200 rows has 20,000 pairs, each of which would look up every problem twice. */
interface ProblemTable {
  /** Shares by column, NaN where the row lacks the problem; null for a row without problems. */
  readonly shares: readonly (Float64Array | null)[];
  /** By column; undefined: of its own. */
  readonly clusters: readonly (string | undefined)[];
  readonly groups: readonly (string | undefined)[];
}

function toTable(rows: readonly RankRow[], { clusters, test }: RankOptions): ProblemTable {
  const columns = new Map<string, number>();
  for (const { problems } of rows)
    for (const problem of problems?.keys() ?? [])
      if (!columns.has(problem)) columns.set(problem, columns.size);
  const groups = test?.kind === "sign_flip" ? test.groups : undefined;
  return {
    shares: rows.map(({ problems }) => {
      if (problems === undefined) return null;
      const shares = new Float64Array(columns.size).fill(Number.NaN);
      for (const [problem, share] of problems) shares[columns.get(problem) ?? -1] = share;
      return shares;
    }),
    clusters: Array.from(columns.keys(), (problem) => clusters?.get(problem)),
    groups: Array.from(columns.keys(), (problem) => groups?.get(problem)),
  };
}

function comparePair(
  rows: readonly RankRow[],
  table: ProblemTable,
  left: number,
  right: number,
  options: RankOptions,
): ComparedPair {
  const paired = testPair(table, left, right, options);
  if (paired !== null) {
    const [better, worse] = paired.mean >= 0 ? [left, right] : [right, left];
    return { better, worse, p: paired.p };
  }
  const [better, worse] =
    (rows[left]?.score ?? 0) >= (rows[right]?.score ?? 0) ? [left, right] : [right, left];
  // Intervals that do not overlap need no p-value.
  const apart = (rows[better]?.interval.low ?? 0) > (rows[worse]?.interval.high ?? 1);
  return { better, worse, p: apart ? null : 1 };
}

function testPair(
  { shares, clusters, groups }: ProblemTable,
  left: number,
  right: number,
  options: RankOptions,
): { mean: number; p: number } | null {
  const [first, second] = [shares[left], shares[right]];
  if (!first || !second) return null;
  const columns: number[] = [];
  const differences: number[] = [];
  let [sum, more, fewer, whole] = [0, 0, 0, true];
  for (let column = 0; column < first.length; column += 1) {
    const [share, other] = [first[column] ?? Number.NaN, second[column] ?? Number.NaN];
    const difference = share - other;
    if (Number.isNaN(difference)) continue;
    columns.push(column);
    differences.push(difference);
    sum += difference;
    more += difference > 0 ? 1 : 0;
    fewer += difference < 0 ? 1 : 0;
    whole &&= (share === 0 || share === 1) && (other === 0 || other === 1);
  }
  if (differences.length < FEWEST_COMMON) return null;
  const mean = sum / differences.length;
  if (options.test?.kind === "sign_flip") {
    const { seed, flips, sides } = options.test;
    const items = differences.map((difference, at) => {
      const column = columns[at] ?? -1;
      return { difference, cluster: clusters[column] ?? null, group: groups[column] };
    });
    const flipped = signFlipTest(items, { seed, flips, sides });
    return { mean: flipped.difference, p: flipped.p };
  }
  if (options.clusters !== undefined) {
    const clustered = differences.map((value, at) => {
      const column = columns[at] ?? -1;
      const cluster = clusters[column];
      return { value, cluster: cluster === undefined ? column : cluster };
    });
    return { mean, p: clusteredTTest(clustered) };
  }
  return { mean, p: whole ? mcnemarExact(more, fewer) : pairedTTest(differences) };
}

const ADJUSTED: Readonly<Record<MultiplicityMethod, string>> = {
  holm: "Holm-adjusted over",
  benjamini_hochberg: "adjusted by Benjamini and Hochberg over",
  none: "not adjusted for",
};

function describe(
  pairs: number,
  { confidence = 0.95, multiplicity = "holm", test, clusters }: RankOptions,
): string {
  const level = `${Math.round(confidence * 100)} %`;
  if (pairs === 0) return "One row: nothing to compare.";
  const paired =
    test?.kind === "sign_flip"
      ? `${test.sides === "one" ? "one-sided " : ""}sign flips, seed ${test.seed}`
      : clusters === undefined
        ? "exact McNemar for one sample a problem, paired t otherwise"
        : "clustered paired t";
  return `Pairs are told apart by a paired test on their common problems (${paired}), ${ADJUSTED[multiplicity]} ${pairs} pairs at ${level}; without common problems, by ${level} intervals that do not overlap.`;
}
