import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { particleWeights, resampleParticles } from "./index.ts";

describe("weights", () => {
  test("are finite and sum to 1, at 0 and 1 too, and a better score weighs more", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1 }), (scores) => {
        const weights = particleWeights(scores);
        expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 9);
        weights.forEach((weight, index) => {
          expect(weight).toBeGreaterThan(0);
          if ((scores[index] ?? 0) > (scores[0] ?? 0)) expect(weight).toBeGreaterThanOrEqual(weights[0] ?? 0);
        });
      }),
    );
  });
  test("a certain particle and an impossible one", () => {
    const [certain = 0, impossible = 0] = particleWeights([1, 0]);
    expect(certain).toBeCloseTo(1, 12);
    expect(impossible).toBeCloseTo(1e-14, 16);
  });
});

describe("resampling", () => {
  test("follows the weights", () => {
    const drawn = resampleParticles([6, 3, 1], 10_000, 11);
    const share = (particle: number): number => drawn.filter((index) => index === particle).length / 10_000;
    expect(share(0)).toBeCloseTo(0.6, 1);
    expect(share(1)).toBeCloseTo(0.3, 1);
    expect(share(2)).toBeCloseTo(0.1, 1);
  });
  test("never draws what has no weight", () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        expect(new Set(resampleParticles([0, 2, 0, 1, 0], 50, seed))).toEqual(new Set([1, 3]));
      }),
      { numRuns: 20 },
    );
  });
  test("is the same for a seed and another for the next one", () => {
    const weights = particleWeights([0.9, 0.5, 0.1, 0.8]);
    expect(resampleParticles(weights, 32, 4)).toEqual(resampleParticles(weights, 32, 4));
    expect(resampleParticles(weights, 32, 4)).not.toEqual(resampleParticles(weights, 32, 5));
  });
});
