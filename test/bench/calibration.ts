/**
 * `bench -- calibration [--pairs 2000] [--seed 20261121]`: whether the tests keep their promises.
 *
 * Decision: a world in which everything that the plan needs is known. A problem's chance of being solved is uniform for the
 * first model; for an equal second model it is the same with chance 1/3 and drawn anew otherwise, so that the variance of
 * the problems' true differences is 1/9 and that of one sample 1/6 (the published example of Miller, 2024). A better second
 * model has its chance raised to a power that lifts its mean by .03. A/A: pairs of equal models, 1,319 problems, one and
 * four samples each; the sequential test is looked at after every problem. Power: pairs with a true difference of .03 on as
 * many problems as `itemsNeeded` plans for .8. The last line holds the worst rate of the paired tests, the rate of the
 * sequential one, and the share of true differences found. The seed was fixed before the first run.
 */
import { parseArgs } from "node:util";
import {
  itemsNeeded,
  mcnemarExact,
  mcnemarMidP,
  pairedTTest,
  sequentialTest,
  wilsonInterval,
} from "@plumbline/stats";
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { mersenne } from "pure-rand/generator/mersenne";

const PROBLEMS = 1319;
const ALPHA = 0.05;
const DIFFERENCE = 0.03;
/** The mean of a uniform number to this power is .53. */
const POWER = 1 / (0.5 + DIFFERENCE) - 1;
const SHARED = 1 / 3;

export async function runBench(args: string[]): Promise<Record<string, unknown>> {
  const { values } = parseArgs({
    args,
    options: {
      pairs: { type: "string", default: "2000" },
      seed: { type: "string", default: "20261121" },
    },
  });
  const pairs = Number(values.pairs);
  const generator = mersenne(Number(values.seed));
  const uniform = (): number => uniformFloat64(generator);
  const planned = itemsNeeded(DIFFERENCE, worldVariance());
  const single = countRejections(pairs, () => drawDifferences(uniform, PROBLEMS, 1, 1));
  const four = countRejections(pairs, () => drawDifferences(uniform, PROBLEMS, 4, 1));
  const unequal = countRejections(pairs, () => drawDifferences(uniform, planned, 1, POWER));
  report(`equal models, ${PROBLEMS} problems, one sample`, single, ALL, pairs);
  report(`equal models, ${PROBLEMS} problems, four samples`, four, ["t", "sequential"], pairs);
  report(`true difference of ${DIFFERENCE}, ${planned} problems, one sample`, unequal, ALL, pairs);
  return {
    aaPaired: Math.max(single.t, four.t, single.mcnemar, single.midP) / pairs,
    aaSequential: Math.max(single.sequential, four.sequential) / pairs,
    power: unequal.t / pairs,
  };
}

/** Variances of one item's difference between the models of the power run, by integration of powers of a uniform number. */
function worldVariance(): { between: number; noise: number } {
  const [mean, square] = [1 / (1 + POWER), 1 / (1 + 2 * POWER)];
  const covariance = SHARED * (1 / (2 + POWER) - mean / 2);
  const between = 1 / 12 + (square - mean * mean) - 2 * covariance;
  return { between, noise: 1 / 6 + (mean - square) };
}

/** Second model less first, by problem. */
function drawDifferences(uniform: () => number, problems: number, samples: number, power: number): number[] {
  const shareOfRight = (chance: number): number => {
    let right = 0;
    for (let sample = 0; sample < samples; sample += 1) right += uniform() < chance ? 1 : 0;
    return right / samples;
  };
  return Array.from({ length: problems }, () => {
    const first = uniform();
    const second = uniform() < SHARED ? first : uniform();
    return shareOfRight(second ** power) - shareOfRight(first);
  });
}

/** McNemar's tests are for one sample a problem. */
const ALL = ["t", "mcnemar", "midP", "sequential"] as const;
type Test = (typeof ALL)[number];
type Rejections = Record<Test, number>;

function countRejections(pairs: number, draw: () => number[]): Rejections {
  const rejections: Rejections = { t: 0, mcnemar: 0, midP: 0, sequential: 0 };
  for (let pair = 0; pair < pairs; pair += 1) {
    const differences = draw();
    const better = differences.filter((value) => value === 1).length;
    const worse = differences.filter((value) => value === -1).length;
    rejections.t += pairedTTest(differences) < ALPHA ? 1 : 0;
    rejections.mcnemar += mcnemarExact(better, worse) < ALPHA ? 1 : 0;
    rejections.midP += mcnemarMidP(better, worse) < ALPHA ? 1 : 0;
    rejections.sequential += sequentialTest(differences, { alpha: ALPHA }).decidedAt === null ? 0 : 1;
  }
  return rejections;
}

function report(world: string, rejections: Rejections, tests: readonly Test[], pairs: number): void {
  console.error(`${world}:`);
  for (const test of tests) {
    const count = rejections[test];
    const { low, high } = wilsonInterval(count, pairs);
    console.error(
      `  ${test.padEnd(10)} rejects ${(count / pairs).toFixed(4)} [${low.toFixed(4)}, ${high.toFixed(4)}]`,
    );
  }
}
