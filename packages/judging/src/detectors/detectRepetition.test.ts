import fc from "fast-check";
import { expect, test } from "vitest";
import { detectRepetition } from "./detectRepetition.ts";

test.each([
  ["a sentence over and over", `We start. ${"So x is 2. ".repeat(30)}`, 4],
  ["one word", "and ".repeat(60), 1],
  [
    "cut off in the last round",
    `${"\\frac{14}{8} = \\frac{21}{12} = ".repeat(20)}\\frac{14}{8} = \\frac{21}`,
    4,
  ],
])("%s is a loop", (_, text, period) => {
  const { loop } = detectRepetition(text);
  expect(loop?.period).toBe(period);
  expect(text.slice(loop?.span.start).trim().startsWith("We start")).toBe(false);
});

test.each([
  ["a sum of equal terms", "3 + 3 + 3 + 3 + 3 = 15"],
  [
    "a loop that was left",
    `${"So x is 2. ".repeat(30)}Then we found a way out, and all was well in the end.`,
  ],
  ["prose", "We add the numbers and divide the sum by their count, which gives the mean."],
  ["nothing", ""],
])("%s is no loop", (_, text) => expect(detectRepetition(text).loop).toBeNull());

test("the share of n-grams seen before grows with each copy of a text", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 999 }), { minLength: 10, maxLength: 30 }), (numbers) => {
      const text = `${numbers.join(" ")} `;
      const shares = [1, 2, 3].map((copies) => detectRepetition(text.repeat(copies)).seenBefore);
      expect(shares[0]).toBeLessThan(shares[1] ?? 0);
      expect(shares[1]).toBeLessThan(shares[2] ?? 0);
    }),
  );
});
