/**
 * Pessimistic Verification: the answer whose verdicts, read pessimistically, are the best. An answer that few verdicts
 * support pays for it. Source: Shi and Jin, "Heimdall" (arXiv 2504.10337); the exact penalty of the paper is not
 * public, so it can be exchanged.
 *
 * Decision: n is the number of verdicts an answer really has and `total` that of all answers, which are N_a * M and
 * N * M where nothing abstains: evidence, not effort, narrows the bound. An answer without a verdict has the mean 0
 * (for `beta_quantile`: its prior, the uniform distribution). Wilson's and beta's bounds are remembered by (k, n),
 * because a quantile costs a thousand times the rest and a problem set has few distinct pairs.
 */
import { betaQuantile } from "../../distributions.ts";
import { wilsonInterval } from "../../wilsonInterval.ts";
import type { Penalty } from "../selectionRule.ts";
import type { ScoringRule } from "./scoringRule.ts";

/** Of an answer: `accepted` of `verdicts` are positive; all answers of the problem have `total` verdicts. */
export type PessimisticScore = (accepted: number, verdicts: number, total: number) => number;

/**
 * The score by penalty; k accepted, n verdicts, r = k / n:
 * - `ln_over_n`: r - alpha * ln(total) / (n + 1); alpha >= 0, 0.1 where it is left out.
 * - `sqrt`: r - alpha * sqrt(ln(total) / (n + 1)); alpha >= 0, 0.1 where it is left out.
 * - `wilson`: Wilson's lower bound of k of n; alpha in (0, 0.5] is the chance below it, 0.025 where it is left out
 *   (the lower end of the 95 % interval).
 * - `beta_quantile`: the quantile at alpha, in (0, 1), of Beta(1 + k, 1 + n - k); 0.1 where it is left out.
 *
 * With alpha 0 the first two take the highest mean verdict, with a huge alpha the answer with most verdicts. For the
 * last two a SMALL alpha is pessimistic. Throws RangeError for an alpha out of its range.
 * @example pessimisticScore("ln_over_n", 0.1)(14.4, 16, 256) // 0.8674
 */
export function pessimisticScore(
  penalty: Penalty = "ln_over_n",
  alpha: number = penalty === "wilson" ? 0.025 : 0.1,
): PessimisticScore {
  switch (penalty) {
    case "ln_over_n":
      assertAlpha(alpha >= 0 && Number.isFinite(alpha), alpha, penalty);
      return (accepted, verdicts, total) =>
        mean(accepted, verdicts) - (alpha * logOf(total)) / (verdicts + 1);
    case "sqrt":
      assertAlpha(alpha >= 0 && Number.isFinite(alpha), alpha, penalty);
      return (accepted, verdicts, total) =>
        mean(accepted, verdicts) - alpha * Math.sqrt(logOf(total) / (verdicts + 1));
    case "wilson":
      assertAlpha(alpha > 0 && alpha <= 0.5, alpha, penalty);
      return remembered((k, n) => (n === 0 ? 0 : wilsonInterval(k, n, 1 - 2 * alpha).low));
    case "beta_quantile":
      assertAlpha(alpha > 0 && alpha < 1, alpha, penalty);
      return remembered((k, n) => betaQuantile(alpha, 1 + k, 1 + n - k));
  }
}

/** The rule with one penalty. Throws RangeError as `pessimisticScore` does. */
export function pessimistic(penalty?: Penalty, alpha?: number): ScoringRule {
  const score = pessimisticScore(penalty, alpha);
  return {
    score: (tally, all) => score(tally.accepted, tally.verdicts, all.verdicts),
    lots: "answers",
  };
}

function mean(accepted: number, verdicts: number): number {
  return verdicts === 0 ? 0 : accepted / verdicts;
}

/** ln, with 0 for no verdict at all. */
function logOf(total: number): number {
  return Math.log(Math.max(1, total));
}

function remembered(bound: (accepted: number, verdicts: number) => number): PessimisticScore {
  const known = new Map<number, Map<number, number>>();
  return (accepted, verdicts) => {
    const row = known.get(verdicts) ?? new Map<number, number>();
    known.set(verdicts, row);
    const value = row.get(accepted) ?? bound(accepted, verdicts);
    row.set(accepted, value);
    return value;
  };
}

function assertAlpha(holds: boolean, alpha: number, penalty: Penalty): void {
  if (!holds) throw new RangeError(`alpha ${alpha} is out of range for the penalty ${penalty}`);
}
