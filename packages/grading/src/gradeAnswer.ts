/**
 * The pure function behind `plumb check`: gold and prediction in, outcome with its evidence out.
 *
 * Decision: `pred` is a whole response or a bare answer, and nobody has to say which: extraction decides by one
 * principle (rule `whole`: what is one formula or a few words is an answer as it stands). TOTAL: every pair of texts
 * ends in an outcome of the closed vocabulary.
 */
import { type CheckResult, checkAnswer, type PolicyName } from "@plumbline/checker";
import type { Extracted, Finish, Grade, Outcome, ProblemSpec } from "@plumbline/contract";
import { extractAnswer } from "./extract/extractAnswer.ts";
import { readGold } from "./extract/readGold.ts";

export interface AnswerPair {
  readonly gold: string;
  /** A whole response or a bare answer. */
  readonly pred: string;
  readonly type?: ProblemSpec["type"] | undefined;
  readonly policy?: PolicyName | undefined;
  readonly choices?: Readonly<Record<string, string>> | undefined;
  readonly finish?: Finish | null | undefined;
}

export type AnswerGrade = Pick<
  Grade,
  "outcome" | "extracted" | "relation" | "by" | "reason" | "evidence" | "fuel"
>;

/**
 * Never throws; time linear in the prediction plus the checker's fuel.
 * @example gradeAnswer({ gold: "1/2", pred: "So it is \\boxed{0.5}." }).outcome // "correct"
 */
export function gradeAnswer({
  gold,
  pred,
  type = "auto",
  policy = "default",
  choices,
  finish,
}: AnswerPair): AnswerGrade {
  const reading = readGold(gold, type, choices);
  const extraction = extractAnswer(pred, { finish, context: reading.context });
  switch (extraction.status) {
    case "none":
      return unanswered(finish === "error" ? "error" : "no_answer", extraction.reason);
    case "truncated":
      return unanswered("truncated", extraction.reason);
    case "found": {
      const result = checkAnswer(reading.text, extraction.answer.text, {
        policy,
        type,
        ...(choices === undefined ? {} : { choices }),
      });
      return toGrade(result, extraction.answer);
    }
  }
}

function unanswered(outcome: Outcome, reason: string): AnswerGrade {
  return { outcome, extracted: null, relation: null, by: "extract", reason, evidence: {}, fuel: 0 };
}

function toGrade(result: CheckResult, extracted: Extracted): AnswerGrade {
  switch (result.status) {
    case "gold_unreadable":
      return {
        outcome: "gold_invalid",
        extracted,
        relation: null,
        by: "parse",
        reason: `The gold cannot be read: ${result.failure.message}.`,
        evidence: { ...result.failure },
        fuel: result.fuel,
      };
    case "compared":
      return {
        outcome: result.accepted === null ? "undecided" : result.accepted ? "correct" : "incorrect",
        extracted,
        relation: result.relation,
        by: result.evidence.decider,
        reason: REASONS[result.relation],
        evidence: { ...result.evidence },
        fuel: result.fuel,
      };
  }
}

const REASONS = {
  equal: "The answer equals the gold.",
  rounds: "One side is a decimal that the other rounds to.",
  different: "The answer differs from the gold.",
  undecided: "No decider could tell within the fuel.",
} as const;
