/** The prompt of an IneqMath problem, in our own words; the required last line is the benchmark's. */
import type { IneqMathProblem } from "./gradeIneqMath.ts";
import { RELATION_OPTIONS } from "./relationAnswer.ts";

const TASK: Readonly<Record<IneqMathProblem["kind"], string>> = {
  bound:
    "Find the best constant C for the inequality below and prove that it is the best. Every step must be justified; numbers must stay exact. End with a line of the form: The answer is $C=X$, where X is the constant, as in: The answer is $C=1$.",
  relation:
    "Decide which relation makes the statement below true and prove it. Every step must be justified; examples do not replace a proof. End with a line of the form: The answer is (Letter) Symbol, as in: The answer is (A) $\\leq$.",
};

/** @example ineqMathPrompt({ kind: "bound", statement: "Find C ...", gold: "$C = 1$" }).endsWith("Solution:\n") */
export function ineqMathPrompt({ kind, statement }: IneqMathProblem): string {
  const listed = kind === "relation" && !statement.includes("(F)");
  const options = listed
    ? `\n\nOptions:\n${RELATION_OPTIONS.map(({ letter, text }) => `(${letter}) ${text}`).join("\n")}`
    : "";
  return `${TASK[kind]}\n\nProblem:\n${statement}${options}\n\nSolution:\n`;
}
