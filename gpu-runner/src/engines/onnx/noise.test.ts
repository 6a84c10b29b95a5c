import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { noiseAt, threefry2x32 } from "./noise.ts";

const seeds = fc.nat({ max: 0xffff_ffff });

describe("the noise of a token", () => {
  // From the Random123 distribution's kat_vectors, threefry2x32 with 20 rounds.
  it.each([
    [
      [0, 0],
      [0, 0],
      [0x6b200159, 0x99ba4efe],
    ],
    [
      [0xffffffff, 0xffffffff],
      [0xffffffff, 0xffffffff],
      [0x1cb996fc, 0xbb002be7],
    ],
    [
      [0x13198a2e, 0x03707344],
      [0x243f6a88, 0x85a308d3],
      [0xc4923a9c, 0x483df7a0],
    ],
  ] as const)("is Threefry-2x32: key %j, counter %j", (key, counter, expected) => {
    expect(threefry2x32(key, counter)).toEqual(expected);
  });

  it("lies inside (0, 1) and is exact in 32-bit floats", () => {
    fc.assert(
      fc.property(seeds, seeds, (seed, position) => {
        const noise = noiseAt(seed, position);
        return noise > 0 && noise < 1 && Math.fround(noise) === noise;
      }),
    );
  });

  it("is uniform over positions of one seed and over seeds at one position", () => {
    const along = Array.from({ length: 64_000 }, (_, position) => noiseAt(11, position));
    const across = Array.from({ length: 64_000 }, (_, seed) => noiseAt(seed, 3));
    // Chi-squared with 63 degrees of freedom: beyond 110 with probability 0.0002.
    for (const values of [along, across]) expect(chiSquared(values, 64)).toBeLessThan(110);
  });

  it("does not correlate between neighbouring positions, neighbouring seeds, or the two swapped", () => {
    const many = Array.from({ length: 40_000 }, (_, i) => i);
    const pairs = [
      many.map((i) => [noiseAt(5, i), noiseAt(5, i + 1)] as const),
      many.map((i) => [noiseAt(i, 0), noiseAt(i + 1, 0)] as const),
      many.map((i) => [noiseAt(i, 9), noiseAt(9, i)] as const),
    ];
    // The standard error of a correlation over 40,000 pairs is 0.005.
    for (const list of pairs) expect(Math.abs(correlation(list))).toBeLessThan(0.02);
  });
});

function chiSquared(values: readonly number[], cells: number): number {
  const counts = new Array<number>(cells).fill(0);
  for (const value of values) counts[Math.floor(value * cells)]! += 1;
  const expected = values.length / cells;
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}

function correlation(pairs: readonly (readonly [number, number])[]): number {
  const mean = (pick: 0 | 1) => pairs.reduce((sum, pair) => sum + pair[pick], 0) / pairs.length;
  const [x, y] = [mean(0), mean(1)];
  const covariance = pairs.reduce((sum, pair) => sum + (pair[0] - x) * (pair[1] - y), 0);
  const spread = (pick: 0 | 1, middle: number) =>
    Math.sqrt(pairs.reduce((sum, pair) => sum + (pair[pick] - middle) ** 2, 0));
  return covariance / (spread(0, x) * spread(1, y));
}
