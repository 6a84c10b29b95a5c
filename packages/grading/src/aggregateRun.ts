/**
 * Grades of a run added up: score, interval, bounds, metrics.
 *
 * Decision: the unit is the problem, not the sample. A problem's share is right / (right + wrong) over its samples;
 * ungradable samples say nothing about the model and are left out of the share; a problem with none gradable is left
 * out of the mean. The score is the mean share (avg@k). With one gradable sample in every problem and no clusters the
 * interval is Wilson's; otherwise it comes from the clustered standard error with Student's t, which counts samples
 * of one problem and problems of one cluster as dependent. `bounds` take every ungradable sample as wrong and as
 * right, over all problems that have any sample: what the score could be at worst and at best.
 */
import { OUTCOMES, type OutcomeCounts, toStanding } from "@plumbline/contract";
import { clusteredMean, type Interval, passAtK, wilsonInterval } from "@plumbline/stats";

/** Samples of one problem of a run, by outcome. */
export interface Tally {
  readonly problemId: string;
  /** Problems that share a source are one cluster; null = a cluster of its own. */
  readonly cluster: string | null;
  readonly counts: OutcomeCounts;
}

export interface Metric {
  readonly metric: string;
  /** In [0, 1]. */
  readonly value: number;
  /** 95 % interval; null where the data gives none. */
  readonly low: number | null;
  readonly high: number | null;
  /** What was averaged over: problems for scores, samples for rates. */
  readonly n: number;
  readonly estimator: string;
}

export interface RunAggregate {
  /** In [0, 1]; null where no sample is gradable. */
  readonly score: number | null;
  readonly interval: Interval | null;
  readonly bounds: Interval | null;
  readonly metrics: readonly Metric[];
}

export interface AggregateOptions {
  /** In (0, 1); default 0.95. */
  readonly confidence?: number;
}

/**
 * @example aggregateRun([{ problemId: "1", cluster: null, counts: { ...emptyCounts(), correct: 1 } }]).score // 1
 */
export function aggregateRun(
  tallies: readonly Tally[],
  { confidence = 0.95 }: AggregateOptions = {},
): RunAggregate {
  const problems = tallies.map(toProblem).filter(({ total }) => total > 0);
  const graded = problems.filter(({ right, wrong }) => right + wrong > 0);
  if (problems.length === 0) return { score: null, interval: null, bounds: null, metrics: [] };
  const bounds = {
    low: mean(problems.map(({ right, total }) => right / total)),
    high: mean(problems.map(({ wrong, total }) => (total - wrong) / total)),
  };
  const accuracy = graded.length === 0 ? null : estimateAccuracy(graded, confidence);
  const metrics: Metric[] = [];
  if (accuracy !== null) metrics.push(accuracy);
  metrics.push(
    {
      metric: "bound.low",
      value: bounds.low,
      low: null,
      high: null,
      n: problems.length,
      estimator: "ungradable-wrong",
    },
    {
      metric: "bound.high",
      value: bounds.high,
      low: null,
      high: null,
      n: problems.length,
      estimator: "ungradable-right",
    },
    ...passMetrics(graded, confidence),
    rate("truncated_rate", problems, (problem) => problem.truncated, confidence),
    rate("ungradable_rate", problems, (problem) => problem.total - problem.right - problem.wrong, confidence),
  );
  return {
    score: accuracy?.value ?? null,
    interval:
      accuracy === null || accuracy.low === null || accuracy.high === null
        ? null
        : { low: accuracy.low, high: accuracy.high },
    bounds,
    metrics,
  };
}

interface Problem {
  readonly cluster: string | null;
  readonly right: number;
  readonly wrong: number;
  readonly truncated: number;
  readonly total: number;
}

function toProblem({ cluster, counts }: Tally): Problem {
  const sums = { right: 0, wrong: 0, ungradable: 0 };
  for (const outcome of OUTCOMES) sums[toStanding(outcome)] += counts[outcome];
  const total = sums.right + sums.wrong + sums.ungradable;
  return { cluster, right: sums.right, wrong: sums.wrong, truncated: counts.truncated, total };
}

function estimateAccuracy(graded: readonly Problem[], confidence: number): Metric {
  const n = graded.length;
  const single = graded.every(({ right, wrong, cluster }) => right + wrong === 1 && cluster === null);
  if (single) {
    const right = graded.reduce((sum, problem) => sum + problem.right, 0);
    return {
      metric: "accuracy",
      value: right / n,
      ...wilsonInterval(right, n, confidence),
      n,
      estimator: "mean, Wilson",
    };
  }
  return clustered("accuracy", graded, ({ right, wrong }) => right / (right + wrong), confidence);
}

/** k = 1, 2, 4, ... up to the least number of gradable samples of a problem. */
function passMetrics(graded: readonly Problem[], confidence: number): Metric[] {
  const least = graded.reduce(
    (low, { right, wrong }) => Math.min(low, right + wrong),
    Number.POSITIVE_INFINITY,
  );
  const metrics: Metric[] = [];
  for (let k = 2; k <= least && Number.isFinite(least); k *= 2) {
    metrics.push(
      clustered(`pass@${k}`, graded, ({ right, wrong }) => passAtK(right + wrong, right, k), confidence),
    );
  }
  return metrics;
}

function clustered(
  metric: string,
  problems: readonly Problem[],
  share: (problem: Problem) => number,
  confidence: number,
): Metric {
  const estimate = clusteredMean(
    problems.map((problem) => ({ value: share(problem), cluster: problem.cluster })),
    confidence,
  );
  return {
    metric,
    value: estimate.mean,
    low: estimate.interval?.low ?? null,
    high: estimate.interval?.high ?? null,
    n: problems.length,
    estimator: metric.startsWith("pass@") ? "unbiased, clustered t" : "mean, clustered t",
  };
}

function rate(
  metric: string,
  problems: readonly Problem[],
  count: (problem: Problem) => number,
  confidence: number,
): Metric {
  const n = problems.reduce((sum, { total }) => sum + total, 0);
  const hits = problems.reduce((sum, problem) => sum + count(problem), 0);
  return {
    metric,
    value: hits / n,
    ...wilsonInterval(hits, n, confidence),
    n,
    estimator: "share of samples, Wilson",
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
