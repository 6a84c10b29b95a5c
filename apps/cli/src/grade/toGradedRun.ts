/** A model's counts as the report states them; the statistics are packages/grading's. */
import { addCounts, emptyCounts, type GradedRun, OUTCOMES, type OutcomeCounts } from "@plumbline/contract";
import { aggregateRun } from "@plumbline/grading";
import type { RunCount } from "./tallyRuns.ts";

export function toGradedRun({ model, problems, rules }: RunCount): GradedRun {
  const tallies = [...problems].map(([problemId, { cluster, counts }]) => ({ problemId, cluster, counts }));
  const outcomes = tallies.reduce<OutcomeCounts>((sum, { counts }) => addCounts(sum, counts), emptyCounts());
  const { score, interval, bounds, metrics } = aggregateRun(tallies);
  return {
    model,
    n: OUTCOMES.reduce((sum, outcome) => sum + outcomes[outcome], 0),
    problems: tallies.length,
    outcomes,
    score,
    interval,
    bounds,
    metrics: Object.fromEntries(metrics.map(({ metric, ...rest }) => [metric, rest])),
    rules: Object.fromEntries([...rules].sort(([, left], [, right]) => right - left)),
  };
}
