/**
 * How many samples of a problem and votes of a sample the figures use.
 * Decision: all problems count as long as they can, so N and M are the smallest numbers there are. While a job is at
 * work the smallest number is that of the problem in work, which would throw away all others; then, and where one
 * problem has next to nothing, the figures use as many as at least half of the problems have, and leave the others out.
 */
import type { ReportProblem } from "@plumbline/stats";

export interface Depth {
  readonly samples?: number;
  readonly votes?: number;
}

/** Empty = the smallest numbers will do. @param settled whether no more samples will come */
export function pickDepth(problems: readonly ReportProblem[], settled: boolean): Depth {
  const samples = problems.map((problem) => problem.samples.length);
  const votes = problems.map(({ samples: own }) => leastVotes(own));
  const enough = settled && Math.min(...samples) >= 2;
  const half = countOfHalf(votes);
  return {
    ...(enough ? {} : { samples: countOfHalf(samples) }),
    ...(Math.min(...votes) > 0 || half === 0 ? {} : { votes: half }),
  };
}

/** Of the samples with an answer; others need no check. */
function leastVotes(samples: ReportProblem["samples"]): number {
  const counts = samples.filter(({ answer }) => answer !== null).map(({ votes }) => votes.length);
  return counts.length === 0 ? Number.MAX_SAFE_INTEGER : Math.min(...counts);
}

/** The largest number that at least half of them reach. @example countOfHalf([16, 16, 3]) === 16 */
function countOfHalf(counts: readonly number[]): number {
  const known = counts.filter((count) => count < Number.MAX_SAFE_INTEGER).toSorted((a, b) => b - a);
  return known[Math.ceil(known.length / 2) - 1] ?? 0;
}
