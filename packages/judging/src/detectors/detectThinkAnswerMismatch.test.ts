import { expect, test } from "vitest";
import { detectThinkAnswerMismatch } from "./detectThinkAnswerMismatch.ts";

test.each([
  ["<think>The answer is 4.</think>The answer is 5.", "mismatch", "4", "5"],
  ["<think>So \\boxed{\\frac{1}{2}}.</think>The answer is $0.5$.", "match", "\\frac{1}{2}", "0.5"],
  ["<think>Answer: 3. No, the answer is 4.</think>\\boxed{4}", "match", "4", "4"],
  ["The template opened it. The answer is 7.</think>#### 8", "mismatch", "7", "8"],
  ["<think>I do not know.</think>The answer is 5.", "not_applicable", null, "5"],
  ["<think>The answer is 4.", "not_applicable", "4", null],
  ["The answer is 4.", "not_applicable", null, "4"],
  ["<thinking>**Answer:** $x^2-1$</thinking>**Answer:** $(x-1)(x+1)$", "match", "x^2-1", "(x-1)(x+1)"],
])("%s is a %s", (response, outcome, thinking, final) => {
  const found = detectThinkAnswerMismatch(response);
  expect([found.outcome, found.thinking?.text ?? null, found.final?.text ?? null]).toEqual([
    outcome,
    thinking,
    final,
  ]);
  for (const answer of [found.thinking, found.final])
    if (answer !== null) expect(response.slice(answer.span.start, answer.span.end)).toBe(answer.text);
});

test("many marks are read in linear time", () => {
  const response = `<think>${"\\boxed{".repeat(20_000)}</think>${"the answer is ".repeat(20_000)}5`;
  expect(detectThinkAnswerMismatch(response).outcome).toBe("not_applicable");
});
