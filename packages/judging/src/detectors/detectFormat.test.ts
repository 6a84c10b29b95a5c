import { expect, test } from "vitest";
import { detectFormat } from "./detectFormat.ts";

test.each([
  ["<think>\\boxed{3}</think>So \\boxed{4}", { boxes: 1, announcesAnswer: true, thinking: "closed" }],
  ["<think>no end", { boxes: 0, announcesAnswer: false, thinking: "never_closed" }],
  ["2 + 2</think>4", { boxes: 0, announcesAnswer: false, thinking: "never_opened" }],
  ["So \\[ x = 4", { openFormulas: 1, thinking: "none" }],
  ["The answer is 4.", { announcesAnswer: true, openFormulas: 0, asAsked: null }],
])("%s", (response, expected) => expect(detectFormat(response)).toMatchObject(expected));

test("the last line is held against the form that was asked for", () => {
  const lastLine = /^Answer: [01]$/gu;
  expect(detectFormat("All right.\nAnswer: 1\n", { lastLine }).asAsked).toBe(true);
  expect(detectFormat("Answer: 1\nOr not.", { lastLine }).asAsked).toBe(false);
});
