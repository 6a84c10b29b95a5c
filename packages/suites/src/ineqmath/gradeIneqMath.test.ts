import { expect, test } from "vitest";
import { gradeIneqMath, type IneqMathKind } from "./gradeIneqMath.ts";
import { ineqMathPrompt } from "./ineqMathPrompt.ts";

test.each<[kind: IneqMathKind, gold: string, response: string, outcome: string, answer: string | null]>([
  ["bound", "$C = 4$", "The answer is $C=4$.", "correct", "4"],
  ["bound", "$C = 4$", "\\[\n\\text{The answer is } C=4.\n\\]", "correct", "4"],
  ["bound", "$C = 2\\sqrt{2}$", "The answer is \\( C = \\sqrt{8} \\).", "correct", "\\sqrt{8}"],
  ["bound", "$C = \\frac{5}{2}$", "The answer is $C=2.5$", "correct", "2.5"],
  ["bound", "$C = \\sqrt{3}$", "The answer is $C=1.7320508$.", "incorrect", "1.7320508"],
  ["bound", "$C = 3", "The answer is $C=3$", "correct", "3"],
  ["bound", "$C = 3$", "The answer is $C=4$. Wait. The final answer is $C=3$.", "correct", "3"],
  ["bound", "$C = 3$", "First $C=4$.\nThen more.\nThus \\[ C = 3 \\]", "correct", "3"],
  ["bound", "$C = 3$", "The answer is $\\boxed{3}$", "correct", "\\boxed{3}"],
  ["bound", "$C = 3$", "The answer is unknown.", "no_answer", null],
  ["bound", "$C = 3$", "The answer is C = hard to tell", "no_answer", null],
  ["bound", "$C = 3$", "", "no_answer", null],
  ["relation", "(B) $\\geq$", "The answer is (B) $\\geq$.", "correct", "B"],
  ["relation", "(B) $\\geq$", "The answer is (A) $\\leq$.", "incorrect", "A"],
  ["relation", "(F) None of the above", "\\text{The answer is (F) None of the above.}", "correct", "F"],
  ["relation", "(A) $\\leq$", "\\text{The answer is (A) } \\leq", "correct", "A"],
  ["relation", "(D) $<$", "The answer is $<$.", "correct", "D"],
  ["relation", "(A) $\\leq$", "The answer is ≤.", "correct", "A"],
  ["relation", "(E) $>$", "The answer is E.", "correct", "E"],
  ["relation", "(C) $=$", "Hence the final answer: (C) $=$", "correct", "C"],
  ["relation", "(B) $\\geq$", "The answer is not clear to me", "no_answer", null],
  ["relation", "(B) $\\geq$", "7 7 7 7 7", "no_answer", null],
  ["relation", "(C) $=$", "\\frac{14}{8} = \\frac{21}{12} = \\frac{14}{8}", "no_answer", null],
  ["relation", "?", "The answer is (B) $\\geq$.", "gold_invalid", "B"],
])("%s, gold %s: %j is %s", (kind, gold, response, outcome, answer) => {
  expect(gradeIneqMath({ kind, gold }, response)).toEqual({ outcome, answer });
});

test("silence is never a draw: the same text gives no answer each time", () => {
  const grades = Array.from({ length: 20 }, () =>
    gradeIneqMath({ kind: "relation", gold: "(A) $\\leq$" }, "Hm"),
  );
  expect(new Set(grades.map(({ outcome }) => outcome))).toEqual(new Set(["no_answer"]));
});

test("a long response is read in linear time", () => {
  const response = `${"The answer is C = ".repeat(50_000)}1`;
  expect(gradeIneqMath({ kind: "bound", gold: "1" }, response).answer).toBe("1");
});

test("the prompt asks for the last line that is read back", () => {
  const prompt = ineqMathPrompt({ kind: "relation", statement: "a () b", gold: "(A) $\\leq$" });
  expect(prompt).toContain("The answer is (Letter) Symbol");
  expect(prompt).toContain("(F) None of the above");
  expect(
    prompt.endsWith(
      "Problem:\na () b\n\nOptions:\n(A) $\\leq$\n(B) $\\geq$\n(C) $=$\n(D) $<$\n(E) $>$\n(F) None of the above\n\nSolution:\n",
    ),
  ).toBe(true);
});
