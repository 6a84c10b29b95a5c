import { expect, test } from "vitest";
import { laySample } from "./laySample.ts";
import type { LaidText } from "./layText.ts";

const response = "<think>maybe 3</think>The answer is 7.";
const thinking = { start: 7, end: 14 };
const textOf = (text: LaidText | null) =>
  (text?.paragraphs ?? [])
    .flat()
    .map((run) => run.source)
    .join("");
const markedOf = (text: LaidText | null) =>
  (text?.paragraphs ?? [])
    .flat()
    .filter((run) => run.marked)
    .map((run) => run.source);

test("the three parts are the whole response", () => {
  const laid = laySample(response, thinking, null);
  expect([laid.before, laid.thinking, laid.after].map(textOf).join("")).toBe(response);
  expect(textOf(laid.thinking)).toBe("maybe 3");
});

test("an answer after the thinking is marked there and only there", () => {
  const start = response.indexOf("7.");
  const laid = laySample(response, thinking, { start, end: start + 1 });
  expect(markedOf(laid.after)).toEqual(["7"]);
  expect(markedOf(laid.thinking)).toEqual([]);
  expect(laid.markedInThinking).toBe(false);
});

test("an answer inside the thinking opens it", () => {
  const laid = laySample(response, thinking, { start: 13, end: 14 });
  expect(markedOf(laid.thinking)).toEqual(["3"]);
  expect(laid.markedInThinking).toBe(true);
});

test("a response without thinking is one part", () => {
  const laid = laySample("x is 2", null, { start: 5, end: 6 });
  expect(markedOf(laid.before)).toEqual(["2"]);
  expect(laid.thinking).toBeNull();
});

test("a flagged step and the answer inside of it are both shown, and nothing is lost", () => {
  const text = "1+1=3\nAnswer: 3";
  const start = text.indexOf("Answer");
  const laid = laySample(
    text,
    null,
    { start: text.length - 1, end: text.length },
    { start, end: text.length },
  );
  const runs = laid.before.paragraphs.flat();
  expect(textOf(laid.before)).toBe(text);
  expect(markedOf(laid.before)).toEqual(["3"]);
  expect(runs.filter(({ flagged }) => flagged !== undefined).map(({ source }) => source)).toEqual([
    "Answer: ",
    "3",
  ]);
  expect(runs.map(({ flagged }) => [flagged?.first, flagged?.last])).toEqual([
    [undefined, undefined],
    [true, false],
    [false, true],
  ]);
});
