import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { describe, expect, test } from "vitest";
import { betaCoverage, type CoverageProblem, coverageForecast, passAtK } from "../index.ts";
import { seededGenerator } from "../seededGenerator.ts";
import { fitBetaBinomial, tailCounts } from "./fitBetaBinomial.ts";

/** Problems whose chances are Beta(.5, 1.5): the first of the orders below. */
function drawProblems(count: number, n: number, seed: number): CoverageProblem[] {
  const generator = seededGenerator(seed);
  const uniform = (): number => uniformFloat64(generator);
  const beta = (): number => {
    for (;;) {
      // Jöhnk's method.
      const [x, y] = [uniform() ** 2, uniform() ** (2 / 3)];
      if (x + y > 0 && x + y <= 1) return x / (x + y);
    }
  };
  return Array.from({ length: count }, () => {
    const share = beta();
    const right = Array.from({ length: n }, () => uniform() < share).filter(Boolean).length;
    return { n, right, cluster: null };
  });
}

describe("coverage of Beta(.5, 1.5)", () => {
  const prior = { alpha: 0.5, beta: 1.5 };
  test.each([
    [1, 0.25],
    [10, 0.66362],
    [100, 0.88786],
    [1000, 0.96434],
    [10_000, 0.98872],
  ])("%i samples cover %d", (k, value) => {
    expect(betaCoverage(prior, k)).toBeCloseTo(value, 5);
  });
  test("-ln C falls as k^-.5 in the long run: -.5153 from 100 to 1000, -.5017 from 10^4 to 10^5", () => {
    const log = (k: number): number => Math.log(-Math.log(betaCoverage(prior, k)));
    const slope = (from: number): number => (log(10 * from) - log(from)) / Math.LN10;
    expect(slope(100)).toBeCloseTo(-0.5153, 4);
    expect(slope(10_000)).toBeCloseTo(-0.5017, 4);
  });
});

describe("the fit", () => {
  test("finds the distribution that the problems came from, and what 100 times the samples would cover", () => {
    const problems = drawProblems(400, 100, 1);
    const forecast = coverageForecast(problems, {
      ...{ model: "beta_binomial", ks: [1, 100, 10_000], seed: 0, resamples: 100 },
    });
    expect(forecast).toMatchObject({ problems: 400, samples: 100, seed: 0 });
    const [one, hundred, many] = forecast?.points ?? [];
    const mean = (k: number): number =>
      problems.reduce((sum, { n, right }) => sum + passAtK(n, right, k), 0) / problems.length;
    expect(one?.value).toBeCloseTo(mean(1), 1);
    expect(hundred?.value).toBeCloseTo(mean(100), 1);
    expect(many?.low).toBeLessThan(0.98872);
    expect(many?.high).toBeGreaterThan(0.98872);
    expect((many?.high ?? 1) - (many?.low ?? 0)).toBeLessThan(0.03);
  });
  test("is the maximum: no neighbour is likelier", () => {
    const problems = drawProblems(60, 12, 3);
    const fit = fitBetaBinomial(
      tailCounts(
        problems,
        problems.map(() => 1),
      ),
    );
    const logLikelihood = (alpha: number, beta: number): number =>
      problems.reduce((sum, { n, right }) => {
        let log = 0;
        for (let i = 0; i < right; i += 1) log += Math.log(alpha + i);
        for (let i = 0; i < n - right; i += 1) log += Math.log(beta + i);
        for (let i = 0; i < n; i += 1) log -= Math.log(alpha + beta + i);
        return sum + log;
      }, 0);
    const best = logLikelihood(fit?.alpha ?? 0, fit?.beta ?? 0);
    for (const [a, b] of [
      [1.01, 1],
      [0.99, 1],
      [1, 1.01],
      [1, 0.99],
      [1.01, 1.01],
      [0.99, 0.99],
    ] as const)
      expect(logLikelihood((fit?.alpha ?? 0) * a, (fit?.beta ?? 0) * b)).toBeLessThan(best);
  });
  test("problems that are all alike: the spread goes to 0, coverage is the binomial one", () => {
    const alike = Array.from({ length: 50 }, () => ({ n: 10, right: 5, cluster: null }));
    const forecast = coverageForecast(alike, { model: "beta_binomial", ks: [1, 3], seed: 0, resamples: 10 });
    expect(forecast?.points[0]?.value).toBeCloseTo(0.5, 3);
    expect(forecast?.points[1]?.value).toBeCloseTo(1 - 0.5 ** 3, 3);
  });
  test("nothing right, everything right: 0 and 1, near enough", () => {
    const cover = (right: number) =>
      coverageForecast(
        Array.from({ length: 20 }, () => ({ n: 8, right, cluster: null })),
        { model: "beta_binomial", ks: [1], seed: 0, resamples: 10 },
      )?.points[0]?.value;
    expect(cover(0)).toBeLessThan(0.001);
    expect(cover(8)).toBeGreaterThan(0.999);
  });
  test("single samples, and no problem, tell no spread", () => {
    const options = { model: "beta_binomial", ks: [1], seed: 0 } as const;
    expect(coverageForecast([{ n: 1, right: 1, cluster: null }], options)).toBeNull();
    expect(coverageForecast([], options)).toBeNull();
    expect(coverageForecast([{ n: 0, right: 0, cluster: null }], options)).toBeNull();
  });
});

describe("the power law", () => {
  test("is read off the unbiased pass@k and fits Beta(.5, .) problems with an exponent near .5", () => {
    const problems = drawProblems(600, 128, 5);
    const forecast = coverageForecast(problems, {
      model: "power_law",
      ks: [1, 1000],
      seed: 0,
      resamples: 50,
    });
    const exponent = (forecast?.parameters as { exponent: number } | undefined)?.exponent;
    expect(exponent).toBeGreaterThan(0.4);
    expect(exponent).toBeLessThan(0.75);
    const [, far] = forecast?.points ?? [];
    expect(far?.value).toBeGreaterThan(0.93);
    expect(far?.value).toBeLessThanOrEqual(1);
  });
  test("coverage of 1 everywhere has no logarithm", () => {
    const solved = [{ n: 8, right: 8, cluster: null }];
    expect(coverageForecast(solved, { model: "power_law", ks: [1], seed: 0 })).toBeNull();
  });
});
