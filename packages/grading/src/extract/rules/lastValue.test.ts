import { expect, test } from "vitest";
import { extracted, type Row } from "./extractionTable.ts";

const rows: readonly Row[] = [
  ["So 100 - 30 = 70 dollars are left", "last_number", "70"],
  ["it is 1,000.99€ in all", "last_number", "1,000.99"],
  ["it costs 2,74 $ a piece", "last_number", "2,74"],
  ["about 28 % of all", "last_number", "28 %"],
  ["that makes 1 1/4 cups", "last_number", "1 1/4"],
  ["P(A) = 2/3 is the chance of it", "last_number", "2/3"],
  ["there are 3.5e-7 of them here", "last_number", "3.5e-7"],
  ["its area is then 14π in all", "last_number", "14π"],
  ["so the line that we want has y = 2x + 3", "last_number", "2x + 3"],
  ["and its length must be 2*sqrt(3) in the end", "last_number", "2*sqrt(3)"],
  ["which leaves us with 4pi + 8 square units", "last_number", "4pi + 8"],
  ["so there are (n + 1)/2 such pairs", "last_number", "(n + 1)/2"],
  ["we know that x = 5 and y = 3", "last_number", "3"],
  ["she has 3x more than he has", "last_number", "3"],
  ["it is 5 m wide, said the man", "last_number", "5"],
  ["the sum 3 + 4 = 7 is odd for us", "last_number", "7"],
  ["so it goes to -5", "last_number", "-5"],
  ["he owes her -$5 now", "last_number", "-$5"],
  ["AZYUK2A is the number plate", "none", ""],
  ["room A7 is the right one, he said", "none", ""],
  ["所以一共有3 + 10 = 13只鸟和鹳鸟。", "last_number", "13"],
  ["We find that $x < 3$.", "last_maths", "x < 3"],
  ["The pair $(x, y)$ is $(7, 6)$.", "last_statement", "(7, 6)"],
  ["For every $n$ there are 12 such things.", "last_number", "12"],
  ["how many $? just about 1$", "last_number", "1"],
  ["It costs $5 and then $7 more", "last_number", "7"],
  [
    "Here we have \\begin{pmatrix}1&2\\\\3&4\\end{pmatrix}",
    "last_maths",
    "\\begin{pmatrix}1&2\\\\3&4\\end{pmatrix}",
  ],
  // Programs: what they print is an answer, what they are made of is none.
  ["```python\nprint(2 + 3)\n```\n```output\n5\n```", "code_output", "5"],
  ["```python\nprint(2)\n```\n```output\n2\n```\nTwo people accept the position.", "code_output", "2"],
  ["```python\nf(2)\n```\n```output\nNameError: f\n```\nIt is 7 after all", "last_number", "7"],
  ["```python\nx = 3\nprint(x + 4)\n```", "none", ""],
  ["We add 3 and 4 like this\n```python\nx = 8\n```", "last_number", "4"],
  ["```python\nx = 8", "none", ""],
  ["__import__('os').system('x') or 42 and more", "none", ""],
  ["x = compute it; print(42) and done", "none", ""],
  ["some words; DROP TABLE x where id is 10", "none", ""],
];

for (const [response, rule, text, gold] of rows) {
  test(JSON.stringify(response), () => {
    expect(extracted(response, gold)).toBe(text === "" ? rule : `${rule}: ${text}`);
  });
}
