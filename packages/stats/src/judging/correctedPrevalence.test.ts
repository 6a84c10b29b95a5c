import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { describe, expect, test } from "vitest";
import { correctedPrevalence, predictionPoweredMean, roganGladen } from "../index.ts";
import { seededGenerator } from "../seededGenerator.ts";

const JUDGE = { truePositive: 97, falseNegative: 3, falsePositive: 14, trueNegative: 86 };

describe("Rogan and Gladen's correction", () => {
  test("the worked example", () => {
    expect(roganGladen(0.47, 0.97, 0.86)).toBeCloseTo(0.3976, 4);
    const corrected = correctedPrevalence({ passed: 94, n: 200 }, JUDGE, { seed: 0 });
    expect(corrected).toMatchObject({ observed: 0.47, sensitivity: 0.97, specificity: 0.86, seed: 0 });
    expect(corrected?.value).toBeCloseTo(0.3976, 4);
    expect(corrected?.low).toBeLessThan(0.33);
    expect(corrected?.high).toBeGreaterThan(0.47);
  });
  test("the labelled sample is part of the doubt: fewer labels, wider interval", () => {
    const width = (scale: number): number => {
      const judge = {
        truePositive: 97 * scale,
        falseNegative: 3 * scale,
        falsePositive: 14 * scale,
        trueNegative: 86 * scale,
      };
      const { low = 0, high = 0 } = correctedPrevalence({ passed: 470, n: 1000 }, judge, { seed: 3 }) ?? {};
      return high - low;
    };
    expect(width(1)).toBeGreaterThan(1.3 * width(10));
  });
  test("a perfect judge changes nothing; a coin tells nothing; no share leaves [0, 1]", () => {
    expect(roganGladen(0.3, 1, 1)).toBeCloseTo(0.3, 12);
    expect(roganGladen(0.3, 0.5, 0.5)).toBeNull();
    expect(roganGladen(0.05, 0.9, 0.9)).toBe(0);
    expect(roganGladen(0.95, 0.9, 0.9)).toBe(1);
    const noWrong = { truePositive: 9, falseNegative: 1, falsePositive: 0, trueNegative: 0 };
    expect(correctedPrevalence({ passed: 1, n: 2 }, noWrong, { seed: 0 })).toBeNull();
  });
  test("the interval holds the truth as often as it says", () => {
    const generator = seededGenerator(11);
    const draw = (n: number, share: number): number => {
      let count = 0;
      for (let i = 0; i < n; i += 1) count += uniformFloat64(generator) < share ? 1 : 0;
      return count;
    };
    const [truth, sensitivity, specificity, trials] = [0.4, 0.95, 0.85, 200];
    let held = 0;
    for (let trial = 0; trial < trials; trial += 1) {
      const passed = draw(200, truth * sensitivity + (1 - truth) * (1 - specificity));
      const truePositive = draw(40, sensitivity);
      const trueNegative = draw(60, specificity);
      const judge = {
        truePositive,
        falseNegative: 40 - truePositive,
        trueNegative,
        falsePositive: 60 - trueNegative,
      };
      const estimate = correctedPrevalence({ passed, n: 200 }, judge, { seed: trial, resamples: 200 });
      if (estimate !== null && estimate.low <= truth && truth <= estimate.high) held += 1;
    }
    expect(held / trials).toBeGreaterThan(0.93);
  }, 20_000);
});

describe("prediction-powered mean", () => {
  const generator = seededGenerator(2);
  /** The judge agrees with the label with chance `agreement`. */
  const world = (count: number, agreement: number) =>
    Array.from({ length: count }, () => {
      const label = uniformFloat64(generator) < 0.6 ? 1 : 0;
      return { label, predicted: uniformFloat64(generator) < agreement ? label : 1 - label };
    });
  test("a good judge narrows the interval, a useless one costs nothing", () => {
    const labelled = world(100, 0.95);
    const good = predictionPoweredMean(
      labelled,
      world(2000, 0.95).map(({ predicted }) => predicted),
    );
    const coin = world(100, 0.5);
    const useless = predictionPoweredMean(
      coin,
      world(2000, 0.5).map(({ predicted }) => predicted),
    );
    expect(good.trust).toBeGreaterThan(0.7);
    expect(good.high - good.low).toBeLessThan(0.13);
    expect(useless.trust).toBeLessThan(0.25);
    expect(useless.high - useless.low).toBeLessThan(0.2);
  });
  test("a judge that is always off by the same is corrected in full", () => {
    const labelled = [0, 1, 0, 1].map((label) => ({ label: 0.5 + label / 4, predicted: 0.25 + label / 4 }));
    const mean = predictionPoweredMean(labelled, [0.25, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.25]);
    expect(mean.value).toBeCloseTo(0.625 + mean.trust * 0.0625, 12);
  });
  test("the interval holds the truth as often as it says", () => {
    let held = 0;
    for (let trial = 0; trial < 1000; trial += 1) {
      const { low, high } = predictionPoweredMean(
        world(100, 0.9),
        world(500, 0.9).map(({ predicted }) => predicted),
      );
      if (low <= 0.6 && 0.6 <= high) held += 1;
    }
    expect(held / 1000).toBeGreaterThan(0.925);
  });
});
