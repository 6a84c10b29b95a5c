import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { describe, expect, test } from "vitest";
import { auditBand } from "../index.ts";
import { seededGenerator } from "../seededGenerator.ts";

describe("band of false verdicts", () => {
  test("strata weigh as many items as they have, whatever part was looked at", () => {
    const { falsePositive, falseNegative, items, adjudicated } = auditBand(
      [
        { accepted: true, items: 900, adjudicated: 100, right: 99 },
        { accepted: true, items: 100, adjudicated: 100, right: 60 },
        { accepted: false, items: 200, adjudicated: 40, right: 2 },
      ],
      { seed: 0 },
    );
    expect(falsePositive?.value).toBeCloseTo((900 * (1.5 / 101) + 100 * (40.5 / 101)) / 1000, 9);
    expect(falsePositive?.low).toBeGreaterThan(0.03);
    expect(falsePositive?.high).toBeLessThan(0.1);
    expect(falseNegative?.value).toBeCloseTo(2.5 / 41, 9);
    expect([items, adjudicated]).toEqual([1200, 240]);
  });
  test("what nobody looked at is not known, however many engines agree", () => {
    const { falsePositive, falseNegative } = auditBand(
      [{ accepted: true, items: 1000, adjudicated: 0, right: 0 }],
      { seed: 0 },
    );
    expect(falsePositive?.low).toBeLessThan(0.02);
    expect(falsePositive?.high).toBeGreaterThan(0.98);
    expect(falseNegative).toBeNull();
  });
  test("no error among those looked at is no proof", () => {
    const clean = { accepted: true, items: 1000, adjudicated: 50, right: 50 };
    const { falsePositive } = auditBand([clean], { seed: 0 });
    expect(falsePositive?.high).toBeGreaterThan(0.03);
    expect(falsePositive?.high).toBeLessThan(0.07);
    expect(auditBand([clean], { seed: 0 })).toEqual(auditBand([clean], { seed: 0 }));
  });
  test("the band holds the truth as often as it says", () => {
    const generator = seededGenerator(9);
    const draw = (n: number, share: number): number =>
      Array.from({ length: n }, () => uniformFloat64(generator) < share).filter(Boolean).length;
    let held = 0;
    for (let trial = 0; trial < 200; trial += 1) {
      const strata = [
        { accepted: true, items: 800, adjudicated: 60, right: 60 - draw(60, 0.03) },
        { accepted: true, items: 200, adjudicated: 60, right: 60 - draw(60, 0.3) },
      ];
      const { low = 1, high = 0 } = auditBand(strata, { seed: trial, resamples: 200 }).falsePositive ?? {};
      const truth = 0.8 * 0.03 + 0.2 * 0.3;
      if (low <= truth && truth <= high) held += 1;
    }
    expect(held / 200).toBeGreaterThan(0.925);
  });
});
