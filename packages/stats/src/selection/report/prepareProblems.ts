import { toUnits, type Units } from "../../resampleUnits.ts";
import { toVoteTable, type VoteTable } from "../voteTable.ts";
import type { ReportProblem } from "./reportShape.ts";

/** The problems that a report is made of, cut to the same number of samples and votes. */
export interface PreparedProblems {
  /** N and M. */
  readonly samples: number;
  readonly votes: number;
  /** By problem id, so that a report does not depend on the order in which problems are given. */
  readonly problems: readonly ReportProblem[];
  /** One for each problem, of its first N samples and their first M votes. */
  readonly tables: readonly VoteTable[];
  readonly units: Units;
}

/**
 * Null where no problem has what is asked for. Samples without an answer need no votes: there is nothing to verify.
 * Problems without a sample are left out.
 */
export function prepareProblems(
  given: readonly ReportProblem[],
  options: { readonly samples?: number | undefined; readonly votes?: number | undefined },
): PreparedProblems | null {
  const started = given.filter((problem) => problem.samples.length >= Math.max(1, options.samples ?? 1));
  const samples = options.samples ?? smallest(started.map((problem) => problem.samples.length));
  const problems = started
    .map((problem) => ({ ...problem, samples: problem.samples.slice(0, samples) }))
    .filter((problem) => votesOf(problem) >= (options.votes ?? 0))
    .sort((a, b) => (a.problemId < b.problemId ? -1 : 1));
  if (problems.length === 0) return null;
  // Infinite where no sample has an answer: then there is nothing to verify either.
  const fewest = options.votes ?? smallest(problems.map(votesOf));
  const votes = Number.isFinite(fewest) ? fewest : 0;
  return {
    samples,
    votes,
    problems,
    tables: problems.map((problem) => toVoteTable(problem.samples, votes)),
    units: toUnits(problems.map(({ cluster }) => cluster)),
  };
}

/** 1, 2, 4, .. and `last` itself; empty for 0. @example doublings(6) // [1, 2, 4, 6] */
export function doublings(last: number): number[] {
  const grid: number[] = [];
  for (let value = 1; value < last; value *= 2) grid.push(value);
  return last > 0 ? [...grid, last] : grid;
}

function votesOf({ samples }: ReportProblem): number {
  return smallest(samples.filter(({ answer }) => answer !== null).map(({ votes }) => votes.length));
}

function smallest(values: readonly number[]): number {
  return values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
}
