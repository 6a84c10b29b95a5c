import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DATA, hasRealData } from "../../../../test/setup/realData.ts";
import {
  allocateByValue,
  allocateByWeight,
  dartTargets,
  difficultyEstimate,
  eliminateSolved,
  failRate,
  gvmWeights,
  knapsackValue,
  learnability,
  mixedOutcomeChance,
  neymanWeights,
  samplesForSuccess,
  thompsonPick,
  UNIFORM_PRIOR,
  updateDifficulty,
  v0Utility,
} from "../index.ts";

const close = (values: readonly number[], digits: number) =>
  values.map((value) => expect.closeTo(value, digits));

describe("what samples promise", () => {
  test("a mixed outcome: numbers published with the methods", () => {
    expect([0.5, 0.05, 0.01].map((share) => mixedOutcomeChance(share, 8))).toEqual(
      close([0.9922, 0.3366, 0.0773], 4),
    );
    expect(mixedOutcomeChance(0.05, 64)).toBeCloseTo(0.9625, 4);
    expect(mixedOutcomeChance(0.3, 1)).toBeCloseTo(0, 12);
  });
  test("a chance of .01 needs 229.1 samples to be right once with chance .9", () => {
    expect(samplesForSuccess(0.01, 0.9)).toBeCloseTo(229.1, 1);
    expect(samplesForSuccess(0, 0.9)).toBe(Number.POSITIVE_INFINITY);
    expect(samplesForSuccess(1, 0.9)).toBe(1);
  });
  test("the gain p (1 - p)^2 is largest at 1/3, .14815; V0's utility; learnability at 1/2", () => {
    const gains = Array.from({ length: 999 }, (_, at) => ((at + 1) / 1000) * (1 - (at + 1) / 1000) ** 2);
    expect(Math.max(...gains)).toBeCloseTo(0.14815, 5);
    expect((gains.indexOf(Math.max(...gains)) + 1) / 1000).toBeCloseTo(1 / 3, 3);
    expect(v0Utility(0.5, 8)).toBeCloseTo(3.9688, 4);
    expect(v0Utility(0.1, 16)).toBeCloseTo(11.4352, 4);
    expect(learnability(0.5, 1)).toBeGreaterThan(learnability(0.6, 1));
  });
});

describe("allocation by value", () => {
  const shares = [0.95, 0.5, 0.05];
  const value = (problem: number, samples: number): number => knapsackValue(shares[problem] ?? 0, samples);
  test("the knapsack: (2, 7, 15) is worth .147491, eight each .140011", () => {
    const best = allocateByValue(3, value, { total: 24, least: 2, most: 16 });
    expect(best?.samples).toEqual([2, 7, 15]);
    expect(best?.value).toBeCloseTo(0.147491, 6);
    expect(shares.reduce((sum, share) => sum + knapsackValue(share, 8), 0)).toBeCloseTo(0.140011, 6);
  });
  test("law: it is the best of all splits", () => {
    const chance = fc.double({ min: 0.01, max: 0.99, noNaN: true });
    fc.assert(
      fc.property(fc.array(chance, { minLength: 2, maxLength: 3 }), fc.nat(8), (given, more) => {
        const total = 2 * given.length + Math.min(more, 4 * given.length);
        const worth = (problem: number, samples: number): number =>
          knapsackValue(given[problem] ?? 0, samples);
        const best = allocateByValue(given.length, worth, { total, least: 2, most: 6 });
        expect(best?.samples.reduce((sum, samples) => sum + samples, 0)).toBe(total);
        const splits = given.reduce<number[][]>(
          (found) => found.flatMap((split) => [2, 3, 4, 5, 6].map((samples) => [...split, samples])),
          [[]],
        );
        for (const split of splits.filter(
          (one) => one.reduce((sum, samples) => sum + samples, 0) === total,
        )) {
          const sum = split.reduce((all, samples, problem) => all + worth(problem, samples), 0);
          expect(sum).toBeLessThanOrEqual((best?.value ?? 0) + 1e-12);
        }
      }),
    );
  });
  test("a budget that does not fit the bounds is none", () => {
    expect(allocateByValue(3, value, { total: 5, least: 2, most: 16 })).toBeNull();
    expect(allocateByValue(3, value, { total: 49, least: 2, most: 16 })).toBeNull();
    expect(allocateByValue(0, value, { total: 0, least: 2, most: 16 })).toEqual({ samples: [], value: 0 });
  });
});

