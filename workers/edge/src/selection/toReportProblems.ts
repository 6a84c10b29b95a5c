/**
 * Graded samples with their votes, as selection rules take them.
 * Decision: answers are classes, because rules count and sum over equal answers. All right answers of a problem are one
 * class, since the checker has found each of them equal to the gold; wrong ones fall together by their normal form.
 * Samples that could not be graded are left out: no rule may gain or lose by what nobody knows.
 */
import { toStanding } from "@plumbline/contract";
import { toAnswerClass } from "@plumbline/grading";
import type { ReportProblem, ReportSample } from "@plumbline/stats";
import type { VotedSample } from "@plumbline/storage";

/** No normal form begins so: the class of the gold is no other. */
const GOLD = "\u0000gold";

/** `samples` are in the order of problems and index. Problems without a graded sample are left out. */
export function toReportProblems(samples: readonly VotedSample[]): ReportProblem[] {
  const problems = new Map<string, ReportProblem & { readonly samples: ReportSample[] }>();
  const classes = new Map<string, string>();
  for (const { problemId, cluster, outcome, answer, tokens, votes, voteTokens } of samples) {
    const standing = toStanding(outcome);
    if (standing === "ungradable") continue;
    const problem = problems.get(problemId) ?? { problemId, cluster, samples: [] };
    problems.set(problemId, problem);
    const right = standing === "right";
    problem.samples.push({
      answer: right ? GOLD : toClass(answer, classes),
      right,
      tokens,
      votes,
      voteTokens,
    });
  }
  return [...problems.values()];
}

/** A run repeats few answers many times, so each is read once. */
function toClass(answer: string | null, known: Map<string, string>): string | null {
  if (answer === null) return null;
  const found = known.get(answer) ?? toAnswerClass(answer);
  known.set(answer, found);
  return found;
}
