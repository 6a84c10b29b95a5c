/** The numbers that are published with the formulas (shared data, oracles.json), to their last printed digit. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { DATA, hasRealData } from "../../../test/setup/realData.ts";
import {
  betaQuantile,
  brierScore,
  expectedCalibrationError,
  explorationBonus,
  gPassAtK,
  independentVoteAccuracy,
  mcnemarExact,
  mcnemarMidP,
  mcnemarStatistic,
  meanGPassAtK,
  particleWeights,
  passAtK,
  passPowK,
  pessimisticScore,
  rolloutValue,
  wilsonInterval,
} from "./index.ts";

type ByAnswer = Readonly<Record<string, number>>;
interface Oracles {
  readonly pass_at_k: readonly (readonly [number, number, number, number])[];
  readonly pass_pow_k: readonly (readonly [number, number, number, number])[];
  readonly gpass: Readonly<Record<string, ByAnswer>>;
  readonly wilson95: Readonly<Record<string, readonly [number, number]>>;
  readonly mcnemar: Readonly<Record<string, readonly [number, number, number]>>;
  readonly math100x8: {
    readonly c_hist: Readonly<Record<string, number>>;
    readonly pass: Readonly<Record<string, number>>;
  };
  readonly omega: Readonly<Record<string, number>>;
  readonly pv_N16_M16: Readonly<Record<string, ByAnswer>>;
  readonly pv_N16_M1: Readonly<Record<string, ByAnswer>>;
  readonly particle_softmax_logit: readonly number[];
  readonly ece: number;
  readonly brier: number;
}

/** Answers of the worked example: mean verdict and number of solutions, 16 in all. */
const ANSWERS = { A: { mean: 0.9, samples: 1 }, B: { mean: 0.85, samples: 6 }, C: { mean: 0.4, samples: 9 } };

function scoresOf(alpha: number, votes: number): ByAnswer {
  const score = pessimisticScore("ln_over_n", alpha);
  return Object.fromEntries(
    Object.entries(ANSWERS).map(([answer, { mean, samples }]) => [
      answer,
      score(mean * samples * votes, samples * votes, 16 * votes),
    ]),
  );
}
const winner = (scores: ByAnswer): string | undefined =>
  Object.entries(scores).sort(([, a], [, b]) => b - a)[0]?.[0];

