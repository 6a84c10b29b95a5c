/**
 * One sample in, one grade out. TOTAL: whatever the response and the gold are, a grade with an outcome and a reason
 * comes back; no exception, no time-out, no silent zero.
 */
import { CHECKER_VERSION, checkAnswer } from "@plumbline/checker";
import type { Finish, Grade, ProblemSpec } from "@plumbline/contract";

export interface GradeInput {
  readonly response: string;
  readonly finish?: Finish | null | undefined;
  readonly spec: ProblemSpec;
  readonly policy: "default" | "exact" | "relative";
}

/** The name under which verdicts of this code and policy are stored: `checker@VERSION/POLICY`. */
export function toGrader(policy: GradeInput["policy"]): string {
  return `checker@${CHECKER_VERSION}/${policy}`;
}

export function gradeSample({ response, spec, policy }: GradeInput): Grade {
  const answer = /(?:^|\n)\s*A:\s*(.*)\s*$/u.exec(response)?.[1] ?? "";
  const start = response.lastIndexOf(answer);
  const extracted =
    answer === "" ? null : { text: answer, rule: "answer_line", start, end: start + answer.length };
  if (extracted === null) {
    return {
      outcome: "no_answer",
      score: 0,
      extracted,
      relation: null,
      by: "extract",
      reason: "No answer was found.",
      evidence: {},
      fuel: 0,
    };
  }
  const result = checkAnswer(spec.gold, answer, { policy, type: spec.type });
  if (result.status === "gold_unreadable") {
    return {
      outcome: "gold_invalid",
      score: null,
      extracted,
      relation: null,
      by: "parse",
      reason: result.failure.message,
      evidence: { ...result.failure },
      fuel: result.fuel,
    };
  }
  const outcome = result.accepted === null ? "undecided" : result.accepted ? "correct" : "incorrect";
  return {
    outcome,
    score: result.accepted === null ? null : result.accepted ? 1 : 0,
    extracted,
    relation: result.relation,
    by: result.evidence.decider,
    reason: `The answer is ${result.relation} to the gold.`,
    evidence: { ...result.evidence },
    fuel: result.fuel,
  };
}
