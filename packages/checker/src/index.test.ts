import { describe, expect, it } from "vitest";
import { checkAnswer, readAnswer } from "./index.ts";

function accepted(gold: string, answer: string): boolean | null {
  const result = checkAnswer(gold, answer);
  return result.status === "compared" ? result.accepted : null;
}

describe("answers that are the same", () => {
  it.each([
    ["5", "5"],
    ["5", "5.0"],
    ["1000", "1,000"],
    ["1/2", "0.5"],
    ["\\frac{1}{2}", "1/2"],
    ["10", "\\$10"],
    ["12", "$12.00"],
    ["28\\%", "28 percent"],
    ["17", "17\\text{ any text}"],
    ["0.333333", "1/3"],
    ["1/3", "0.333333"],
    ["16", "016"],
    ["\\text{Evelyn}", "evelyn"],
  ])("%s and %s", (gold, answer) => expect(accepted(gold, answer)).toBe(true));
});

describe("answers that differ", () => {
  it.each([
    ["5", "6"],
    ["5.001", "5"],
    ["1/3", "0.33"],
    ["red", "blue"],
    ["2", "AZYUK2A"],
  ])("%s and %s", (gold, answer) => expect(accepted(gold, answer)).toBe(false));
});

it("says that an empty gold cannot be read, and where", () => {
  const result = checkAnswer("  ", "5");
  expect(result).toMatchObject({
    status: "gold_unreadable",
    failure: { code: "empty", span: { start: 0, end: 2 } },
  });
  expect(readAnswer("")).toMatchObject({ status: "unread", failure: { code: "empty" } });
});
