import type { ScoredOutcome } from "../calibration.ts";

/**
 * Expected accuracy of taking the sample with the highest score among k drawn from n without replacement, exactly; ties by
 * equal lots. Scores are any finite numbers, higher is better. Precondition: 1 <= k <= n.
 * For k = 1 it is the share of right samples, for k = n the accuracy of the best of all.
 * @example bestOfNAtK([{ score: 0.9, right: true }, { score: 0.1, right: false }, { score: 0.2, right: true }], 2) // 1
 */
export function bestOfNAtK(samples: readonly ScoredOutcome[], k: number): number {
  const ordered = [...samples].sort((a, b) => a.score - b.score);
  const n = ordered.length;
  let expected = 0;
  let from = 0;
  while (from < n) {
    let to = from;
    let right = 0;
    while (to < n && ordered[to]?.score === ordered[from]?.score) {
      right += ordered[to]?.right ? 1 : 0;
      to += 1;
    }
    // The best one is in this group where all are drawn from it or below, and not all from below.
    expected += (right / (to - from)) * (shareBelow(to, n, k) - shareBelow(from, n, k));
    from = to;
  }
  return expected;
}

/** Chance that all k of n drawn are among the first `below`: C(below, k) / C(n, k). */
function shareBelow(below: number, n: number, k: number): number {
  let share = 1;
  for (let drawn = 0; drawn < k; drawn += 1) share *= Math.max(0, below - drawn) / (n - drawn);
  return share;
}
