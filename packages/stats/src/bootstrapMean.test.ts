import { describe, expect, test } from "vitest";
import { bootstrapMean, clusteredMean, pairedBootstrap } from "./index.ts";
import { seededGenerator } from "./seededGenerator.ts";

const shares = (count: number, right: number, cluster: (index: number) => string | null = () => null) =>
  Array.from({ length: count }, (_, index) => ({ value: index < right ? 1 : 0, cluster: cluster(index) }));

describe("bootstrap over problems", () => {
  test("the value is the mean, and the interval is near the one of the formula", () => {
    const observations = shares(400, 240);
    const { value, low, high } = bootstrapMean(observations, { seed: 3, resamples: 4000 });
    const formula = clusteredMean(observations).interval;
    expect(value).toBeCloseTo(0.6, 12);
    expect(low).toBeCloseTo(formula?.low ?? 0, 2);
    expect(high).toBeCloseTo(formula?.high ?? 0, 2);
  });
  test("a seed gives the same interval, another seed another one", () => {
    const observations = Array.from({ length: 50 }, (_, index) => ({
      value: Math.sqrt(index),
      cluster: null,
    }));
    const first = bootstrapMean(observations, { seed: 1 });
    expect(bootstrapMean(observations, { seed: 1 })).toEqual(first);
    expect(bootstrapMean(observations, { seed: 2 })).not.toEqual(first);
  });
  test("problems of one cluster are drawn together, which widens the interval", () => {
    const width = (cluster: (index: number) => string | null): number => {
      const { low, high } = bootstrapMean(shares(120, 60, cluster), { seed: 5, resamples: 2000 });
      return high - low;
    };
    expect(width((index) => `family ${Math.floor(index / 10)}`)).toBeGreaterThan(2 * width(() => null));
  });
  test("clusters of unequal size: a resample is a mean over its problems, not over its clusters", () => {
    const observations = [...shares(9, 9, () => "large"), ...shares(1, 0, () => "small")];
    const { value, low, high } = bootstrapMean(observations, { seed: 0 });
    expect({ value, low, high }).toEqual({ value: 0.9, low: 0, high: 1 });
  });
  test("pairing takes the difficulty out: a constant difference has no width", () => {
    const pairs = [0.1, 0.5, 0.8].map((first) => ({ first, second: first - 0.0625, cluster: null }));
    const { diff, low, high } = pairedBootstrap(pairs, { seed: 0 });
    for (const value of [diff, low, high]) expect(value).toBeCloseTo(0.0625, 12);
  });
  test("a higher confidence is a wider interval", () => {
    const observations = shares(60, 30);
    const narrow = bootstrapMean(observations, { seed: 0, confidence: 0.5 });
    const wide = bootstrapMean(observations, { seed: 0, confidence: 0.99 });
    expect(wide.high - wide.low).toBeGreaterThan(narrow.high - narrow.low);
  });
});

test("first draws of neighbouring seeds are unrelated", () => {
  const bits = Array.from({ length: 4000 }, (_, seed) => seededGenerator(seed).next() & 1);
  const ones = bits.reduce((sum, bit) => sum + bit, 0);
  const changes = bits.filter((bit, index) => index > 0 && bit !== bits[index - 1]).length;
  // Four standard deviations of 4000 fair coins are 126.
  expect(Math.abs(ones - 2000)).toBeLessThan(127);
  expect(Math.abs(changes - 2000)).toBeLessThan(127);
});
