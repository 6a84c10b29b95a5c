import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { describe, expect, test } from "vitest";
import { DATA, hasRealData } from "../../../../test/setup/realData.ts";
import {
  anytimeScore,
  betaCoverage,
  confidenceFactor,
  costPerSolved,
  overconfidence,
  passUntil,
  tokenEfficiency,
} from "../index.ts";
import { seededGenerator } from "../seededGenerator.ts";

describe("sampling until a pass", () => {
  test("three passes took 57 draws: .05263, unbiased .03571", () => {
    const { plugIn, unbiased } = passUntil(3, 57);
    expect(plugIn).toBeCloseTo(0.05263, 5);
    expect(unbiased).toBeCloseTo(0.03571, 5);
  });
  test("one pass has no unbiased estimate; passes alone leave 1 open", () => {
    expect(passUntil(1, 40).unbiased).toBeNull();
    expect(passUntil(2, 2)).toMatchObject({ plugIn: 1, unbiased: 1, interval: { high: 1 } });
  });
  test("the unbiased estimate is, the plug-in is not, and the interval holds", () => {
    const generator = seededGenerator(6);
    const [share, passes, trials] = [0.05, 3, 4000];
    let [unbiased, plugIn, held] = [0, 0, 0];
    for (let trial = 0; trial < trials; trial += 1) {
      let [draws, left] = [0, passes];
      while (left > 0) {
        draws += 1;
        if (uniformFloat64(generator) < share) left -= 1;
      }
      const estimate = passUntil(passes, draws);
      unbiased += (estimate.unbiased ?? 0) / trials;
      plugIn += estimate.plugIn / trials;
      if (estimate.interval.low <= share && share <= estimate.interval.high) held += 1 / trials;
    }
    expect(unbiased).toBeCloseTo(share, 2);
    expect(plugIn).toBeGreaterThan(1.3 * share);
    expect(held).toBeGreaterThanOrEqual(0.945);
  });
});

describe("anytime score", () => {
  const budgets = [0.3, 0.45, 0.55, 0.6].map((accuracy, index) => ({ tokens: 2000 * (index + 1), accuracy }));
  test.each([
    ["uniform", 0.475],
    ["linear", 0.525],
    ["last", 0.6],
  ] as const)("%s", (prior, value) => {
    expect(anytimeScore(budgets, prior)).toBeCloseTo(value, 12);
  });
  test("own weights, of any scale; they must fit", () => {
    expect(anytimeScore(budgets, [0, 2, 2, 0])).toBeCloseTo(0.5, 12);
    expect(() => anytimeScore(budgets, [1])).toThrow(RangeError);
    expect(() => anytimeScore([], "uniform")).toThrow(RangeError);
  });
});

describe("what right answers cost", () => {
  const problems = (accuracy: number, spent: number, count = 30) =>
    Array.from({ length: count }, (_, index) => ({
      ...{ accuracy: index % 2 === 0 ? accuracy + 0.1 : accuracy - 0.1, spent, cluster: null },
    }));
  test("E3: .8 with 2000 tokens beats .9 with 4000", () => {
    const fast = tokenEfficiency(problems(0.8, 2000), { seed: 0 });
    const slow = tokenEfficiency(problems(0.9, 4000), { seed: 0 });
    expect(fast?.value).toBeCloseTo(3.2e-4, 12);
    expect(slow?.value).toBeCloseTo(2.025e-4, 12);
    expect(fast?.low).toBeGreaterThan(slow?.high ?? 1);
  });
  test("cost per right sample; nothing right has none, and a rare success has no upper end", () => {
    expect(costPerSolved(problems(0.5, 0.02), { seed: 0 })?.value).toBeCloseTo(0.04, 12);
    expect(costPerSolved([{ accuracy: 0, spent: 1, cluster: null }], { seed: 0 })).toBeNull();
    const rare = Array.from({ length: 10 }, (_, index) => ({
      accuracy: index === 0 ? 1 : 0,
      spent: 1,
      cluster: null,
    }));
    expect(costPerSolved(rare, { seed: 0 })).toMatchObject({ value: 10, high: null });
    expect(tokenEfficiency([], { seed: 0 })).toBeNull();
  });
});

describe("confidence beyond ability", () => {
  const checkpoints = (count: number, before: readonly number[], after: readonly number[]) =>
    Array.from({ length: count }, (_, index) => ({
      earlier: { n: 8, right: before[index % before.length] ?? 0 },
      later: { n: 8, right: after[index % after.length] ?? 0 },
      cluster: null,
    }));
  test("pass@1 up, pass@8 down: flagged, if beyond the noise", () => {
    const many = overconfidence(checkpoints(200, [3, 3, 1, 1], [8, 6, 0, 1]), { seed: 0 });
    expect(many).toMatchObject({ samples: 8, problems: 200, flag: "overconfident" });
    expect(many?.passAt1.diff).toBeGreaterThan(0);
    expect(many?.passAtN.diff).toBeLessThan(0);
    expect(overconfidence(checkpoints(4, [3, 3, 1, 1], [8, 6, 0, 1]), { seed: 0 })?.flag).toBe("suspected");
  });
  test("better on both is no reason, nor is one sample each", () => {
    expect(overconfidence(checkpoints(50, [1, 0], [4, 2]), { seed: 0 })?.flag).toBe("no");
    const single = { earlier: { n: 1, right: 0 }, later: { n: 1, right: 1 }, cluster: null };
    expect(overconfidence([single], { seed: 0 })).toBeNull();
  });
  test("the limiting factor: 1 for one sample and for hopeless problems, falling with the share", () => {
    expect(confidenceFactor(0.9, 16)).toBeLessThan(1e-10);
    expect(confidenceFactor(0, 16)).toBe(1);
    expect(confidenceFactor(1, 16)).toBe(0);
    fc.assert(
      fc.property(
        fc.double({ min: 1e-12, max: 0.99, noNaN: true }),
        fc.integer({ min: 2, max: 64 }),
        (share, samples) => {
          const factor = confidenceFactor(share, samples);
          expect(factor).toBeLessThanOrEqual(1 + 1e-12);
          expect(factor).toBeGreaterThanOrEqual(confidenceFactor(Math.min(1, share * 1.01), samples) - 1e-12);
        },
      ),
    );
  });
});

describe.runIf(hasRealData())("oracles.json", () => {
  const oracles = hasRealData()
    ? (JSON.parse(readFileSync(join(DATA, "oracles.json"), "utf8")) as {
        dco_F: [number, number, number][];
        "betabinom_coverage_a.5_b1.5": Record<string, number>;
      })
    : { dco_F: [], "betabinom_coverage_a.5_b1.5": {} };
  test("the limiting factor", () => {
    expect(oracles.dco_F).toHaveLength(4);
    for (const [share, samples, value] of oracles.dco_F)
      expect(confidenceFactor(share, samples)).toBeCloseTo(value, 4);
  });
  test("coverage of Beta(.5, 1.5)", () => {
    const rows = Object.entries(oracles["betabinom_coverage_a.5_b1.5"]);
    expect(rows).toHaveLength(5);
    for (const [k, value] of rows)
      expect(betaCoverage({ alpha: 0.5, beta: 1.5 }, Number(k))).toBeCloseTo(value, 5);
  });
});
