/** A run's numbers in the reader's words: names, units, intervals, and how each was estimated. */
import type { RunResults } from "@plumbline/contract";
import { toWords } from "../outcomes/describeEvidence.ts";
import { formatCost, formatCount, formatRange, formatShare } from "./formatNumber.ts";

type Metric = RunResults["metrics"][number];

export interface DescribedMetric {
  readonly label: string;
  /** With its unit. */
  readonly value: string;
  /** 95 %, with its unit; null where there is none. */
  readonly interval: string | null;
  readonly how: string;
}

const LABELS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    accuracy: "Accuracy",
    "bound.low": "Lower bound of the score",
    "bound.high": "Upper bound of the score",
    truncated_rate: "Truncated samples",
    ungradable_rate: "Ungradable samples",
    problems_answered: "Problems answered",
    median_tokens_out: "Output length, median",
    cost: "Cost",
  }),
);

const ESTIMATORS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    "mean, Wilson": "share of problems, Wilson interval",
    "mean, clustered t": "mean over problems, cluster-robust t interval",
    "unbiased, clustered t": "unbiased estimator, mean over problems, cluster-robust t interval",
    "ungradable-wrong": "every ungradable sample taken as wrong",
    "ungradable-right": "every ungradable sample taken as right",
    "share of samples, Wilson": "share of samples, Wilson interval",
    sum: "sum over samples",
    median: "over the samples that state it",
    count: "counted",
  }),
);

/** @example describeMetric({ metric: "cost", value: 0.5, ... }).value // "$0.50" */
export function describeMetric(metric: Metric): DescribedMetric {
  const { metric: name, low, high, n, estimator } = metric;
  const interval = low === null || high === null || unitOf(name) !== "share" ? null : { low, high };
  return {
    label: LABELS.get(name) ?? (name.startsWith("pass@") ? name : capitalise(toWords(name))),
    value: withUnit(metric),
    interval: interval === null ? null : `${formatRange(interval)} %`,
    how: describeHow(estimator, n),
  };
}

/** `n` of a median is the run's samples, of which some may not say how long they are. */
function describeHow(estimator: string, n: number): string {
  const words = ESTIMATORS.get(estimator) ?? estimator;
  return estimator === "median" ? words : `${words}, n = ${formatCount(n)}`;
}

type Unit = "share" | "tokens" | "dollars" | "count";

function unitOf(name: string): Unit {
  if (name === "cost") return "dollars";
  if (name.includes("tokens")) return "tokens";
  const shares = ["accuracy", "bound.", "pass@"];
  return name.endsWith("_rate") || shares.some((start) => name.startsWith(start)) ? "share" : "count";
}

function withUnit({ metric, value }: Metric): string {
  const unit = unitOf(metric);
  switch (unit) {
    case "share":
      return `${formatShare(value)} %`;
    case "dollars":
      return formatCost(value);
    case "tokens":
      return `${plain(value)} tokens`;
    case "count":
      return plain(value);
  }
}

function plain(value: number): string {
  return Number.isInteger(value) ? formatCount(value) : value.toFixed(2);
}

function capitalise(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
