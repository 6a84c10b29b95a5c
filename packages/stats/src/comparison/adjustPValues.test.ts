import fc from "fast-check";
import { expect, test } from "vitest";
import { adjustPValues } from "../index.ts";

test("worked examples", () => {
  const close = (values: readonly number[]) => values.map((value) => expect.closeTo(value, 12));
  expect(adjustPValues([0.01, 0.04, 0.03], "holm")).toEqual(close([0.03, 0.06, 0.06]));
  expect(adjustPValues([0.01, 0.04, 0.03], "benjamini_hochberg")).toEqual(close([0.03, 0.04, 0.04]));
  expect(adjustPValues([0.01, 0.04, 0.03], "none")).toEqual([0.01, 0.04, 0.03]);
  // R: p.adjust(c(0.001, 0.008, 0.039, 0.041, 0.042, 0.06), ...)
  const given = [0.001, 0.008, 0.039, 0.041, 0.042, 0.06];
  expect(adjustPValues(given, "holm")).toEqual(close([0.006, 0.04, 0.156, 0.156, 0.156, 0.156]));
  expect(adjustPValues(given, "benjamini_hochberg")).toEqual(
    close([0.006, 0.024, 0.0504, 0.0504, 0.0504, 0.06]),
  );
  expect(adjustPValues([], "holm")).toEqual([]);
});

test("laws: none <= Benjamini-Hochberg <= Holm <= Bonferroni; the order of the tests does not matter", () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 20 }),
      (given) => {
        const holm = adjustPValues(given, "holm");
        const bh = adjustPValues(given, "benjamini_hochberg");
        given.forEach((p, index) => {
          expect(bh[index]).toBeGreaterThanOrEqual(p - 1e-12);
          expect(holm[index]).toBeGreaterThanOrEqual((bh[index] ?? 0) - 1e-12);
          expect(holm[index]).toBeLessThanOrEqual(Math.min(1, given.length * p) + 1e-12);
        });
        expect(adjustPValues([...given].reverse(), "holm").reverse()).toEqual(holm);
      },
    ),
  );
});
