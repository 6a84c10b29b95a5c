import fc from "fast-check";
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { describe, expect, test } from "vitest";
import { pairedTTest, sequentialTest } from "../index.ts";
import { seededGenerator } from "../seededGenerator.ts";

/** Differences of two systems on one sample each: 0 mostly, else +1 or -1. */
function drawDifferences(seed: number, items: number, mean: number, discordant = 0.3): number[] {
  const generator = seededGenerator(seed);
  const first = (discordant + mean) / 2;
  return Array.from({ length: items }, () => {
    const lot = uniformFloat64(generator);
    return lot < first ? 1 : lot < discordant ? -1 : 0;
  });
}

describe("a comparison that may be stopped at will", () => {
  test("equal systems, looked at after every item: rejected at most at the level; a t test looked at as often is not", () => {
    const [runs, items] = [300, 300];
    let [sequential, peeking] = [0, 0];
    for (let run = 0; run < runs; run += 1) {
      const differences = drawDifferences(run, items, 0);
      if (sequentialTest(differences).decidedAt !== null) sequential += 1;
      for (let look = 20; look <= items; look += 20) {
        if (pairedTTest(differences.slice(0, look)) > 0.05) continue;
        peeking += 1;
        break;
      }
    }
    expect(sequential / runs).toBeLessThanOrEqual(0.05);
    expect(peeking / runs).toBeGreaterThan(0.15);
  });
  test("a true difference is found, the sooner the larger", () => {
    const small = sequentialTest(drawDifferences(1, 4000, 0.06));
    const large = sequentialTest(drawDifferences(1, 4000, 0.2));
    expect(small.decidedAt).toBeGreaterThan(large.decidedAt ?? 4000);
    expect(large.decidedAt).toBeLessThan(300);
    expect(small.interval.low).toBeGreaterThan(0);
  });
  test("the interval holds the true mean at every look, as often as it says", () => {
    let held = 0;
    for (let run = 0; run < 150; run += 1) {
      const differences = drawDifferences(1000 + run, 200, 0.05);
      const looks = Array.from({ length: 20 }, (_, look) => differences.slice(0, 10 * (look + 1)));
      const all = looks.every((seen) => {
        const { low, high } = sequentialTest(seen).interval;
        return low <= 0.05 && 0.05 <= high;
      });
      if (all) held += 1;
    }
    expect(held / 150).toBeGreaterThanOrEqual(0.93);
  });
  test("laws: p never rises with further items; turning the differences turns the interval", () => {
    const differences = fc.array(fc.constantFrom(-1, -0.5, 0, 0.25, 1), { maxLength: 60 });
    fc.assert(
      fc.property(differences, differences, (before, after) => {
        const first = sequentialTest(before);
        const both = sequentialTest([...before, ...after]);
        expect(both.p).toBeLessThanOrEqual(first.p);
        const turned = sequentialTest(before.map((value) => -value));
        expect(turned.p).toBeCloseTo(first.p, 12);
        expect(turned.interval.low).toBeCloseTo(-first.interval.high, 9);
        expect(turned.interval.high).toBeCloseTo(-first.interval.low, 9);
      }),
    );
  });
  test("nothing seen; and differences that are none of shares", () => {
    expect(sequentialTest([])).toEqual({
      ...{ n: 0, difference: null, p: 1, decidedAt: null, interval: { low: -1, high: 1 } },
    });
    expect(() => sequentialTest([1.5])).toThrow(RangeError);
    expect(() => sequentialTest([Number.NaN])).toThrow(RangeError);
  });
  test("one side alone: decided once the capital is 20-fold", () => {
    // The boldest stake alone holds 1.5^14 / 12 = 24.
    const { decidedAt, p } = sequentialTest(Array.from({ length: 20 }, () => 1));
    expect(decidedAt).toBe(14);
    expect(p).toBeLessThan(0.01);
  });
});
