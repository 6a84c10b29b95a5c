import { expect, test } from "vitest";
import { gradeAnswer } from "../../gradeAnswer.ts";

const capitals = { A: "Rome", B: "Paris", C: "New York", D: "York" };
const numbers = { A: "2", B: "12", C: "112", D: "\\frac{1}{2}" };

test.each([
  ["The capital is Paris.", "B", capitals, "correct", "option_text"],
  ["Not Rome but Paris", "B", capitals, "correct", "option_text"],
  ["I would say New York", "C", capitals, "correct", "option_text"],
  ["I would say New York", "D", capitals, "incorrect", "option_text"],
  ["Paris", "B", capitals, "correct", "whole"],
  ["\\boxed{Paris}", "B", capitals, "correct", "boxed"],
  ["Paris, so the answer is (B).", "B", capitals, "correct", "announced_letter"],
  ["It comes to 112 in the end", "C", numbers, "correct", "option_text"],
  ["It comes to 112 in the end", "B", numbers, "incorrect", "option_text"],
  ["Nothing of the kind", "A", capitals, "no_answer", undefined],
] as const)("%j for %s", (pred, gold, choices, outcome, rule) => {
  const grade = gradeAnswer({ gold, pred, choices, type: "choice" });
  expect([grade.outcome, grade.extracted?.rule]).toEqual([outcome, rule]);
});
