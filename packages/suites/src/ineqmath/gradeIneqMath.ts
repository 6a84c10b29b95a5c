/**
 * IneqMath: inequality problems whose answer is a best constant or a relation (arXiv 2506.07927).
 * Decision: graded without a model. The reference asks GPT-4o-mini whether two constants are the same; here the checker
 * proves it or says that it cannot. The rule is as strict as theirs: a decimal approximation of an exact value is not
 * equal to it. With these rules the published counts of the development set come out exactly.
 */
import { checkAnswer } from "@plumbline/checker";
import type { Outcome } from "@plumbline/contract";
import { boundGold, readBound } from "./boundAnswer.ts";
import { readRelation, relationLetter } from "./relationAnswer.ts";

export type IneqMathKind = "bound" | "relation";

export interface IneqMathProblem {
  readonly kind: IneqMathKind;
  readonly statement: string;
  /** "$C = 3$" or "(B) $\\geq$"; without the dollars is right too. */
  readonly gold: string;
}

export interface IneqMathGrade {
  readonly outcome: Extract<Outcome, "correct" | "incorrect" | "no_answer" | "undecided" | "gold_invalid">;
  /** The constant as it was written, or the option's letter; null where the response has none. */
  readonly answer: string | null;
}

/**
 * The outcome of the final answer alone; the four step judges are in packages/judging.
 * @example gradeIneqMath({ kind: "bound", gold: "$C = 2\\sqrt{2}$" }, "The answer is $C=\\sqrt{8}$.").outcome // "correct"
 * @example gradeIneqMath({ kind: "bound", gold: "$C = \\sqrt{2}$" }, "The answer is $C=1.4142136$.").outcome // "incorrect"
 */
export function gradeIneqMath(
  { kind, gold }: Pick<IneqMathProblem, "kind" | "gold">,
  response: string,
): IneqMathGrade {
  switch (kind) {
    case "bound":
      return gradeBound(boundGold(gold), readBound(response));
    case "relation":
      return gradeRelation(relationLetter(gold), readRelation(response));
  }
}

function gradeBound(gold: string, answer: string | null): IneqMathGrade {
  if (answer === null) return { outcome: "no_answer", answer };
  if (answer.replace(/[\s$]/gu, "") === gold.replace(/[\s$]/gu, "")) return { outcome: "correct", answer };
  const result = checkAnswer(gold, answer, { type: "math", policy: "exact" });
  if (result.status === "gold_unreadable") return { outcome: "gold_invalid", answer };
  switch (result.relation) {
    case "equal":
      return { outcome: "correct", answer };
    case "rounds":
    case "different":
      return { outcome: "incorrect", answer };
    case "undecided":
      return { outcome: "undecided", answer };
  }
}

function gradeRelation(gold: string | null, answer: string | null): IneqMathGrade {
  if (gold === null) return { outcome: "gold_invalid", answer };
  if (answer === null) return { outcome: "no_answer", answer };
  return { outcome: answer === gold ? "correct" : "incorrect", answer };
}
