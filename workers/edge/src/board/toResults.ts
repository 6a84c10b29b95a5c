import type { Aggregate, Run, RunResults } from "@plumbline/contract";

/** A run's numbers, picked out of its aggregates; all are null while there are none. */
export interface RunNumbers {
  readonly score: number | null;
  readonly interval: { readonly low: number; readonly high: number } | null;
  readonly bounds: { readonly low: number; readonly high: number } | null;
  readonly answered: number;
  readonly cost: number | null;
  readonly medianTokensOut: number | null;
}

export function toNumbers(aggregates: readonly Aggregate[]): RunNumbers {
  const byMetric = new Map(aggregates.map((aggregate) => [aggregate.metric, aggregate]));
  const accuracy = byMetric.get("accuracy");
  return {
    score: accuracy?.value ?? null,
    interval: toRange(accuracy?.low, accuracy?.high),
    bounds: toRange(byMetric.get("bound.low")?.value, byMetric.get("bound.high")?.value),
    answered: byMetric.get("problems_answered")?.value ?? 0,
    cost: byMetric.get("cost")?.value ?? null,
    medianTokensOut: byMetric.get("median_tokens_out")?.value ?? null,
  };
}

export function toResults(run: Run, problemCount: number, aggregates: readonly Aggregate[]): RunResults {
  const { score, interval, bounds, answered } = toNumbers(aggregates);
  return {
    runId: run.id,
    grader: run.activeGrader,
    epoch: run.epoch,
    samples: countSamples(run),
    problems: { answered, total: problemCount },
    counts: run.counts,
    score,
    interval,
    bounds,
    metrics: aggregates.map(({ runId: _run, ...metric }) => metric),
    invalidLines: run.invalidLines,
  };
}

export function countSamples({ counts }: Pick<Run, "counts">): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

function toRange(low: number | null | undefined, high: number | null | undefined) {
  return low === null || low === undefined || high === null || high === undefined ? null : { low, high };
}
