/** Every estimator over subsets against the enumeration of all subsets. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  bestOfNAtK,
  expectedAccuracy,
  gPassAtK,
  majorityAtK,
  meanGPassAtK,
  passAtK,
  passPowK,
} from "../index.ts";

/** For each number drawn, how many of the subsets of that size hold how many of the first `right` items. */
function subsetsBySize(n: number, right: number): number[][] {
  const counts = Array.from({ length: n + 1 }, () => new Array<number>(n + 1).fill(0));
  for (let subset = 0; subset < 2 ** n; subset += 1) {
    let [size, hits] = [0, 0];
    for (let item = 0; item < n; item += 1) {
      if (((subset >> item) & 1) === 0) continue;
      size += 1;
      hits += item < right ? 1 : 0;
    }
    const row = counts[size];
    if (row !== undefined) row[hits] = (row[hits] ?? 0) + 1;
  }
  return counts;
}

describe("pass@k, pass^k and G-Pass@k are what all subsets say, for all n up to 12", () => {
  for (let n = 1; n <= 12; n += 1) {
    test(`n = ${n}`, () => {
      for (let right = 0; right <= n; right += 1) {
        const counts = subsetsBySize(n, right);
        for (let k = 1; k <= n; k += 1) {
          const all = counts[k]?.reduce((sum, count) => sum + count, 0) ?? 1;
          const atLeast = (least: number): number =>
            (counts[k]?.slice(least).reduce((sum, count) => sum + count, 0) ?? 0) / all;
          expect(passAtK(n, right, k)).toBeCloseTo(atLeast(1), 12);
          expect(passPowK(n, right, k)).toBeCloseTo(atLeast(k), 12);
          for (const threshold of [0.25, 0.5, 0.75, 1])
            expect(gPassAtK(n, right, k, threshold)).toBeCloseTo(atLeast(Math.ceil(threshold * k)), 10);
          let sum = 0;
          for (let least = Math.ceil(k / 2) + 1; least <= k; least += 1) sum += atLeast(least);
          expect(meanGPassAtK(n, right, k)).toBeCloseTo((2 * sum) / k, 10);
        }
      }
    });
  }
  test("the plug-in estimate is not it", () => {
    expect(1 - (1 - 3 / 10) ** 5).toBeCloseTo(0.83193, 5);
    expect(passAtK(10, 3, 5)).toBeCloseTo(0.916667, 6);
  });
});

/** Mean over all subsets of k items. */
function meanOverSubsets<T>(items: readonly T[], k: number, value: (subset: T[]) => number): number {
  let [sum, subsets] = [0, 0];
  for (let bits = 0; bits < 2 ** items.length; bits += 1) {
    const subset = items.filter((_, index) => ((bits >> index) & 1) === 1);
    if (subset.length !== k) continue;
    sum += value(subset);
    subsets += 1;
  }
  return sum / subsets;
}

describe("maj@k", () => {
  test("is the mean of the majority rule over all subsets", () => {
    const answers = fc.array(fc.constantFrom("a", "b", "c", "d", null), { minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(answers, fc.nat(), (given, at) => {
        const samples = given.map((answer) => ({ answer, right: answer === "a", votes: [] }));
        const counts = ["a", "b", "c", "d"].flatMap((answer) => {
          const count = given.filter((one) => one === answer).length;
          return count === 0 ? [] : [{ samples: count, right: answer === "a" ? 1 : 0 }];
        });
        const blank = given.filter((answer) => answer === null).length;
        const k = 1 + (at % given.length);
        const mean = meanOverSubsets(samples, k, (subset) => expectedAccuracy(subset, { rule: "majority" }));
        expect(majorityAtK(counts, blank, k)).toBeCloseTo(mean, 10);
      }),
    );
  });
  test("one sample is the share of right ones; all samples are the majority; a plurality grows", () => {
    const counts = [
      { samples: 28, right: 1 },
      ...Array.from({ length: 6 }, () => ({ samples: 6, right: 0 })),
    ];
    const at = [1, 4, 16, 64].map((k) => majorityAtK(counts, 0, k));
    expect(at[0]).toBeCloseTo(28 / 64, 12);
    expect(at[3]).toBeCloseTo(1, 10);
    for (const [index, value] of at.slice(1).entries()) expect(value).toBeGreaterThan(at[index] ?? 1);
  });
  test("answers that are graded in part, and no answer at all", () => {
    expect(majorityAtK([{ samples: 2, right: 0.5 }], 2, 1)).toBeCloseTo(0.25, 12);
    expect(majorityAtK([], 3, 2)).toBe(0);
  });
});

describe("best of k", () => {
  test("is the mean over all subsets, ties by lot", () => {
    const samples = fc.array(fc.record({ score: fc.nat(4), right: fc.boolean() }), {
      minLength: 1,
      maxLength: 9,
    });
    fc.assert(
      fc.property(samples, fc.nat(), (given, at) => {
        const k = 1 + (at % given.length);
        const mean = meanOverSubsets(given, k, (subset) => {
          const top = Math.max(...subset.map(({ score }) => score));
          const best = subset.filter(({ score }) => score === top);
          return best.filter(({ right }) => right).length / best.length;
        });
        expect(bestOfNAtK(given, k)).toBeCloseTo(mean, 10);
      }),
    );
  });
  test("a perfect score is pass@k", () => {
    const samples = Array.from({ length: 20 }, (_, index) => ({
      score: index < 3 ? 1 : 0,
      right: index < 3,
    }));
    for (const k of [1, 5, 18]) expect(bestOfNAtK(samples, k)).toBeCloseTo(passAtK(20, 3, k), 12);
  });
});
