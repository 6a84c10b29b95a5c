import { expect, test } from "vitest";
import { layAnswer } from "./layAnswer.ts";

test.each([
  ["\\frac{1}{2}", true],
  ["x^2", true],
  ["$\\pi$", true],
  ["Evelyn", false],
  ["42", false],
  ["\\frac{1}{", false],
  ["\\nosuchcommand{2}", false],
])("%s as mathematics: %s; what does not render is shown as it is written", (answer, rendered) => {
  const runs = layAnswer(answer).paragraphs.flat();
  expect(runs.some((run) => run.mathml !== undefined)).toBe(rendered);
  if (!rendered) expect(runs.map((run) => run.source).join("")).toBe(answer);
});
