import fc from "fast-check";
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { describe, expect, test } from "vitest";
import {
  clusteredMean,
  mcnemarExact,
  normalQuantile,
  passAtK,
  rankRanges,
  studentQuantile,
  wilsonInterval,
} from "./index.ts";
import { seededGenerator } from "./seededGenerator.ts";

describe("numbers published with the formulas", () => {
  test.each([
    [24, 30, 0.62694, 0.90495],
    [27, 30, 0.74379, 0.9654],
    [0, 30, 0, 0.11351],
    [94, 200, 0.40205, 0.53908],
    [92, 200, 0.39233, 0.52918],
  ])("Wilson's interval of %i of %i", (right, n, low, high) => {
    expect(wilsonInterval(right, n).low).toBeCloseTo(low, 5);
    expect(wilsonInterval(right, n).high).toBeCloseTo(high, 4);
  });
  test.each([
    [10, 3, 5, 0.916667],
    [100, 5, 10, 0.416248],
    [20, 2, 10, 0.763158],
    [16, 1, 8, 0.5],
  ])("pass@k of n = %i, right = %i, k = %i", (n, right, k, value) => {
    expect(passAtK(n, right, k)).toBeCloseTo(value, 6);
  });
  test.each([
    [10, 2, 0.038574],
    [15, 5, 0.041389],
    [5, 1, 0.21875],
    [209, 152, 0.00315],
  ])("McNemar's exact test of %i against %i", (first, second, p) => {
    expect(mcnemarExact(first, second)).toBeCloseTo(p, 5);
    expect(mcnemarExact(second, first)).toBe(mcnemarExact(first, second));
  });
  test("quantiles", () => {
    expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 10);
    expect(studentQuantile(0.975, 5)).toBeCloseTo(2.570581835636314, 7);
    expect(studentQuantile(0.975, 1)).toBeCloseTo(12.706204736, 7);
  });
  test("clustered standard error, with its small-sample factor left out", () => {
    const clusters = ["a", "a", "a", "b", "b", "b", "c", "c", "c", "c"];
    const values = [1, 1, 1, 0, 0, 0, 1, 0, 1, 1].map((value, i) => ({
      value,
      cluster: clusters[i] ?? null,
    }));
    const estimate = clusteredMean(values);
    expect(estimate.mean).toBeCloseTo(0.6, 12);
    expect((estimate.standardError ?? 0) / Math.sqrt(3 / 2)).toBeCloseTo(0.2245, 4);
    const alone = clusteredMean(values.map(({ value }) => ({ value, cluster: null })));
    expect(alone.standardError).toBeCloseTo(0.1633, 4);
    expect((alone.standardError ?? 0) * Math.sqrt(9 / 10)).toBeCloseTo(0.15492, 5);
  });
});

describe("laws", () => {
  const counts = fc
    .integer({ min: 1, max: 400 })
    .chain((n) => fc.tuple(fc.constant(n), fc.integer({ min: 0, max: n })));
  test("Wilson's interval holds the share and stays in [0, 1]", () => {
    fc.assert(
      fc.property(counts, ([n, right]) => {
        const { low, high } = wilsonInterval(right, n);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(low).toBeLessThanOrEqual(right / n);
        expect(high).toBeGreaterThanOrEqual(right / n);
        expect(high).toBeLessThanOrEqual(1);
      }),
    );
  });
  test("pass@1 is the share and pass@k grows with k", () => {
    fc.assert(
      fc.property(counts, ([n, right]) => {
        expect(passAtK(n, right, 1)).toBeCloseTo(right / n, 10);
        for (let k = 2; k <= Math.min(n, 20); k += 1)
          expect(passAtK(n, right, k)).toBeGreaterThanOrEqual(passAtK(n, right, k - 1) - 1e-12);
      }),
    );
  });
});

describe("rank ranges", () => {
  const row = (score: number, low: number, high: number) => ({ score, interval: { low, high } });
  test("rows whose intervals overlap share their places", () => {
    const { ranges } = rankRanges([row(0.9, 0.85, 0.95), row(0.5, 0.4, 0.6), row(0.45, 0.35, 0.55)]);
    expect(ranges).toEqual([
      { from: 1, to: 1 },
      { from: 2, to: 3 },
      { from: 2, to: 3 },
    ]);
  });
  test("pairing tells apart what intervals cannot", () => {
    const problems = (right: (i: number) => boolean) =>
      new Map(Array.from({ length: 100 }, (_, i) => [`p${i}`, right(i) ? 1 : 0]));
    const better = { ...row(0.6, 0.5, 0.7), problems: problems((i) => i < 60) };
    const worse = { ...row(0.5, 0.4, 0.6), problems: problems((i) => i < 50) };
    expect(rankRanges([worse, better]).ranges).toEqual([
      { from: 2, to: 2 },
      { from: 1, to: 1 },
    ]);
  });
  test("problems of one cluster are one piece of evidence", () => {
    const problems = (right: (i: number) => boolean) =>
      new Map(Array.from({ length: 100 }, (_, i) => [`p${i}`, right(i) ? 1 : 0]));
    const better = { ...row(0.6, 0.5, 0.7), problems: problems((i) => i < 60) };
    const worse = { ...row(0.5, 0.4, 0.6), problems: problems((i) => i < 50) };
    const clusters = new Map(Array.from({ length: 100 }, (_, i) => [`p${i}`, `${Math.floor(i / 10)}`]));
    expect(rankRanges([better, worse], { clusters }).ranges).toEqual([
      { from: 1, to: 2 },
      { from: 1, to: 2 },
    ]);
  });
  test("twenty equal systems: unadjusted tests make places out of chance, adjusted ones do not", () => {
    const generator = seededGenerator(1);
    const rows = Array.from({ length: 20 }, () => {
      const right = Array.from({ length: 200 }, () => uniformFloat64(generator) < 0.5);
      const score = right.filter(Boolean).length / 200;
      return { ...row(score, 0, 1), problems: new Map(right.map((is, i) => [`p${i}`, is ? 1 : 0])) };
    });
    const separated = (multiplicity: "none" | "holm" | "benjamini_hochberg"): number =>
      rankRanges(rows, { multiplicity }).ranges.filter(({ from, to }) => from > 1 || to < 20).length;
    expect(separated("none")).toBeGreaterThan(0);
    expect(separated("holm")).toBe(0);
    expect(separated("benjamini_hochberg")).toBe(0);
  });
  test("a problem that both lack is no problem, and one in a cluster may be named like another's problem", () => {
    const shares = (values: readonly number[], from: number) =>
      new Map(values.map((value, index) => [`${from + index}`, value]));
    const rows = [
      { ...row(0.9, 0, 1), problems: shares([1, 1, 1, 1, 1, 1, 1, 1], 0) },
      { ...row(0.1, 0, 1), problems: shares([0, 0, 0, 0, 0, 0, 0, 0], 0) },
      { ...row(0.5, 0, 1), problems: shares([1, 0, 1, 0, 1, 0], 5) },
    ];
    const [first, second, third] = rankRanges(rows).ranges;
    // Three problems in common are too few: the third is told apart from none.
    expect([first, second, third]).toEqual([
      { from: 1, to: 2 },
      { from: 2, to: 3 },
      { from: 1, to: 3 },
    ]);
    expect(rankRanges(rows, { clusters: new Map([["0", "1"]]) }).ranges[0]).toEqual({ from: 1, to: 2 });
  });
  test("one row and no row", () => {
    expect(rankRanges([row(0.5, 0.4, 0.6)]).ranges).toEqual([{ from: 1, to: 1 }]);
    expect(rankRanges([]).ranges).toEqual([]);
  });
});
