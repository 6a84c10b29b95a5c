import { expect, test } from "vitest";
import { extracted, type Row } from "./extractionTable.ts";

const rows: readonly Row[] = [
  ["<reason>2+2</reason><answer>4</answer>", "answer_tag", "4"],
  ["<answer> $\\frac{1}{2}$ </answer>", "answer_tag", "\\frac{1}{2}"],
  ["<answer>3</answer> no <answer>4</answer>", "answer_tag", "4"],
  ["<ANSWER>4</ANSWER>", "answer_tag", "4"],
  ["<answer>The value is \\boxed{4}</answer>", "boxed", "4"],
  ["<answer>4", "answer_tag", "4"],
  ["<final_answer>x = 4</final_answer>", "answer_tag", "x = 4"],
  ["<answer></answer> it is 4", "last_statement", "4"],
];

for (const [response, rule, text, gold] of rows) {
  test(JSON.stringify(response), () => {
    expect(extracted(response, gold)).toBe(text === "" ? rule : `${rule}: ${text}`);
  });
}
