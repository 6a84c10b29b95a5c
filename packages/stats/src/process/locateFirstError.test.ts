import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { describe, expect, test } from "vitest";
import { falseErrorProbability, locateFirstError } from "../index.ts";
import { seededGenerator } from "../seededGenerator.ts";

describe("first wrong step by binary search", () => {
  test("without noise it is found, in at most ceil(log2(steps)) probes, for every place of the error", async () => {
    for (let steps = 1; steps <= 40; steps += 1) {
      for (let error = 0; error < steps; error += 1) {
        const { step, probes } = await locateFirstError(steps, async (prefix) => (prefix <= error ? 2 : 0));
        expect(step).toBe(error);
        expect(probes.length).toBeLessThanOrEqual(Math.ceil(Math.log2(steps)));
      }
    }
  });
  test("the probes say what was looked at", async () => {
    const { step, probes } = await locateFirstError(8, async (prefix) => (prefix <= 5 ? 3 : 0));
    expect(step).toBe(5);
    expect(probes).toEqual([
      { prefixLength: 4, right: 3 },
      { prefixLength: 6, right: 0 },
      { prefixLength: 5, right: 3 },
    ]);
  });
  test("one step needs no probe; a solution without steps is no question", async () => {
    const never = async (): Promise<number> => {
      throw new Error("probed");
    };
    expect(await locateFirstError(1, never)).toEqual({ step: 0, probes: [] });
    await expect(locateFirstError(0, never)).rejects.toThrow(RangeError);
    await expect(locateFirstError(2, never)).rejects.toThrow("probed");
  });

  test("with k rollouts, a probe of a good prefix misleads with chance (1 - q)^k", async () => {
    const generator = seededGenerator(0);
    const [rightShare, rollouts, trials] = [0.3, 4, 4000];
    let exact = 0;
    for (let trial = 0; trial < trials; trial += 1) {
      // The error is in the last of 8 steps, so all three prefixes that are probed are good.
      const { step } = await locateFirstError(8, async () => {
        let right = 0;
        for (let i = 0; i < rollouts; i += 1) right += uniformFloat64(generator) < rightShare ? 1 : 0;
        return right;
      });
      exact += step === 7 ? 1 : 0;
    }
    const expected = (1 - falseErrorProbability(rightShare, rollouts)) ** 3;
    expect(falseErrorProbability(rightShare, rollouts)).toBeCloseTo(0.2401, 12);
    // Four standard errors.
    expect(Math.abs(exact / trials - expected)).toBeLessThan(
      4 * Math.sqrt((expected * (1 - expected)) / trials),
    );
  });
});