describe.runIf(hasRealData())("oracles.json", () => {
  const oracles = hasRealData()
    ? (JSON.parse(readFileSync(join(DATA, "oracles.json"), "utf8")) as Oracles)
    : undefined;

  test("pass@k, pass^k", () => {
    expect(oracles?.pass_at_k).toHaveLength(4);
    for (const [n, right, k, value] of oracles?.pass_at_k ?? [])
      expect(passAtK(n, right, k)).toBeCloseTo(value, 6);
    for (const [n, right, k, value] of oracles?.pass_pow_k ?? [])
      expect(passPowK(n, right, k)).toBeCloseTo(value, 6);
  });

  test("G-Pass@k and its mean", () => {
    const rows = Object.entries(oracles?.gpass ?? {});
    expect(rows).toHaveLength(3);
    for (const [counts, { mG, ...byThreshold }] of rows) {
      const [n = 0, right = 0, k = 0] = counts.split(",").map(Number);
      for (const [threshold, value] of Object.entries(byThreshold))
        expect(gPassAtK(n, right, k, Number(threshold))).toBeCloseTo(value, 6);
      expect(meanGPassAtK(n, right, k)).toBeCloseTo(mG ?? Number.NaN, 6);
    }
  });

  test.each(["pv_N16_M16", "pv_N16_M1"] as const)("Pessimistic Verification, %s", (key) => {
    const votes = Number(key.split("M")[1]);
    const rows = Object.entries(oracles?.[key] ?? {});
    expect(rows.length).toBeGreaterThan(1);
    for (const [alpha, expected] of rows) {
      const scores = scoresOf(Number(alpha), votes);
      for (const [answer, value] of Object.entries(expected)) expect(scores[answer]).toBeCloseTo(value, 4);
      expect(winner(scores)).toBe(winner(expected));
    }
  });

  test("Wilson's intervals", () => {
    for (const [counts, [low, high]] of Object.entries(oracles?.wilson95 ?? {})) {
      const [right = 0, n = 0] = counts.split("/").map(Number);
      expect(wilsonInterval(right, n).low).toBeCloseTo(low, 5);
      expect(wilsonInterval(right, n).high).toBeCloseTo(high, 5);
    }
  });

  test("McNemar's test: corrected statistic, exact, mid-p", () => {
    expect(Object.keys(oracles?.mcnemar ?? {})).toHaveLength(3);
    for (const [counts, [statistic, exact, midP]] of Object.entries(oracles?.mcnemar ?? {})) {
      const [first = 0, second = 0] = counts.split(",").map(Number);
      expect(mcnemarStatistic(first, second)).toBeCloseTo(statistic, 4);
      expect(mcnemarExact(first, second)).toBeCloseTo(exact, 6);
      expect(mcnemarMidP(first, second)).toBeCloseTo(midP, 6);
      expect(mcnemarMidP(second, first)).toBe(mcnemarMidP(first, second));
    }
  });

  test("100 problems of MATH with 8 samples each, from how many have how many right", () => {
    const problems = Object.entries(oracles?.math100x8.c_hist ?? {}).flatMap(([right, count]) =>
      Array.from({ length: count }, () => Number(right)),
    );
    expect(problems).toHaveLength(100);
    const percent = (figure: (right: number) => number): number =>
      problems.reduce((sum, right) => sum + figure(right), 0);
    for (const [k, value] of Object.entries(oracles?.math100x8.pass ?? {}))
      expect(percent((right) => passAtK(8, right, Number(k)))).toBeCloseTo(value, 3);
    expect([2, 4, 8].map((k) => percent((right) => passPowK(8, right, k)))).toEqual([
      expect.closeTo(88.714, 3),
      expect.closeTo(86.971, 3),
      expect.closeTo(86, 3),
    ]);
    expect([0.5, 0.75, 1].map((tau) => percent((right) => gPassAtK(8, right, 8, tau)))).toEqual([
      expect.closeTo(92, 9),
      expect.closeTo(89, 9),
      expect.closeTo(86, 9),
    ]);
    expect(percent((right) => meanGPassAtK(8, right, 8))).toBeCloseTo(87.75, 9);
  });

  test("OmegaPRM's value and bonus", () => {
    expect(rolloutValue({ rightShare: 0.75, length: 250 })).toBeCloseTo(
      oracles?.omega["Q(.75,250)"] ?? Number.NaN,
      5,
    );
    expect(rolloutValue({ rightShare: 0.25, length: 1000 })).toBeCloseTo(
      oracles?.omega["Q(.25,1000)"] ?? Number.NaN,
      5,
    );
    expect(explorationBonus(2, 10)).toBeCloseTo(oracles?.omega["U(10,2)"] ?? Number.NaN, 5);
  });

  test("weights of particles", () => {
    particleWeights([0.9, 0.5, 0.1]).forEach((weight, index) => {
      expect(weight).toBeCloseTo(oracles?.particle_softmax_logit[index] ?? Number.NaN, 4);
    });
  });

  test("calibration", () => {
    const right = [1, 1, 1, 0, 1, 0, 0, 0];
    const outcomes = [0.95, 0.9, 0.8, 0.7, 0.6, 0.55, 0.3, 0.2].map((score, index) => ({
      score,
      right: right[index] === 1,
    }));
    expect(expectedCalibrationError(outcomes)).toBeCloseTo(oracles?.ece ?? Number.NaN, 4);
    // 1.135 / 8 = .141875: the oracle's last digit is cut off, not rounded.
    expect(brierScore(outcomes)).toBeCloseTo(0.141875, 12);
    expect(Math.floor(brierScore(outcomes) * 1e5) / 1e5).toBe(oracles?.brier);
  });
});

describe("numbers stated with the methods", () => {
  test.each([
    [3, 0.99126],
    [8, 0.99972],
    [64, 1],
  ])("%i independent votes of accuracy .945", (votes, value) => {
    expect(independentVoteAccuracy(0.945, votes)).toBeCloseTo(value, 5);
  });
  test("one vote is as good as it is, and a tie counts half", () => {
    expect(independentVoteAccuracy(0.8, 1)).toBeCloseTo(0.8, 12);
    expect(independentVoteAccuracy(0.8, 2)).toBeCloseTo(0.8, 12);
  });
  test("Beta(4, 6): the middle 95 %", () => {
    expect(betaQuantile(0.025, 4, 6)).toBeCloseTo(0.137, 4);
    expect(betaQuantile(0.975, 4, 6)).toBeCloseTo(0.7007, 4);
  });
  test("G-Pass@k meets pass@k at threshold 0 and pass^k at 1", () => {
    for (const [n, right, k] of [
      [16, 12, 8],
      [10, 3, 5],
      [9, 0, 2],
      [9, 9, 9],
    ] as const) {
      expect(gPassAtK(n, right, k, 0)).toBeCloseTo(passAtK(n, right, k), 10);
      expect(gPassAtK(n, right, k, 1)).toBeCloseTo(passPowK(n, right, k), 10);
    }
  });
  test("a threshold of 0.7 of 10 asks for 7, though 0.7 * 10 may be a little more in floating point", () => {
    expect(gPassAtK(10, 7, 10, 0.7)).toBeCloseTo(1, 12);
    expect(gPassAtK(100, 55, 100, 0.55)).toBeCloseTo(1, 12);
  });
});
