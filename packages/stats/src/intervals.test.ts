/**
 * How often intervals hold the truth. Decision: for shares the coverage is computed, not simulated: the chance of every
 * count is known, so there is no noise and no seed. Only the clustered bootstrap is simulated.
 */
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { describe, expect, test } from "vitest";
import {
  binomialCdf,
  bootstrapMean,
  clopperPearsonInterval,
  clusteredMean,
  type Interval,
  wilsonInterval,
} from "./index.ts";
import { seededGenerator } from "./seededGenerator.ts";

/** Chance that the interval of a binomial count holds its share. */
function coverageOf(intervals: readonly Interval[], share: number): number {
  const n = intervals.length - 1;
  let logChance = n * Math.log1p(-share);
  let held = 0;
  intervals.forEach(({ low, high }, right) => {
    if (right > 0) logChance += Math.log((n - right + 1) / right) + Math.log(share / (1 - share));
    if (low <= share && share <= high) held += Math.exp(logChance);
  });
  return held;
}
const intervalsOf = (interval: (right: number, n: number) => Interval, n: number): Interval[] =>
  Array.from({ length: n + 1 }, (_, right) => interval(right, n));
const SHARES = Array.from({ length: 901 }, (_, at) => 0.05 + at / 1000);
const ALL_SHARES = Array.from({ length: 999 }, (_, at) => (at + 1) / 1000);

describe("coverage", () => {
  test.each([1, 2, 5, 12, 30, 60, 100, 250])("Clopper and Pearson with n = %i: never below .95", (n) => {
    const intervals = intervalsOf(clopperPearsonInterval, n);
    for (const share of ALL_SHARES) expect(coverageOf(intervals, share)).toBeGreaterThanOrEqual(0.95);
  });
  test.each([30, 31, 50, 100, 200, 500])("Wilson with n = %i: .94 to .96 in the mean over shares", (n) => {
    const intervals = intervalsOf(wilsonInterval, n);
    const mean = SHARES.reduce((sum, share) => sum + coverageOf(intervals, share), 0) / SHARES.length;
    expect(mean).toBeGreaterThanOrEqual(0.94);
    expect(mean).toBeLessThanOrEqual(0.96);
  });
  test("clusters of ten problems: the bootstrap over clusters .93 and more, the one over problems far less", () => {
    const generator = seededGenerator(13);
    const [trials, clusters, size] = [400, 30, 10];
    const held = { bootstrap: 0, formula: 0, naive: 0 };
    for (let trial = 0; trial < trials; trial += 1) {
      // Each cluster has its own share, uniform in [0, 1]: the mean is .5.
      const observations = Array.from({ length: clusters }, (_, cluster) => {
        const share = uniformFloat64(generator);
        return Array.from({ length: size }, () => ({
          value: uniformFloat64(generator) < share ? 1 : 0,
          cluster: `${cluster}`,
        }));
      }).flat();
      const holds = (interval: Interval | null): number =>
        interval !== null && interval.low <= 0.5 && 0.5 <= interval.high ? 1 : 0;
      held.bootstrap += holds(bootstrapMean(observations, { seed: trial, resamples: 300 }));
      held.formula += holds(clusteredMean(observations).interval);
      held.naive += holds(
        clusteredMean(observations.map(({ value }) => ({ value, cluster: null }))).interval,
      );
    }
    expect(held.bootstrap / trials).toBeGreaterThanOrEqual(0.93);
    expect(held.formula / trials).toBeGreaterThanOrEqual(0.93);
    expect(held.naive / trials).toBeLessThan(0.8);
  }, 20_000);
});

describe("Clopper and Pearson", () => {
  test("nothing and everything right: the known closed forms", () => {
    for (const n of [1, 10, 30, 1000]) {
      expect(clopperPearsonInterval(0, n).high).toBeCloseTo(1 - 0.025 ** (1 / n), 8);
      expect(clopperPearsonInterval(n, n).low).toBeCloseTo(0.025 ** (1 / n), 8);
      expect(clopperPearsonInterval(0, n).low).toBe(0);
      expect(clopperPearsonInterval(n, n).high).toBe(1);
    }
  });
  test("its ends are where the tails have half of what is left", () => {
    for (const [right, n] of [
      [3, 10],
      [27, 30],
      [515, 1319],
    ] as const) {
      const { low, high } = clopperPearsonInterval(right, n, 0.9);
      expect(1 - binomialCdf(right - 1, n, low)).toBeCloseTo(0.05, 7);
      expect(binomialCdf(right, n, high)).toBeCloseTo(0.05, 7);
      const wilson = wilsonInterval(right, n, 0.9);
      expect(high - low).toBeGreaterThan(wilson.high - wilson.low);
    }
  });
});
