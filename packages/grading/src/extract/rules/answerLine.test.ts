import { expect, test } from "vitest";
import { extracted, type Row } from "./extractionTable.ts";

const rows: readonly Row[] = [
  ["She has 3.\nA: 26", "answer_line", "26"],
  ["A: 26\nQ: next?\nA: 27", "answer_line", "27"],
  ["A: $\\frac{1}{2}$", "answer_line", "\\frac{1}{2}"],
  ["3 + 4 = 7\n#### 7", "hashes", "7"],
  ["#### $20.00", "hashes", "$20.00"],
  ["#### 10.", "hashes", "10"],
  ["#### 1,234\n\nQuestion: and now?", "hashes", "1,234"],
  ["#### Step 4: add\nIt is 9", "last_statement", "9"],
  ["#### 3\n\nSo \\boxed{4}", "boxed", "4"],
  ["\\boxed{4} ...\n#### 3", "hashes", "3"],
];

for (const [response, rule, text, gold] of rows) {
  test(JSON.stringify(response), () => {
    expect(extracted(response, gold)).toBe(text === "" ? rule : `${rule}: ${text}`);
  });
}