describe("allocation by weight", () => {
  test("Neyman's 60 samples over .5, .1, .02", () => {
    const weights = neymanWeights([0.5, 0.1, 0.02]);
    expect(weights.map((weight) => 60 * weight)).toEqual(close([31.91, 19.15, 8.94], 2));
    expect(allocateByWeight(weights, { total: 60, least: 0, most: 60 })).toEqual([32, 19, 9]);
  });
  test("GVM's weights for .9, .5, .1; none for the hopeless", () => {
    expect(gvmWeights([0.9, 0.5, 0.1])).toEqual(close([0.1922, 0.2576, 0.5502], 4));
    expect(gvmWeights([0, 0.5])).toEqual([0, 1]);
    expect(gvmWeights([0.5, 0.5], { norms: [3, 1] })).toEqual(close([0.75, 0.25], 12));
  });
  test("law: whole numbers within the bounds, the sum kept, heavier never less", () => {
    const weights = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(
        weights,
        fc.nat(4),
        fc.nat(12),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (given, least, range, part) => {
          const most = least + range;
          const total = given.length * least + Math.round(part * given.length * range);
          const samples = allocateByWeight(given, { total, least, most });
          expect(samples?.reduce((sum, count) => sum + count, 0)).toBe(total);
          for (const [index, count] of (samples ?? []).entries()) {
            expect(Number.isInteger(count)).toBe(true);
            expect(count).toBeGreaterThanOrEqual(least);
            expect(count).toBeLessThanOrEqual(most);
            for (const [other, theirs] of (samples ?? []).entries())
              if ((given[index] ?? 0) > (given[other] ?? 0)) expect(count).toBeGreaterThanOrEqual(theirs - 1);
          }
        },
      ),
    );
  });
  test("what does not fit is none", () => {
    expect(allocateByWeight([1, 1], { total: 5, least: 3, most: 4 })).toBeNull();
    expect(allocateByWeight([1, 1], { total: 9, least: 3, most: 4 })).toBeNull();
  });
});

describe("what is believed of a problem", () => {
  test("3 of 8 right make Beta(4, 6): mean .4, 95 % [.137, .7007]", () => {
    const posterior = updateDifficulty(UNIFORM_PRIOR, { n: 8, right: 3 });
    expect(posterior).toEqual({ alpha: 4, beta: 6 });
    const { mean, low, high } = difficultyEstimate(posterior);
    expect([mean, low, high]).toEqual([0.4, expect.closeTo(0.137, 4), expect.closeTo(0.7007, 4)]);
  });
  test("memory: half of what was known, then the new samples, right and wrong alike", () => {
    expect(updateDifficulty({ alpha: 9, beta: 3 }, { n: 4, right: 1 }, { memory: 0.5 })).toEqual({
      alpha: 6,
      beta: 5,
    });
    expect(updateDifficulty({ alpha: 9, beta: 3 }, { n: 4, right: 1 }, { memory: 0 })).toEqual({
      alpha: 2,
      beta: 4,
    });
  });
  test("Thompson's picks: by seed; the known middle before the known ends, the unknown in their turn", () => {
    const posteriors = [
      { alpha: 500, beta: 500 },
      { alpha: 990, beta: 10 },
      { alpha: 10, beta: 990 },
      { alpha: 1, beta: 1 },
    ];
    expect(thompsonPick(posteriors, { seed: 0, count: 4 })).toHaveLength(4);
    expect(thompsonPick(posteriors, { seed: 3, count: 2 })).toEqual(
      thompsonPick(posteriors, { seed: 3, count: 2 }),
    );
    const firsts = Array.from({ length: 200 }, (_, seed) => thompsonPick(posteriors, { seed, count: 1 })[0]);
    expect(firsts.filter((first) => first === 0).length).toBeGreaterThan(150);
    expect(firsts.filter((first) => first === 3).length).toBeGreaterThan(1);
    expect(firsts).not.toContain(1);
    const easy = { low: 0.9, high: 1 };
    expect(thompsonPick(posteriors.slice(0, 3), { seed: 1, count: 1, target: easy })).toEqual([1]);
  });
});

describe("successive elimination", () => {
  const counts = [
    { n: 8, right: 0 },
    { n: 8, right: 1 },
    { n: 16, right: 4 },
    { n: 32, right: 0 },
    { n: 0, right: 0 },
  ];
  test("one right sample is enough, or as many right as wrong ones; after four rounds it is over", () => {
    expect(eliminateSolved(counts, { until: "positive" })).toEqual([0, 4]);
    expect(eliminateSolved(counts, { until: "balance" })).toEqual([0, 1, 4]);
    expect(eliminateSolved(counts, { until: "positive", rounds: 1 })).toEqual([4]);
  });
});

describe("DART", () => {
  test("fail rates, and how many right samples to collect", () => {
    expect([failRate({ n: 8, right: 6 }), failRate({ n: 0, right: 0 })]).toEqual([0.25, null]);
    expect(dartTargets([0.1, 0.5, 1], 8, "prop2diff")).toEqual([1, 4, 8]);
    expect(dartTargets([0, 0.25, 0.5], 8, "prop2diff")).toEqual([1, 4, 8]);
    expect(dartTargets([0.1, 0.5], 4, "uniform")).toEqual([4, 4]);
    expect(dartTargets([0, 0], 4, "prop2diff")).toEqual([1, 1]);
  });
});

test.runIf(hasRealData())("oracles.json", () => {
  const { knapsack, neyman60 } = JSON.parse(readFileSync(join(DATA, "oracles.json"), "utf8")) as {
    knapsack: {
      p: number[];
      B: number;
      lo: number;
      hi: number;
      opt: number[];
      value: number;
      uniform: number;
    };
    neyman60: number[];
  };
  const best = allocateByValue(3, (problem, samples) => knapsackValue(knapsack.p[problem] ?? 0, samples), {
    ...{ total: knapsack.B, least: knapsack.lo, most: knapsack.hi },
  });
  expect(best).toEqual({ samples: knapsack.opt, value: expect.closeTo(knapsack.value, 6) });
  expect(neymanWeights([0.5, 0.1, 0.02]).map((weight) => 60 * weight)).toEqual(close(neyman60, 2));
});
