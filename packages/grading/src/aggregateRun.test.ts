import { emptyCounts, type Outcome } from "@plumbline/contract";
import fc from "fast-check";
import { expect, test } from "vitest";
import { aggregateRun, type Tally } from "./aggregateRun.ts";

const tally = (
  problemId: string,
  counts: Partial<Record<Outcome, number>>,
  cluster: string | null = null,
): Tally => ({
  problemId,
  cluster,
  counts: { ...emptyCounts(), ...counts },
});
const metric = (tallies: readonly Tally[], name: string) =>
  aggregateRun(tallies).metrics.find(({ metric: found }) => found === name);

test("one sample a problem: the share with Wilson's interval", () => {
  const tallies = Array.from({ length: 30 }, (_, i) =>
    tally(`p${i}`, i < 24 ? { correct: 1 } : { incorrect: 1 }),
  );
  const { score, interval, bounds } = aggregateRun(tallies);
  expect(score).toBeCloseTo(0.8, 12);
  expect(interval?.low).toBeCloseTo(0.62694, 5);
  expect(interval?.high).toBeCloseTo(0.90495, 5);
  expect(bounds?.low).toBeCloseTo(0.8, 12);
  expect(bounds?.high).toBeCloseTo(0.8, 12);
});

test("no answer and a truncated output are wrong, an undecided one widens the bounds", () => {
  const tallies = [
    tally("a", { correct: 1, no_answer: 1 }),
    tally("b", { correct: 1, truncated: 1 }),
    tally("c", { correct: 1, undecided: 1 }),
    tally("d", { gold_invalid: 2 }),
  ];
  const { score, bounds } = aggregateRun(tallies);
  expect(score).toBeCloseTo((0.5 + 0.5 + 1) / 3, 12);
  expect(bounds?.low).toBeCloseTo((0.5 + 0.5 + 0.5 + 0) / 4, 12);
  expect(bounds?.high).toBeCloseTo((0.5 + 0.5 + 1 + 1) / 4, 12);
  expect(metric(tallies, "truncated_rate")?.value).toBeCloseTo(1 / 8, 12);
  expect(metric(tallies, "ungradable_rate")?.value).toBeCloseTo(3 / 8, 12);
});

test("pass@k for powers of two up to the least number of samples, as published for 100 problems of 8", () => {
  const right = { 0: 4, 1: 1, 2: 1, 3: 2, 4: 3, 6: 2, 7: 1, 8: 86 };
  const tallies = Object.entries(right).flatMap(([correct, problems]) =>
    Array.from({ length: problems }, (_, i) =>
      tally(`${correct}-${i}`, { correct: Number(correct), incorrect: 8 - Number(correct) }),
    ),
  );
  expect(metric(tallies, "accuracy")?.value).toBeCloseTo(0.91, 10);
  expect(metric(tallies, "pass@2")?.value).toBeCloseTo(0.93286, 5);
  expect(metric(tallies, "pass@4")?.value).toBeCloseTo(0.951, 3);
  expect(metric(tallies, "pass@8")?.value).toBeCloseTo(0.96, 10);
  expect(metric(tallies, "pass@16")).toBeUndefined();
});

test("problems of one cluster widen the interval", () => {
  const values = Array.from({ length: 40 }, (_, i) => i % 8 < 4);
  const apart = values.map((right, i) => tally(`p${i}`, right ? { correct: 2 } : { incorrect: 2 }));
  const together = apart.map((row, i) => ({ ...row, cluster: `c${Math.floor(i / 4)}` }));
  const width = (rows: readonly Tally[]) => {
    const { interval } = aggregateRun(rows);
    return (interval?.high ?? 0) - (interval?.low ?? 0);
  };
  expect(width(together)).toBeGreaterThan(width(apart));
});

test("nothing gives nothing", () => {
  expect(aggregateRun([])).toEqual({ score: null, interval: null, bounds: null, metrics: [] });
  expect(aggregateRun([tally("a", { undecided: 1 })]).score).toBeNull();
});

test("the bounds hold the score where every problem has a gradable sample, and all is in [0, 1]", () => {
  const row = fc.record({
    correct: fc.nat(4),
    incorrect: fc.integer({ min: 1, max: 4 }),
    undecided: fc.nat(3),
  });
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 20 }), (rows) => {
      const { score, bounds, metrics } = aggregateRun(rows.map((counts, i) => tally(`p${i}`, counts)));
      expect(score ?? -1).toBeGreaterThanOrEqual((bounds?.low ?? 0) - 1e-12);
      expect(score ?? 2).toBeLessThanOrEqual((bounds?.high ?? 1) + 1e-12);
      for (const { value, low, high } of metrics) {
        for (const number of [value, low ?? 0, high ?? 1]) {
          expect(number).toBeGreaterThanOrEqual(-1e-12);
          expect(number).toBeLessThanOrEqual(1 + 1e-12);
        }
      }
    }),
  );
});
