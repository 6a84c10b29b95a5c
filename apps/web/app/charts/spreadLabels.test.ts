import fc from "fast-check";
import { expect, test } from "vitest";
import { spreadLabels } from "./spreadLabels.ts";

test.each([
  [
    [10, 11, 30],
    [8, 13, 30],
  ],
  [
    [30, 11, 10],
    [30, 13, 8],
  ],
  [[50], [50]],
  [
    [0, 0],
    [0, 5],
  ],
  [
    [99, 100],
    [95, 100],
  ],
])("labels wanted at %j stand at %j", (wanted, expected) => {
  const placed = spreadLabels(wanted, 5, 0, 100);
  expect(placed).toHaveLength(expected.length);
  for (const [place, value] of placed.entries()) expect(value).toBeCloseTo(expected[place] ?? 0);
});

test("no two stand closer than the gap, none leaves the range, and the order stays", () => {
  const wanted = fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { maxLength: 8 });
  fc.assert(
    fc.property(wanted, (places) => {
      const placed = spreadLabels(places, 5, 0, 100);
      const sorted = placed.toSorted((a, b) => a - b);
      for (const [place, value] of sorted.entries()) {
        expect(value).toBeGreaterThanOrEqual(-1e-9);
        expect(value).toBeLessThanOrEqual(100 + 1e-9);
        if (place > 0) expect(value - (sorted[place - 1] ?? 0)).toBeGreaterThanOrEqual(5 - 1e-9);
      }
      for (const [i, left] of places.entries())
        for (const [j, right] of places.entries())
          if (left < right) expect(placed[i]).toBeLessThan(placed[j] ?? 0);
    }),
  );
});
