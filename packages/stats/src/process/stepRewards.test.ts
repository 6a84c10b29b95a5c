import fc from "fast-check";
import { expect, test } from "vitest";
import { stepRewards } from "../index.ts";

const REWARDS = [0.2, 0.5, 0.9, 0.8];
const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);

test.each([
  ["clip", [-0.5, -0.2, 0, 0]],
  ["delta", [-0.3, -0.4, 0.1, 0.8]],
  ["both", [-0.3, -0.2, 0, 0]],
] as const)("%s, as published", (guard, expected) => {
  expect(stepRewards(REWARDS, guard, 0.7)).toEqual(expected.map((value) => expect.closeTo(value, 12)));
});

test("law: repeating the last step pays nothing, however often, and delta adds up to the first reward", () => {
  const rewards = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 10 });
  fc.assert(
    fc.property(rewards, fc.integer({ min: 1, max: 20 }), (given, times) => {
      const padded = [...given, ...Array.from({ length: times }, () => given.at(-1) ?? 0)];
      for (const guard of ["clip", "delta", "both"] as const)
        expect(sum(stepRewards(padded, guard, 0.7))).toBeLessThanOrEqual(
          sum(stepRewards(given, guard, 0.7)) + 1e-9,
        );
      expect(sum(stepRewards(given, "delta", 0.7))).toBeCloseTo(given[0] ?? 0, 9);
    }),
  );
});
