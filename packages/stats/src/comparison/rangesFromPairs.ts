import type { RankRange } from "../rankRanges.ts";
import { adjustPValues, type MultiplicityMethod } from "./adjustPValues.ts";

export interface ComparedPair {
  /** Indices of the rows. */
  readonly better: number;
  readonly worse: number;
  /** Null: told apart by other means, which stays out of the adjustment. */
  readonly p: number | null;
}

/**
 * Places that comparisons leave open: a row's best place is one behind all that are told apart as better, its worst place
 * one before all that are told apart as worse.
 * @example rangesFromPairs(2, [{ better: 1, worse: 0, p: 0.01 }], 0.05, "holm") // [{ from: 2, to: 2 }, { from: 1, to: 1 }]
 */
export function rangesFromPairs(
  rows: number,
  pairs: readonly ComparedPair[],
  alpha: number,
  method: MultiplicityMethod,
): RankRange[] {
  const adjusted = adjustPValues(
    pairs.flatMap(({ p }) => (p === null ? [] : [p])),
    method,
  ).values();
  const above = new Array<number>(rows).fill(0);
  const below = new Array<number>(rows).fill(0);
  for (const { better, worse, p } of pairs) {
    if (p !== null && (adjusted.next().value ?? 1) > alpha) continue;
    above[worse] = (above[worse] ?? 0) + 1;
    below[better] = (below[better] ?? 0) + 1;
  }
  return above.map((better, index) => ({ from: 1 + better, to: rows - (below[index] ?? 0) }));
}
