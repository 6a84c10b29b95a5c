import { binomialCdf } from "./distributions.ts";

/**
 * Accuracy of the majority of `votes` verdicts, each right with chance `accuracy`, IF their errors were independent
 * (a tie counts half). It is a warning, not a forecast: votes on one solution share its difficulty, and their measured
 * accuracy is far below. Heimdall (arXiv 2504.10337): one vote .945, 64 votes .975; independence promises 1.000.
 * `accuracy` in (0, 1), `votes` >= 1.
 * @example independentVoteAccuracy(0.945, 3) // 0.99126
 */
export function independentVoteAccuracy(accuracy: number, votes: number): number {
  const half = votes / 2;
  const more = 1 - binomialCdf(Math.floor(half), votes, accuracy);
  if (!Number.isInteger(half)) return more;
  const tie = binomialCdf(half, votes, accuracy) - binomialCdf(half - 1, votes, accuracy);
  return more + tie / 2;
}
