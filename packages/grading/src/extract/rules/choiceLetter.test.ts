import { expect, test } from "vitest";
import { extracted, type Row } from "./extractionTable.ts";

const rows: readonly Row[] = [
  ["I think the correct answer is C", "announced_letter", "C", "C"],
  ["It is not A because it makes no sense, therefore I think it is B", "last_letter", "B", "B"],
  ["The answer is for sure D, it cannot be A or B", "announced_letter", "D", "D"],
  ["The answer: D, since A is false", "announced_letter", "D", "D"],
  ["D. it cannot be A or B", "choice_letter", "D", "D"],
  ["B。 不是 A", "choice_letter", "B", "B"],
  ["B不是 A", "choice_letter", "B", "B"],
  ["réponse est C non A", "announced_letter", "C", "C"],
  ["B is correct. Or maybe C. Finally B", "last_letter", "B", "B"],
  ["I think it is (D).", "last_letter", "D", "(D) Alina"],
  ["Solution: Choice_B (3/7, 3/14)", "announced_letter", "B", "B"],
  ["So option (C) of 25% it is, which A is not", "choice_letter", "C", "C"],
  ["It is not option A but option D here", "choice_letter", "D", "D"],
  ["因此，选项C满足题目的条件。", "choice_letter", "C", "C"],
  ["【答案】: C <eoa>", "announced_letter", "C", "C"],
  ["So the answer is (A), (B), (C), or (D).", "announced_letter", "(A), (B), (C), or (D)", "(A)"],
  ["The answers are A and D.", "announced_letter", "A and D", "A"],
  ["【答案】: A, D", "announced_letter", "A, D", "A"],
  ["\\boxed{\\text{Choice A: 100}}", "boxed", "A", "A"],
  ["\\boxed{68} matches.\nSolution: Choice_D", "announced_letter", "D", "D"],
  ["It is \\boxed{Alina}, says A in the story", "boxed", "Alina", "(D) Alina"],
  ["Option A", "choice_letter", "A", "A"],
  ["I think A is right", "last_letter", "A", "A"],
  ["**C**", "whole", "C", "C"],
  ["(C)", "whole", "(C)", "C"],
  ["c", "whole", "c", "C"],
  ["\\boxed{\\text{(C)}}", "boxed", "\\text{(C)}", "C"],
  ["A cat sat here, so it must be B", "last_letter", "B", "A"],
  ["No valid answer here", "none", "", "A"],
  ["\\mathrm{E}*2", "whole", "\\mathrm{E}*2", "E"],
  ["The answer is U.", "answer_phrase", "U", "U"],
];

for (const [response, rule, text, gold] of rows) {
  test(JSON.stringify(response), () => {
    expect(extracted(response, gold)).toBe(text === "" ? rule : `${rule}: ${text}`);
  });
}
