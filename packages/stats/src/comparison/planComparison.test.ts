import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { describe, expect, test } from "vitest";
import { DATA, hasRealData } from "../../../../test/setup/realData.ts";
import {
  type ComparedProblem,
  itemsNeeded,
  minimumDetectableEffect,
  planComparison,
  samplesNeeded,
  varianceSplit,
} from "../index.ts";
import { seededGenerator } from "../seededGenerator.ts";

const BETWEEN = 1 / 9;
const WITHIN = 2 / 6;

describe("numbers published with the method: difference .03, omega^2 = 1/9, sigma^2 = 1/6 each, power .8", () => {
  test.each([
    [1, 3876],
    [10, 1260],
    [Number.POSITIVE_INFINITY, 969],
  ])("%d samples each: %i items", (samples, items) => {
    expect(itemsNeeded(0.03, { between: BETWEEN, noise: WITHIN / samples })).toBe(items);
  });
  test.each([
    [1, 0.1327],
    [10, 0.0757],
  ])("198 items with %i samples each find %d", (samples, effect) => {
    expect(minimumDetectableEffect(198, { between: BETWEEN, noise: WITHIN / samples })).toBeCloseTo(
      effect,
      4,
    );
  });
  test("1260 items need 10 samples, 3876 need one, and 968 are too few for any number", () => {
    const variance = { between: BETWEEN, within: WITHIN };
    expect([1260, 3876, 969, 968].map((items) => samplesNeeded(0.03, items, variance))).toEqual([
      10,
      1,
      expect.any(Number),
      null,
    ]);
  });
  test.runIf(hasRealData())("the same of oracles.json", () => {
    const { power } = JSON.parse(readFileSync(join(DATA, "oracles.json"), "utf8")) as {
      power: Record<string, number>;
    };
    expect(power).toEqual({
      "delta.03_w2_1/9_s2_1/6_K1": 3876,
      K10: 1260,
      Kinf: 969,
      MDE198_K1: 0.1327,
      MDE198_K10: 0.0757,
    });
  });
});

test("law: the items needed for the smallest detectable effect are the items at hand", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 2, max: 5000 }),
      fc.double({ min: 0.01, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (items, between, noise) => {
        const effect = minimumDetectableEffect(items, { between, noise });
        expect(Math.abs(itemsNeeded(effect, { between, noise }) - items)).toBeLessThanOrEqual(1);
      },
    ),
  );
});

describe("where the noise comes from", () => {
  test("by hand", () => {
    const split = varianceSplit([
      [1, 0],
      [1, 1],
      [0, 0],
      [0, 1],
    ]);
    // Variances within: .5, 0, 0, .5; means .5, 1, 0, .5 with variance 1/6, of which 1/8 is sampling.
    expect(split.within).toBeCloseTo(0.25, 12);
    expect(split.between).toBeCloseTo(1 / 6 - 1 / 8, 12);
    expect(split.samplingShare).toBeCloseTo(3 / 4, 12);
    expect(split.standardError).toBeCloseTo(Math.sqrt(1 / 24), 12);
  });
  test("one sample a problem cannot be split, one problem has no error", () => {
    expect(varianceSplit([[1], [0]])).toMatchObject({ between: null, within: null, samplingShare: null });
    expect(varianceSplit([[1, 0]])).toMatchObject({ standardError: null, between: null, within: 0.5 });
    expect(varianceSplit([[1, 1], [], [1, 1]])).toMatchObject({ problems: 2, samplingShare: 0 });
  });
  test("it finds the variances of a world whose truth is known", () => {
    const generator = seededGenerator(8);
    const problems = Array.from({ length: 4000 }, () => {
      const share = uniformFloat64(generator);
      return Array.from({ length: 4 }, () => (uniformFloat64(generator) < share ? 1 : 0));
    });
    // A uniform share has variance 1/12, and a sample of it varies by E[p (1 - p)] = 1/6 around it.
    const { between, within } = varianceSplit(problems);
    expect(between).toBeCloseTo(1 / 12, 2);
    expect(within).toBeCloseTo(1 / 6, 2);
  });
});

describe("what it takes to decide", () => {
  const repeat = (count: number, problem: ComparedProblem): ComparedProblem[] =>
    Array.from({ length: count }, () => problem);
  test("sampling noise alone: more samples of the same problems would do", () => {
    const problems = [
      ...repeat(30, { first: [1, 0, 1], second: [1, 0, 0] }),
      ...repeat(24, { first: [1, 0, 0], second: [1, 0, 1] }),
    ];
    const plan = planComparison(problems, { difference: 0.05 });
    expect(plan).toMatchObject({ problems: 54, between: 0, verdict: "samples" });
    expect(plan?.samplesNeeded).toBe(
      samplesNeeded(0.05, 54, { between: 0, within: (plan?.withinFirst ?? 0) + (plan?.withinSecond ?? 0) }),
    );
  });
  test("problems that each side always gets: more samples only repeat what is known", () => {
    const problems = [
      ...repeat(12, { first: [1, 1, 1, 1], second: [0, 0, 0, 0] }),
      ...repeat(10, { first: [0, 0, 0, 0], second: [1, 1, 1, 1] }),
    ];
    const plan = planComparison(problems);
    expect(plan).toMatchObject({ verdict: "items", samplesNeeded: null, withinFirst: 0 });
    expect(plan?.floor).toBeCloseTo(plan?.standardError ?? Number.NaN, 12);
    expect(plan?.itemsNeeded).toBeGreaterThan(22);
  });
  test("a clear difference is decided; equal systems have nothing to plan for; one problem is no comparison", () => {
    expect(planComparison(repeat(8, { first: [1], second: [0] }))?.verdict).toBe("decided");
    expect(planComparison(repeat(8, { first: [1], second: [1] }))).toMatchObject({ itemsNeeded: null, p: 1 });
    expect(planComparison(repeat(1, { first: [1], second: [0] }))).toBeNull();
  });
  test("one sample each: problems needed are known, samples are not", () => {
    const problems = [...repeat(20, { first: [1], second: [0] }), ...repeat(12, { first: [0], second: [1] })];
    expect(planComparison(problems)).toMatchObject({ between: null, samplesNeeded: null, verdict: "items" });
  });
});
