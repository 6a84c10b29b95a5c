import fc from "fast-check";
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { describe, expect, test } from "vitest";
import { areaUnderCurve, type ClusteredOutcome, normalQuantile } from "../index.ts";
import { seededGenerator } from "../seededGenerator.ts";

const scored = (right: readonly number[], wrong: readonly number[]): ClusteredOutcome[] => [
  ...right.map((score) => ({ score, right: true, cluster: null })),
  ...wrong.map((score) => ({ score, right: false, cluster: null })),
];

describe("area under the ROC curve", () => {
  test.each([
    ["perfect", [3, 4], [1, 2], 1],
    ["backwards", [1], [2, 3], 0],
    ["all tied", [5, 5], [5, 5, 5], 0.5],
    ["one pair of six wrong", [0.9, 0.4], [0.1, 0.2, 0.5], 5 / 6],
    ["a tie counts half", [0.5, 0.9], [0.5], 0.75],
  ] as const)("%s", (_, right, wrong, value) => {
    expect(areaUnderCurve(scored(right, wrong))?.value).toBeCloseTo(value, 12);
  });
  test("one class alone has none", () => {
    expect(areaUnderCurve(scored([1, 2], []))).toBeNull();
    expect(areaUnderCurve([])).toBeNull();
  });
  test("it is the share of pairs in order, whatever the order of the items, and monotone maps change nothing", () => {
    const scores = fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(scores, scores, (right, wrong) => {
        const pairs = right.flatMap((a) => wrong.map((b) => (a > b ? 1 : a === b ? 0.5 : 0)));
        const area = areaUnderCurve(scored(right, wrong));
        expect(area?.value).toBeCloseTo(
          pairs.reduce((sum: number, pair) => sum + pair, 0) / pairs.length,
          12,
        );
        const mapped = scored(right, wrong)
          .reverse()
          .map((item) => ({ ...item, score: Math.exp(item.score) }));
        const other = areaUnderCurve(mapped);
        expect(other?.value).toBeCloseTo(area?.value ?? Number.NaN, 12);
        expect(other?.low).toBeCloseTo(area?.low ?? Number.NaN, 9);
        expect(area?.low).toBeLessThanOrEqual(area?.value ?? Number.NaN);
        expect(area?.high).toBeGreaterThanOrEqual(area?.value ?? Number.NaN);
      }),
    );
  });
  test("a perfect separation of few items is not certain", () => {
    const few = areaUnderCurve(scored([4, 5, 6], [1, 2, 3]));
    const many = areaUnderCurve(
      scored(
        Array.from({ length: 60 }, (_, i) => 100 + i),
        Array.from({ length: 60 }, (_, i) => i),
      ),
    );
    expect(few).toMatchObject({ value: 1, high: 1 });
    expect(few?.low).toBeLessThan(0.75);
    expect(many?.low).toBeGreaterThan(0.93);
  });
  test("copies of an item in its cluster add nothing", () => {
    const base = scored([3, 5, 6, 2, 7], [1, 4, 2, 5, 0]).map((item, index) => ({
      ...item,
      cluster: `${index}`,
    }));
    const alone = areaUnderCurve(base);
    const copied = areaUnderCurve([...base, ...base, ...base, ...base]);
    expect(copied?.value).toBeCloseTo(alone?.value ?? Number.NaN, 12);
    expect(copied?.designEffect).toBeCloseTo(4, 9);
    expect(copied?.low).toBeCloseTo(alone?.low ?? Number.NaN, 1);
  });
  test("the interval holds the truth as often as it says: two normal classes, 20 items each", () => {
    const generator = seededGenerator(4);
    const normal = (mean: number): number =>
      mean + normalQuantile(Math.max(1e-12, uniformFloat64(generator)));
    // Two unit normals whose means lie sqrt(2) * z(.9) apart have an area of .9.
    const shift = Math.SQRT2 * normalQuantile(0.9);
    let held = 0;
    for (let trial = 0; trial < 1000; trial += 1) {
      const right = Array.from({ length: 20 }, () => normal(shift));
      const wrong = Array.from({ length: 20 }, () => normal(0));
      const { low = 1, high = 0 } = areaUnderCurve(scored(right, wrong)) ?? {};
      if (low <= 0.9 && 0.9 <= high) held += 1;
    }
    expect(held / 1000).toBeGreaterThan(0.935);
    expect(held / 1000).toBeLessThan(0.985);
  });
});
