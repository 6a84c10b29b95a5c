import { expect, test } from "vitest";
import { extracted, type Row } from "./extractionTable.ts";

const rows: readonly Row[] = [
  ["So we add them. The solution is (3, 4).", "last_statement", "(3, 4)"],
  ["The roots are 2 and 3.", "last_statement", "2 and 3"],
  ["The solutions are $x=2$ and $x=3$.", "last_statement", "$x=2$ and $x=3$"],
  ["The result is five.", "last_statement", "five"],
  ["The probability is three quarters.", "last_statement", "three quarters"],
  ["The ratio is 3:2.", "last_statement", "3:2"],
  ["The area is 1,000.99m² in all. It is 12.5m²", "last_statement", "12.5"],
  ["The function is even.", "last_statement", "even", "\\text{even}"],
  ["The area is 9π.", "last_statement", "9π"],
  ["The result is 9x.", "last_statement", "9x"],
  ["The temperature is −3°C.", "last_statement", "−3"],
  ["Thus, x equals 3.", "last_statement", "3"],
  ["The total is 42. I hope it is correct.", "last_statement", "42"],
  ["The curve is an ellipse.", "last_statement", "an ellipse", "\\text{ellipse}"],
  ["The total is 42. This is correct.", "last_statement", "42"],
  ["It is clear that there are 7 ways to do this.", "last_number", "7"],
  ["The point is $(3,4)$, which lies on the circle $x^2+y^2=25$.", "last_maths", "x^2+y^2=25"],
  ["Yes, it is.", "boolean_word", "Yes", "yes"],
  ["The statement is true.", "boolean_word", "true", "True"],
  ["It may look true but in the end it is false", "boolean_word", "false", "True"],
  ["No number between 3 and 5 is even, so yes", "boolean_word", "No", "Yes"],
];

for (const [response, rule, text, gold] of rows) {
  test(JSON.stringify(response), () => {
    expect(extracted(response, gold)).toBe(text === "" ? rule : `${rule}: ${text}`);
  });
}
