/**
 * How a checker's and a judge's word make one outcome.
 * Decision: `checker_then_judge` lets a judge speak only where the checker is silent, so a proof is never outvoted by an
 * opinion. `both` asks the judge about everything and lets neither win: a disagreement is undecided until a maintainer
 * decides, and a positive of the rules can be overturned as well as a negative.
 */
import { type Outcome, toStanding } from "@plumbline/contract";

export const GRADING_POLICIES = ["checker", "checker_then_judge", "both"] as const;
export type GradingPolicy = (typeof GRADING_POLICIES)[number];

/** What a maintainer says of a disagreement. */
export const DECISIONS = ["correct", "incorrect", "gold_wrong"] as const;
export type Decision = (typeof DECISIONS)[number];

export interface Opinions {
  readonly checker: Outcome;
  /** Null: not asked. */
  readonly judge: Outcome | null;
  /** Null: nobody has decided. */
  readonly decision: Decision | null;
}

export type SettledBy = "checker" | "judge" | "agreement" | "decision" | "nobody";

export interface Settlement {
  readonly outcome: Outcome;
  readonly by: SettledBy;
  /** Whether a maintainer is asked. */
  readonly disagreement: boolean;
}

/** Whether the judge is to be asked at all. */
export function needsJudge(policy: GradingPolicy, checker: Outcome): boolean {
  switch (policy) {
    case "checker":
      return false;
    case "checker_then_judge":
      return checker === "undecided";
    case "both":
      return isComparable(checker);
  }
}

/** Total. A decision that somebody made always counts. */
export function settleOpinions(policy: GradingPolicy, opinions: Opinions): Settlement {
  const { checker, judge, decision } = opinions;
  if (decision !== null) return { outcome: toDecided(decision), by: "decision", disagreement: false };
  if (judge === null || !needsJudge(policy, checker))
    return { outcome: checker, by: "checker", disagreement: false };
  switch (policy) {
    case "checker":
      return { outcome: checker, by: "checker", disagreement: false };
    case "checker_then_judge":
      return { outcome: judge, by: "judge", disagreement: false };
    case "both":
      return settleBoth(checker, judge);
  }
}

function settleBoth(checker: Outcome, judge: Outcome): Settlement {
  const ofChecker = toStanding(checker);
  const ofJudge = toStanding(judge);
  if (ofChecker === ofJudge) return { outcome: checker, by: "agreement", disagreement: false };
  if (ofJudge === "ungradable") return { outcome: checker, by: "checker", disagreement: false };
  if (ofChecker === "ungradable") return { outcome: judge, by: "judge", disagreement: false };
  return { outcome: "undecided", by: "nobody", disagreement: true };
}

/** Outcomes about the gold or the infrastructure are nothing that a judge of the response could add to. */
function isComparable(checker: Outcome): boolean {
  switch (checker) {
    case "correct":
    case "incorrect":
    case "no_answer":
    case "undecided":
      return true;
    case "truncated":
    case "gold_invalid":
    case "judge_unparseable":
    case "unavailable":
    case "error":
      return false;
  }
}

function toDecided(decision: Decision): Outcome {
  switch (decision) {
    case "correct":
      return "correct";
    case "incorrect":
      return "incorrect";
    case "gold_wrong":
      return "gold_invalid";
  }
}

export interface DisagreementItem extends Opinions {
  readonly sampleId: string;
}

/** A disagreement by its direction: which engine took the sample for right. */
export interface Disagreement {
  readonly sampleId: string;
  readonly checker: Outcome;
  readonly judge: Outcome;
  readonly direction: "checker_accepts" | "judge_accepts";
}

/**
 * The queue of a policy, in the order of the items, both directions: an error band needs both. What has been decided
 * already is left out.
 */
export function disagreements(
  policy: GradingPolicy,
  items: readonly DisagreementItem[],
): readonly Disagreement[] {
  return items.flatMap(({ sampleId, ...opinions }) => {
    const { checker, judge } = opinions;
    if (judge === null || !settleOpinions(policy, opinions).disagreement) return [];
    const direction = toStanding(checker) === "right" ? "checker_accepts" : "judge_accepts";
    return [{ sampleId, checker, judge, direction }];
  });
}
