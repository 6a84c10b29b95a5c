import { expect, test } from "vitest";
import { extracted } from "./rules/extractionTable.ts";

test.each([
  ["<think>Is it \\boxed{3}?</think>It is \\boxed{4}.", "boxed: 4"],
  ["Is it \\boxed{3}?</think>It is \\boxed{4}.", "boxed: 4"],
  ["<think>It is \\boxed{3}.</think>That was hard.", "whole: That was hard"],
  ["<think>It is \\boxed{3}.", "truncated"],
  ["<think>a</think><think>It is \\boxed{3}.", "truncated"],
  ["<thinking>3</thinking>\n4", "whole: 4"],
  ["◁think▷3◁/think▷4", "whole: 4"],
  ["<|channel|>analysis<|message|>3<|channel|>final<|message|>The answer is 4", "answer_phrase: 4"],
  ["It is 4.<|im_end|>\n<|im_start|>user\nAnd 5?", "last_statement: 4"],
  ["It is 4.<|endoftext|>Question 7", "last_statement: 4"],
])("%j", (response, found) => {
  expect(extracted(response)).toBe(found);
});
