import { expect, test } from "vitest";
import { extracted, type Row } from "./extractionTable.ts";

const rows: readonly Row[] = [
  // Nested braces, last box, wrappers.
  ["It is $\\boxed{\\frac{1}{2}}$.", "boxed", "\\frac{1}{2}"],
  ["First \\boxed{3}. No: \\boxed{4}.", "boxed", "4"],
  ["\\boxed{\\boxed{5}}", "boxed", "5"],
  ["$x \\in \\boxed{\\{1, 2\\}}$", "boxed", "\\{1, 2\\}"],
  ["\\\\boxed{\\\\frac{1}{2}}", "boxed", "\\\\frac{1}{2}"],
  ["$\\boxed{ 12 }$", "boxed", "12"],
  ["$\\boxed{$7$}$", "boxed", "7"],
  // Other macros and misspellings.
  ["\\fbox{12}", "boxed", "12"],
  ["\\framebox{12}", "boxed", "12"],
  ["\\beginbox{12}", "boxed", "12"],
  ["\\begin{boxed}12\\end{boxed}", "boxed", "12"],
  ["boxed{12}", "boxed", "12"],
  ["\\boxed {12}", "boxed", "12"],
  ["\\boxed 12", "boxed", "12"],
  ["\\boxed\\frac{1}{2}", "boxed", "\\frac{1}{2}"],
  ["\\mbox{12} apples make 7", "last_number", "7"],
  // Missing braces and empty boxes.
  ["So \\boxed{\\frac{1}{2}", "boxed", "\\frac{1}{2}"],
  ["So $\\boxed{12$ it is.", "boxed", "12"],
  ["So $\\boxed{7}$. I write $\\boxed{$", "boxed", "7"],
  ["So \\boxed{$ and \\boxed{8}", "boxed", "8"],
  ["I put it in \\boxed{}: \\boxed{9}. Use \\boxed{}.", "boxed", "9"],
  // Lists.
  ["$\\boxed{1}\\boxed{2}$", "boxed", "1, 2"],
  ["$\\boxed{2}, \\boxed{3}, \\boxed{5}$", "boxed", "2, 3, 5"],
  ["\\(\\boxed{1}\\) and \\(\\boxed{-2}\\).", "boxed", "1, -2"],
  ["$\\boxed{(2, 2)} \\quad \\text{and} \\quad \\boxed{(6, 2)}$", "boxed", "(2, 2), (6, 2)"],
  ["$\\boxed{1}$ oder $\\boxed{2}$", "boxed", "1, 2"],
  ["\\boxed{1} papers and \\boxed{2} bins", "boxed", "1, 2"],
  ["$x = \\boxed{1}$, $y = \\boxed{2}$", "boxed", "1, 2"],
  ["\\boxed{1} no no no no no \\boxed{2}", "boxed", "2"],
  ["\\boxed{1} and and and or thus but \\boxed{2} and \\boxed{3}", "boxed", "2, 3"],
  ["The sum is \\boxed{4}. The product is \\boxed{5}.", "boxed", "5"],
  ["\\boxed{4}\n\n\\boxed{5}", "boxed", "5"],
  ["$\\boxed{4}$, that is $\\boxed{4}$", "boxed", "4"],
  ["$\\boxed{4}$, $\\boxed{4}$", "boxed", "4"],
];

for (const [response, rule, text, gold] of rows) {
  test(JSON.stringify(response), () => {
    expect(extracted(response, gold)).toBe(text === "" ? rule : `${rule}: ${text}`);
  });
}
