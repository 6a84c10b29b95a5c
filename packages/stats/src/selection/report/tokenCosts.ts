import type { ReportProblem, ReportSample, SelectionReport } from "./reportShape.ts";

/** Mean tokens for a problem with `samples` solutions and `votes` checks on each of them that is checked at all. */
export type TokenCost = (samples: number, votes: number) => number | null;

/**
 * Null where no problem's counts are known. A problem's unknown counts are taken as its known ones are on average;
 * problems without known counts are left out.
 */
export function toTokenCost(problems: readonly ReportProblem[]): TokenCost {
  const costs = problems.map((problem) => {
    const checked = problem.samples.filter((sample) => sample.votes.length > 0);
    const perVote = meanKnown(checked.map(({ voteTokens }) => voteTokens));
    const share = checked.length / problem.samples.length;
    return {
      solving: meanKnown(problem.samples.map(({ tokens }) => tokens)),
      // A problem of which nothing is checked, as none of its samples has an answer, costs no checks.
      checking: share === 0 ? 0 : perVote === null ? null : share * perVote,
    };
  });
  const solvingAlone = meanKnown(costs.map(({ solving }) => solving));
  const both = costs.filter(({ solving, checking }) => solving !== null && checking !== null);
  const solving = meanKnown(both.map((cost) => cost.solving));
  const checking = meanKnown(both.map((cost) => cost.checking));
  return (samples, votes) => {
    if (votes === 0) return solvingAlone === null ? null : samples * solvingAlone;
    return solving === null || checking === null ? null : samples * (solving + votes * checking);
  };
}

/** What was spent in all: votes, abstentions, and tokens as far as they are known. */
export function spent(
  problems: readonly ReportProblem[],
): Pick<SelectionReport, "votesCast" | "abstained" | "tokens"> {
  const samples = problems.flatMap((problem) => problem.samples);
  const votes = samples.flatMap((sample) => sample.votes);
  return {
    votesCast: votes.length,
    abstained: votes.filter((vote) => vote === null).length,
    tokens: {
      solving: sumKnown(samples.map(({ tokens }) => tokens)),
      verifying: sumKnown(samples.map(tokensOfVotes)),
    },
  };
}

function tokensOfVotes({ votes, voteTokens }: ReportSample): number | null {
  return votes.length === 0 || voteTokens === null ? null : votes.length * voteTokens;
}

function sumKnown(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0);
}

function meanKnown(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
}
