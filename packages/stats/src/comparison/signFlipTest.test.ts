import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mcnemarExact, type SignFlipItem, signFlipTest } from "../index.ts";

const items = (differences: readonly number[]): SignFlipItem[] =>
  differences.map((difference) => ({ difference, cluster: null }));

describe("sign flips", () => {
  test("with differences of 0 and 1 it is McNemar's exact test", () => {
    fc.assert(
      fc.property(fc.nat(6), fc.nat(6), fc.nat(5), (more, fewer, none) => {
        fc.pre(more + fewer + none > 0);
        const differences = [
          ...Array.from({ length: more }, () => 1),
          ...Array.from({ length: fewer }, () => -1),
          ...Array.from({ length: none }, () => 0),
        ];
        const { p, exact } = signFlipTest(items(differences), { seed: 0 });
        expect(exact).toBe(true);
        expect(p).toBeCloseTo(mcnemarExact(more, fewer), 12);
      }),
    );
  });
  test("one-sided counts one direction: the same for both signs, half of two-sided without ties at 0", () => {
    const differences = [0.5, 0.25, -0.125, 1, 0.75, 0.3, -0.2];
    const two = signFlipTest(items(differences), { seed: 0 }).p;
    const one = signFlipTest(items(differences), { seed: 0, sides: "one" }).p;
    const other = signFlipTest(items(differences.map((value) => -value)), { seed: 0, sides: "one" });
    expect(one).toBeCloseTo(two / 2, 12);
    expect(other.p).toBeCloseTo(one, 12);
    expect(other.difference).toBeCloseTo(-signFlipTest(items(differences), { seed: 0 }).difference, 12);
  });
  test("drawn flips come near the enumerated ones, by seed, and p is never 0", () => {
    const differences = Array.from({ length: 12 }, (_, index) => Math.sin(index * 7) + 0.35);
    const exact = signFlipTest(items(differences), { seed: 0 });
    const drawn = signFlipTest(items(differences), { seed: 0, flips: 4000 });
    expect([exact.exact, drawn.exact]).toEqual([true, false]);
    expect(Math.abs(drawn.p - exact.p)).toBeLessThan(4 * Math.sqrt((exact.p * (1 - exact.p)) / 4000));
    expect(signFlipTest(items(differences), { seed: 0, flips: 4000 })).toEqual(drawn);
    expect(signFlipTest(items(differences), { seed: 1, flips: 4000 }).p).not.toBe(drawn.p);
    const clear = signFlipTest(items(Array.from({ length: 60 }, () => 1)), { seed: 0, flips: 999 });
    expect(clear.p).toBe(0.001);
  });
  test("problems of one cluster turn together: ten copies of a problem are no evidence", () => {
    const copied = Array.from({ length: 40 }, (_, index) => ({ difference: 1, cluster: `${index % 4}` }));
    expect(signFlipTest(copied, { seed: 0 })).toEqual({
      ...{ difference: expect.closeTo(1, 12), p: 2 / 16, exact: true },
    });
  });
  test("competitions count alike, whatever their size", () => {
    const grouped = [
      ...Array.from({ length: 30 }, () => ({ difference: 0.1, cluster: null, group: "large" })),
      ...Array.from({ length: 3 }, () => ({ difference: 0.5, cluster: null, group: "small" })),
    ];
    expect(signFlipTest(grouped, { seed: 0 }).difference).toBeCloseTo(0.3, 12);
  });
  test("no difference at all", () => {
    expect(signFlipTest(items([0, 0, 0]), { seed: 0 })).toEqual({ difference: 0, p: 1, exact: true });
  });
});
