import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { describe, expect, test } from "vitest";
import { DATA, hasRealData } from "../../../../test/setup/realData.ts";
import {
  brierScore,
  type Confusion,
  confusionMetrics,
  type JudgedItem,
  judgeCard,
  judgeCardOfConfusion,
  wilsonInterval,
} from "../index.ts";
import { seededGenerator } from "../seededGenerator.ts";

const matrix = ([hit = 0, miss = 0, falseHit = 0, refusal = 0]: readonly number[]): Confusion => ({
  truePositive: hit,
  falseNegative: miss,
  falsePositive: falseHit,
  trueNegative: refusal,
});
const STEP_JUDGES = ["final", "toy", "gap", "approx", "comp"] as const;

describe.runIf(hasRealData())("IneqMath's judges, from their published matrices", () => {
  const oracles = hasRealData()
    ? (JSON.parse(readFileSync(join(DATA, "oracles.json"), "utf8")) as {
        ineq_confusion: Record<string, number[]>;
        ineq_f1: number[];
        ineq_kappa: number[];
      })
    : { ineq_confusion: {}, ineq_f1: [], ineq_kappa: [] };
  const cardOf = (judge: string) =>
    judgeCardOfConfusion(matrix(oracles.ineq_confusion[judge] ?? []), { seed: 0 });

  test.each(STEP_JUDGES.map((judge, at) => [judge, at] as const))("F1 and kappa of %s", (judge, at) => {
    const { figures, items } = cardOf(judge);
    expect(items).toBe(80);
    expect(figures.f1?.value).toBeCloseTo(oracles.ineq_f1[at] ?? Number.NaN, 4);
    expect(figures.kappa?.value).toBeCloseTo(oracles.ineq_kappa[at] ?? Number.NaN, 4);
  });
  test("mean F1 of the five is .9267, the single judge's is .548", () => {
    const sum = STEP_JUDGES.reduce((total, judge) => total + (cardOf(judge).figures.f1?.value ?? 0), 0);
    expect(sum / 5).toBeCloseTo(0.9267, 4);
    expect(cardOf("baseline").figures.f1?.value).toBeCloseTo(0.548, 3);
  });
  test("the computation judge: precision .667, recall .979, F1 .793; kappa says that it is weak", () => {
    const { accuracy, precision, recall, f1, kappa, specificity } = cardOf("comp").figures;
    expect([accuracy?.value, precision?.value, recall?.value, f1?.value]).toEqual([
      expect.closeTo(0.7, 3),
      expect.closeTo(0.667, 3),
      expect.closeTo(0.979, 3),
      expect.closeTo(0.793, 3),
    ]);
    expect(specificity).toEqual({ value: 10 / 33, ...wilsonInterval(10, 33), n: 33, method: "wilson" });
    expect(kappa?.high).toBeLessThan(0.55);
    expect(kappa?.low).toBeGreaterThan(0.1);
  });
  test("a judge without an observed error is not certain", () => {
    const { f1, kappa, mcc, accuracy } = cardOf("final").figures;
    expect(accuracy).toEqual({ value: 1, ...wilsonInterval(80, 80), n: 80, method: "wilson" });
    for (const figure of [f1, kappa, mcc]) {
      expect(figure).toMatchObject({ value: 1, high: 1, method: "bootstrap" });
      expect(figure?.low).toBeGreaterThan(0.85);
      expect(figure?.low).toBeLessThan(0.99);
    }
  });
});

describe("what a matrix does not define is null", () => {
  test("nothing judged", () => {
    const { figures, confusion, calibration } = judgeCard([], { seed: 0 });
    expect(Object.values(figures)).toEqual(Array.from({ length: 8 }, () => null));
    expect(confusion).toEqual(matrix([0, 0, 0, 0]));
    expect(calibration).toBeNull();
  });
  test("a judge that passes nothing has no precision; one class alone has no kappa", () => {
    expect(confusionMetrics(matrix([0, 3, 0, 4]))).toMatchObject({
      precision: null,
      recall: 0,
      f1: 0,
      kappa: 0,
      mcc: null,
    });
    expect(confusionMetrics(matrix([5, 0, 0, 0]))).toMatchObject({
      kappa: null,
      mcc: null,
      specificity: null,
    });
  });
  test("items without a verdict are counted, not judged", () => {
    const card = judgeCard(
      [
        { label: true, verdict: null, cluster: null },
        { label: false, verdict: false, cluster: null },
      ],
      { seed: 0 },
    );
    expect(card).toMatchObject({ items: 2, abstained: 1, confusion: matrix([0, 0, 0, 1]) });
  });
});

