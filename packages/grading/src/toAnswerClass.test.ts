import { expect, test } from "vitest";
import { toAnswerClass } from "./toAnswerClass.ts";

test.each([
  ["1/2", "0.50"],
  ["\\frac{1}{2}", "0.5"],
  ["1,000", "1000"],
  ["+7", "7"],
  ["(1,2)", "( 1, 2 )"],
  ["The  quick fox", "the quick fox"],
])("%s and %s are one answer", (left, right) => {
  expect(toAnswerClass(left)).toBe(toAnswerClass(right));
});

test.each([
  ["1", "-1"],
  ["1/2", "1/3"],
  ["12", "1, 2"],
  ["x", "X"],
  ["a red fox", "a red ox"],
])("%s and %s are two", (left, right) => {
  expect(toAnswerClass(left)).not.toBe(toAnswerClass(right));
});

test("whatever the text, there is a class", () => {
  for (const text of ["", " ", "\\frac{", "😀", "\0"]) expect(typeof toAnswerClass(text)).toBe("string");
});
