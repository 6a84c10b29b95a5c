import { expect, test } from "vitest";
import { checkResponse } from "../steps/checkSteps.ts";
import { detectFlawRepetition } from "./detectFlawRepetition.ts";

const detect = (response: string) => detectFlawRepetition(response, checkResponse(response));

test("a false claim that is made twice is one repeated flaw with two places", () => {
  const response = "Step 1: 7 * 8 = 54.\nStep 2: So 7*8 = 54 again.\nStep 3: 54 + 1 = 55.";
  const { flaws } = detect(response);
  expect(flaws.map(({ claim }) => claim)).toEqual(["7*8=54"]);
  expect(flaws[0]?.spans.map(({ start, end }) => response.slice(start, end))).toEqual([
    "7 * 8 = 54",
    "7*8 = 54",
  ]);
});

test("an attempt that repeats a failed one is found, a new way is not", () => {
  const attempt =
    "Ann has 7 bags of 8 apples, which makes 7 * 8 = 54 apples, and she gives 4 of them away to Ben. ";
  const again = detect(`${attempt}Wait, ${attempt}`);
  expect(again.attempts).toHaveLength(1);
  expect(again.attempts[0]?.overlap).toBeGreaterThan(0.8);
  const other =
    "Let me count the apples that Ben gets first, and then think about what remains for Ann in the end.";
  expect(detect(`${attempt}Wait, that is too many. ${other}`).attempts).toEqual([]);
});

test("true claims and single errors are no repeated flaws", () => {
  expect(detect("7 * 8 = 56\n7 * 8 = 56\n56 + 1 = 58")).toEqual({ flaws: [], attempts: [] });
});
