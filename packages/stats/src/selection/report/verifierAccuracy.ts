/**
 * How well the majority of v votes tells right samples from wrong ones.
 *
 * Decision: balanced accuracy, the mean of the share of right samples that are accepted and the share of wrong ones that
 * are refused, because most samples of an easy set are right and accepting all of them would look like skill. A sample's
 * vote is the mean over the floor(M / v) disjoint groups of v votes, so all numbers of votes are compared on the same
 * samples and votes. A tie counts half, and so does a group in which every vote abstains: who says nothing earns what
 * a coin earns. Samples without an answer are not looked at.
 */
import type { PairedDifference } from "../../bootstrapMean.ts";
import {
  type BootstrapOptions,
  percentileInterval,
  resampleUnits,
  statisticOf,
  totalOf,
  type UnitTable,
} from "../../resampleUnits.ts";
import type { VoteTable } from "../voteTable.ts";
import { type PreparedProblems, prepareProblems } from "./prepareProblems.ts";
import type { ReportProblem, VerifierEstimate } from "./reportShape.ts";

export interface VerifierAccuracy {
  /** In the order of the numbers of votes asked for. */
  readonly estimates: VerifierEstimate[];
  /** Balanced accuracy with each further number of votes less that with the first, paired. */
  readonly gains: readonly ({ readonly votes: number; readonly against: number } & PairedDifference)[];
}

export interface VerifierAccuracyOptions extends BootstrapOptions {
  /** Numbers of votes, each from 1 to M; M is the largest, and problems with fewer votes are left out. */
  readonly votes: readonly [number, ...number[]];
}

/**
 * Null where it is not defined: no problem has the votes, or all samples are right, or all wrong.
 * @example verifierAccuracy(problems, { votes: [1, 32], seed: 0 })?.gains[0] // { votes: 32, against: 1, diff: 0.03, low: 0.02, high: 0.04 }
 */
export function verifierAccuracy(
  problems: readonly ReportProblem[],
  options: VerifierAccuracyOptions,
): VerifierAccuracy | null {
  const prepared = prepareProblems(problems, { votes: Math.max(...options.votes) });
  return prepared === null ? null : verifierAccuracyOf(prepared, options.votes, options);
}

/** The same of prepared problems. */
export function verifierAccuracyOf(
  prepared: PreparedProblems,
  votes: readonly number[],
  options: BootstrapOptions,
): VerifierAccuracy | null {
  const table = columnsOf(prepared, votes);
  const total = totalOf(table);
  if ((total[RIGHT] ?? 0) === 0 || (total[WRONG] ?? 0) === 0) return null;
  const resampled = resampleUnits(table, options);
  // A resample without right or without wrong samples gives NaN, which the interval leaves out.
  const balanced = (at: number) => (sums: Float64Array, offset: number) =>
    (shareOf(sums, offset, at, RIGHT) + shareOf(sums, offset, at, WRONG)) / 2;
  const estimates = votes.map((count, at) => ({
    votes: count,
    value: balanced(at)(total, 0),
    ...percentileInterval(statisticOf(resampled, balanced(at)), table.units, options.confidence),
    acceptsRight: shareOf(total, 0, at, RIGHT),
    refusesWrong: shareOf(total, 0, at, WRONG),
  }));
  const gains = votes.slice(1).map((count, index) => {
    const gain = (sums: Float64Array, offset: number): number =>
      balanced(index + 1)(sums, offset) - balanced(0)(sums, offset);
    const interval = percentileInterval(statisticOf(resampled, gain), table.units, options.confidence);
    return { votes: count, against: votes[0] ?? 1, diff: gain(total, 0), ...interval };
  });
  return { estimates, gains };
}

/** Columns: right samples, wrong samples, then for each number of votes the accepted right and the refused wrong ones. */
const RIGHT = 0;
const WRONG = 1;
const FIRST = 2;

function shareOf(sums: Float64Array, offset: number, at: number, side: number): number {
  return (sums[offset + FIRST + 2 * at + side] ?? 0) / (sums[offset + side] ?? 0);
}

function columnsOf({ tables, units }: PreparedProblems, votes: readonly number[]): UnitTable {
  const width = FIRST + 2 * votes.length;
  const sums = new Float64Array(units.units * width);
  tables.forEach((table, problem) => {
    const row = (units.unitOf[problem] ?? 0) * width;
    for (let sample = 0; sample < table.samples; sample += 1) {
      if ((table.answerOf[sample] ?? -1) === -1) continue;
      const side = table.right[sample] === 1 ? RIGHT : WRONG;
      sums[row + side] = (sums[row + side] ?? 0) + 1;
      votes.forEach((count, at) => {
        const accepts = acceptance(table, sample, count);
        const column = row + FIRST + 2 * at + side;
        sums[column] = (sums[column] ?? 0) + (side === RIGHT ? accepts : 1 - accepts);
      });
    }
  });
  return { units: units.units, width, sums };
}

/** Mean over the groups of `count` votes of: 1 accepted, 0 refused, 1/2 tied. */
function acceptance(table: VoteTable, sample: number, count: number): number {
  const row = sample * (table.votes + 1);
  const groups = Math.floor(table.votes / count);
  let sum = 0;
  for (let group = 0; group < groups; group += 1) {
    const from = row + group * count;
    const accepted = (table.accepted[from + count] ?? 0) - (table.accepted[from] ?? 0);
    const verdicts = (table.verdicts[from + count] ?? 0) - (table.verdicts[from] ?? 0);
    sum += 0.5 + Math.sign(2 * accepted - verdicts) / 2;
  }
  return sum / groups;
}
