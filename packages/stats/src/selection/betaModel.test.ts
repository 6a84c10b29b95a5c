/**
 * The methods against a world whose truth is known: problems of unequal difficulty, a verifier that errs more on some
 * solutions than on others. Figures to compare with (another program, another seed): at N = 16, M = 1 single .546,
 * majority .667, best-of-N .777, weighted sum .858, pessimistic .847 (alpha .1), .9025 (.5), .855 (1), pass@16 .926.
 */
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { describe, expect, test } from "vitest";
import {
  expectedAccuracy,
  independentVoteAccuracy,
  pairedBootstrap,
  type ReportProblem,
  type SelectionRule,
  verifierAccuracy,
} from "../index.ts";
import { seededGenerator } from "../seededGenerator.ts";

interface World {
  uniform(): number;
  /** Jöhnk's method: right for all parameters, quick for those below 2. */
  beta(alpha: number, beta: number): number;
}

function worldOf(seed: number): World {
  const generator = seededGenerator(seed);
  const uniform = (): number => uniformFloat64(generator);
  const beta = (a: number, b: number): number => {
    for (;;) {
      const [x, y] = [uniform() ** (1 / a), uniform() ** (1 / b)];
      if (x + y > 0 && x + y <= 1) return x / (x + y);
    }
  };
  return { uniform, beta };
}

/** For whole parameters: the a-th smallest of a + b - 1 uniform numbers. */
function betaByOrder({ uniform }: World, a: number, b: number): number {
  return Array.from({ length: a + b - 1 }, uniform).sort((first, second) => first - second)[a - 1] ?? 0;
}

/** 16 samples with one vote each; wrong answers fall on six distractors, with weights of the problem's own. */
function drawProblem(world: World) {
  const rightShare = world.beta(0.8, 0.7);
  const weights = Array.from({ length: 6 }, () => -Math.log(1 - world.uniform()));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return Array.from({ length: 16 }, () => {
    const right = world.uniform() < rightShare;
    let left = world.uniform() * sum;
    const distractor = weights.findIndex((weight) => {
      left -= weight;
      return left < 0;
    });
    const accepted = right ? betaByOrder(world, 17, 2) : betaByOrder(world, 2, 12);
    return { answer: right ? "right" : `wrong ${distractor}`, right, votes: [world.uniform() < accepted] };
  });
}

describe("selection among 16 samples with one verdict each, 4000 problems", () => {
  const world = worldOf(0);
  const problems = Array.from({ length: 4000 }, () => drawProblem(world));
  const accuracies = (rule: SelectionRule): number[] =>
    problems.map((samples) => expectedAccuracy(samples, rule));
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const half = accuracies({ rule: "pessimistic", alpha: 0.5 });

  test.each([
    [{ rule: "single" }, 0.546],
    [{ rule: "majority" }, 0.667],
    [{ rule: "best_of_n" }, 0.777],
    [{ rule: "weighted_sum" }, 0.858],
    [{ rule: "pessimistic", alpha: 0.1 }, 0.847],
    [{ rule: "pessimistic", alpha: 0.5 }, 0.9025],
    [{ rule: "pessimistic", alpha: 1 }, 0.855],
  ] as const)("%j comes near the stated figure", (rule, stated) => {
    expect(Math.abs(mean(accuracies(rule)) - stated)).toBeLessThan(0.025);
  });
  test("the ceiling comes near the stated one", () => {
    expect(
      Math.abs(mean(problems.map((samples) => (samples.some(({ right }) => right) ? 1 : 0))) - 0.926),
    ).toBeLessThan(0.025);
  });
  test.each([
    ["majority", 0.15],
    ["best_of_n", 0.08],
    ["weighted_sum", 0.02],
  ] as const)("pessimistic with alpha .5 is above %s by more than %d", (rule, margin) => {
    const other = accuracies({ rule });
    const pairs = half.map((first, index) => ({ first, second: other[index] ?? 0, cluster: null }));
    expect(pairedBootstrap(pairs, { seed: 0, resamples: 200 }).low).toBeGreaterThan(margin);
  });
});

test("64 votes of a verifier with accuracy .945 stay far below what independent errors would promise", () => {
  const world = worldOf(1);
  const problems: ReportProblem[] = Array.from({ length: 1500 }, (_, index) => {
    const right = index % 2 === 0;
    const accuracy = world.beta(1.89, 0.11);
    const votes = Array.from({ length: 64 }, () => world.uniform() < accuracy === right);
    const sample = { answer: "a", right, tokens: null, voteTokens: null, votes };
    return { problemId: `p${index}`, cluster: null, samples: [sample] };
  });
  const [one, many] = verifierAccuracy(problems, { votes: [1, 64], seed: 0 })?.estimates ?? [];
  expect(one?.value).toBeCloseTo(0.945, 1);
  expect(many?.value).toBeGreaterThan(one?.value ?? 1);
  expect(many?.high).toBeLessThan(independentVoteAccuracy(one?.value ?? 0, 64) - 0.01);
});
