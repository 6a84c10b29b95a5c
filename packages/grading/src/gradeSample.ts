/**
 * One sample in, one grade out. TOTAL: whatever the response and the gold are, a grade with an outcome and a reason
 * comes back; no exception, no time-out, no silent zero.
 */
import { CHECKER_VERSION } from "@plumbline/checker";
import { type Finish, type Grade, type ProblemSpec, toStanding } from "@plumbline/contract";
import { gradeAnswer } from "./gradeAnswer.ts";

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

/** @example gradeSample({ response: "A: 18", spec: { gold: "18", type: "auto" }, policy: "default" }).outcome // "correct" */
export function gradeSample({ response, finish, spec, policy }: GradeInput): Grade {
  const grade = gradeAnswer({
    gold: spec.gold,
    pred: response,
    type: spec.type,
    choices: spec.choices,
    policy,
    finish,
  });
  return { ...grade, score: toScore(grade.outcome) };
}

/**
 * As `gradeSample`. That one is total; should it throw all the same, that is our bug on one sample, and neither a run
 * nor a job may end by it: the outcome is `error`. The error's name alone is told: its message might quote the gold.
 */
export function gradeSafely(input: GradeInput): Grade {
  try {
    return gradeSample(input);
  } catch (error) {
    return {
      outcome: "error",
      score: null,
      extracted: null,
      relation: null,
      by: "grader",
      reason: `The grader failed on this sample (${error instanceof Error ? error.name : "unknown error"}).`,
      evidence: {},
      fuel: 0,
    };
  }
}

function toScore(outcome: Grade["outcome"]): number | null {
  switch (toStanding(outcome)) {
    case "right":
      return 1;
    case "wrong":
      return 0;
    case "ungradable":
      return null;
  }
}