describe("laws", () => {
  const counts = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 4, maxLength: 4 });
  test("every value is within its interval and its range; kappa and mcc have the same sign", () => {
    fc.assert(
      fc.property(counts, fc.integer(), (cells, seed) => {
        const { figures } = judgeCardOfConfusion(matrix(cells), { seed, resamples: 100 });
        for (const figure of Object.values(figures)) {
          expect(figure?.low).toBeLessThanOrEqual(figure?.value ?? Number.NaN);
          expect(figure?.high).toBeGreaterThanOrEqual(figure?.value ?? Number.NaN);
          expect(figure?.low).toBeGreaterThanOrEqual(-1);
          expect(figure?.high).toBeLessThanOrEqual(1);
        }
        const { kappa, mcc } = confusionMetrics(matrix(cells));
        expect(Math.sign(kappa ?? 0)).toBe(Math.sign(mcc ?? 0));
      }),
      { numRuns: 30 },
    );
  });
  test("swapping the classes swaps recall and specificity and leaves kappa, mcc and balanced accuracy", () => {
    fc.assert(
      fc.property(counts, ([hit = 0, miss = 0, falseHit = 0, refusal = 0]) => {
        const one = confusionMetrics(matrix([hit, miss, falseHit, refusal]));
        const other = confusionMetrics(matrix([refusal, falseHit, miss, hit]));
        expect(other.recall).toBe(one.specificity);
        for (const metric of ["kappa", "mcc", "balancedAccuracy", "accuracy"] as const)
          expect(other[metric]).toBeCloseTo(one[metric] ?? Number.NaN, 12);
      }),
    );
  });
});

describe("items of one problem are drawn together", () => {
  const items = (cluster: (index: number) => string | null): JudgedItem[] =>
    Array.from({ length: 200 }, (_, index) => ({
      label: index % 2 === 0,
      verdict: (index % 2 === 0) === (Math.floor(index / 10) % 4 !== 0),
      cluster: cluster(index),
    }));
  test("which widens every interval, shares included", () => {
    const alone = judgeCard(
      items(() => null),
      { seed: 1 },
    );
    const together = judgeCard(
      items((index) => `${Math.floor(index / 10)}`),
      { seed: 1 },
    );
    expect(together.clusters).toBe(20);
    for (const metric of ["accuracy", "recall", "f1", "kappa"] as const) {
      const [one, other] = [alone.figures[metric], together.figures[metric]];
      expect(other?.value).toBe(one?.value);
      expect(other?.method).toBe("bootstrap");
      expect((other?.high ?? 0) - (other?.low ?? 0)).toBeGreaterThan(
        2 * ((one?.high ?? 1) - (one?.low ?? 0)),
      );
    }
  });
});

test("confidence is the chance that the verdict is right", () => {
  const items = [0.9, 0.9, 0.6, 0.8].map((confidence, index) => ({
    ...{ label: true, verdict: index !== 2, confidence, cluster: null },
  }));
  const card = judgeCard([...items, { label: false, verdict: true, cluster: null }], { seed: 0 });
  expect(card.calibration?.outcomes).toBe(4);
  expect(card.calibration?.brier.value).toBeCloseTo((0.01 + 0.01 + 0.36 + 0.04) / 4, 12);
  expect(card.calibration?.calibrationError.value).toBeCloseTo((2 * 0.1 + 0.6 + 0.2) / 4, 12);
  const outcomes = items.map(({ confidence, verdict }) => ({ score: confidence, right: verdict }));
  expect(card.calibration?.brier.value).toBe(brierScore(outcomes));
});

test("intervals of kappa and F1 hold the truth as often as they say, for a judge with few errors", () => {
  const truth = [0.49, 0.02, 0.03, 0.46];
  const expected = confusionMetrics(matrix(truth));
  const generator = seededGenerator(20);
  const [trials, n] = [300, 80];
  const held = { kappa: 0, f1: 0 };
  for (let trial = 0; trial < trials; trial += 1) {
    const cells = [0, 0, 0, 0];
    for (let item = 0; item < n; item += 1) {
      let left = uniformFloat64(generator);
      const cell = truth.findIndex((share) => {
        left -= share;
        return left < 0;
      });
      cells[Math.max(0, cell)] = (cells[Math.max(0, cell)] ?? 0) + 1;
    }
    const { figures } = judgeCardOfConfusion(matrix(cells), { seed: trial, resamples: 200 });
    for (const metric of ["kappa", "f1"] as const) {
      const figure = figures[metric];
      const value = expected[metric] ?? Number.NaN;
      if (figure !== null && figure.low <= value && value <= figure.high) held[metric] += 1;
    }
  }
  // 1,500 trials of 400 resamples gave .951 (kappa) and .960 (F1); two standard errors of 300 trials are .025.
  for (const count of Object.values(held)) expect(count / trials).toBeGreaterThan(0.925);
}, 20_000);
