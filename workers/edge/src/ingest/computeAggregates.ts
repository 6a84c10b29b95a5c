import type { Aggregate, Run } from "@plumbline/contract";
import { aggregateRun } from "@plumbline/grading";
import type { Ports } from "../ports.ts";

/**
 * Everything that is counted about a run, made again from its samples and active verdicts, and stored. Besides the
 * metrics of `aggregateRun`: `problems_answered`, `cost` (US dollars) and `median_tokens_out`, so that a board of many
 * runs reads numbers and never samples.
 */
export async function computeAggregates(
  { store, clock }: Pick<Ports, "store" | "clock">,
  run: Run,
): Promise<void> {
  const tallies = await store.problemTallies(run.id);
  const usage = await store.runUsage(run.id);
  const samples = Object.values(run.counts).reduce((sum, count) => sum + count, 0);
  const common = {
    runId: run.id,
    seed: null,
    grader: run.activeGrader,
    epoch: run.epoch,
    computedAt: clock.now(),
  };
  const plain = (metric: string, value: number, estimator: string): Aggregate => ({
    ...common,
    metric,
    value,
    low: null,
    high: null,
    n: samples,
    estimator,
  });
  await store.replaceAggregates(run.id, [
    ...aggregateRun(tallies).metrics.map((metric) => ({ ...common, ...metric })),
    plain("problems_answered", tallies.length, "count"),
    ...(usage.cost === null ? [] : [plain("cost", usage.cost, "sum")]),
    ...(usage.medianTokensOut === null ? [] : [plain("median_tokens_out", usage.medianTokensOut, "median")]),
  ]);
}
