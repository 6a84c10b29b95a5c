import { expect, test } from "vitest";
import { describeMetric } from "./describeMetric.ts";

const metric = (name: string, value: number, low: number | null, high: number | null, estimator: string) => ({
  metric: name,
  value,
  low,
  high,
  n: 12_000,
  estimator,
  seed: null,
  grader: "checker@1/default",
  epoch: 1,
  computedAt: 0,
});

test.each([
  ["accuracy", 0.4, 0.1, 0.75, "mean, Wilson", "Accuracy", "40.0 %", "10.0–75.0 %"],
  ["pass@2", 1, 0.9, 1, "unbiased, clustered t", "pass@2", "100.0 %", "90.0–100.0 %"],
  ["bound.low", 0.4, null, null, "ungradable-wrong", "Lower bound of the score", "40.0 %", null],
  ["truncated_rate", 0, 0, 0.003, "share of samples, Wilson", "Truncated samples", "0.0 %", "0.0–0.3 %"],
  ["median_tokens_out", 2498, null, null, "median", "Output length, median", "2498 tokens", null],
  ["cost", 0.0042, null, null, "sum", "Cost", "$0.0042", null],
  ["maj_voters", 3, null, null, "count", "Maj voters", "3", null],
])("%s = %f reads well", (name, value, low, high, estimator, label, shown, interval) => {
  const described = describeMetric(metric(name, value, low, high, estimator));
  expect(described).toMatchObject({ label, value: shown, interval });
  const how = estimator === "median" ? /^over the samples that state it$/u : /, n = 12\u202f000$/u;
  expect(described.how).toMatch(how);
});
