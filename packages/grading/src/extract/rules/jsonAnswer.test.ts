import { expect, test } from "vitest";
import { extracted, type Row } from "./extractionTable.ts";

const rows: readonly Row[] = [
  ['{"answer": 42}', "json_answer", "42"],
  ['{"answer": "42"}', "json_answer", "42"],
  ['{"reasoning": "2*21", "answer": "\\\\frac{1}{2}"}', "json_answer", "\\frac{1}{2}"],
  ['```json\n{\n  "steps": [1, 2],\n  "final_answer": [1, 2]\n}\n```', "json_answer", "[1, 2]"],
  ['{"answer": "\\frac{1}{2}"}', "json_answer", "\\frac{1}{2}"],
  ['{"answer": null, "note": 7}', "last_number", "7"],
  ['{"answer": 3} then {"answer": 4}', "json_answer", "4"],
];

for (const [response, rule, text, gold] of rows) {
  test(JSON.stringify(response), () => {
    expect(extracted(response, gold)).toBe(text === "" ? rule : `${rule}: ${text}`);
  });
}
