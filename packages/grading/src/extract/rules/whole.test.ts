import { expect, test } from "vitest";
import { extracted, type Row } from "./extractionTable.ts";

const rows: readonly Row[] = [
  ["42", "whole", "42"],
  [" $42$. ", "whole", "42"],
  ["\\frac{1}{2}", "whole", "\\frac{1}{2}"],
  ["x = 3", "whole", "x = 3"],
  ["$x = 3$", "whole", "x = 3"],
  ["$1$ and $2$", "whole", "$1$ and $2$"],
  ["11 5/6", "whole", "11 5/6"],
  ["28 percent", "whole", "28 percent"],
  ["17\\text{ any text}", "whole", "17\\text{ any text}"],
  ["sqrt(3)/3", "whole", "sqrt(3)/3"],
  ["1.0995E+12", "whole", "1.0995E+12"],
  ["[[0,1],[1,0]]", "whole", "[[0,1],[1,0]]"],
  ["x!!!", "whole", "x!!!"],
  ["((x!)!)!", "whole", "((x!)!)!"],
  ["$5!$.", "whole", "5!"],
  ["\\theta!", "whole", "\\theta!"],
  [
    "\\left\\{\\begin{array}{l}x=1\\end{array}\\right.",
    "whole",
    "\\left\\{\\begin{array}{l}x=1\\end{array}\\right.",
  ],
  ["approximately 7", "whole", "7"],
  ["7 (seven)", "whole", "7"],
  ["f(x)", "whole", "f(x)"],
  ["correct!", "whole", "correct"],
  [
    "\\frac13\\begin{pmatrix} 4 \\\\ -1 \\end{pmatrix}",
    "whole",
    "\\frac13\\begin{pmatrix} 4 \\\\ -1 \\end{pmatrix}",
  ],
  ["no solution", "whole", "no solution"],
  ["5!", "whole", "5!"],
  ["all integers greater than 3", "whole", "all integers greater than 3", "all integers larger than 3"],
  ["all 5 of them are greater than 3", "last_number", "3"],
  ["", "none", ""],
  ["   ", "none", ""],
];

for (const [response, rule, text, gold] of rows) {
  test(JSON.stringify(response), () => {
    expect(extracted(response, gold)).toBe(text === "" ? rule : `${rule}: ${text}`);
  });
}
