import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { DATA, hasRealData } from "../../../../test/setup/realData.ts";
import { rankCorrelation, twoShareTest } from "../index.ts";

test("two shares of 200: 47 % and 43.5 % are not told apart, 47 % and 37 % are", () => {
  expect(twoShareTest({ right: 94, n: 200 }, { right: 87, n: 200 })).toBeCloseTo(0.48, 2);
  expect(twoShareTest({ right: 94, n: 200 }, { right: 74, n: 200 })).toBeCloseTo(0.043, 3);
  expect(twoShareTest({ right: 5, n: 5 }, { right: 9, n: 9 })).toBe(1);
});

test("ties have their mean rank; a constant has no order", () => {
  expect(rankCorrelation([1, 2, 3, 4], [1, 3, 2, 4])).toBeCloseTo(0.8, 12);
  expect(rankCorrelation([1, 2, 2, 3], [10, 20, 20, 30])).toBeCloseTo(1, 12);
  expect(rankCorrelation([1, 2, 3], [5, 5, 5])).toBeNull();
  expect(rankCorrelation([], [])).toBeNull();
});

describe.runIf(hasRealData())("the published IneqMath board", () => {
  const rows = hasRealData()
    ? readFileSync(join(DATA, "ineqmath_leaderboard.csv"), "utf8")
        .trim()
        .split("\n")
        .slice(1)
        .map((line) => line.split(",").slice(-6).map(Number))
    : [];
  const column = (at: number): number[] => rows.map((row) => row[at] ?? Number.NaN);
  test("the overall score follows the logical-gap judge (.883), not the answers (.583)", () => {
    expect(rankCorrelation(column(0), column(1))).toBeCloseTo(0.583, 3);
    expect(rankCorrelation(column(0), column(3))).toBeCloseTo(0.883, 3);
  });
  test("the first of 200 problems is not told apart from the next four", () => {
    const first = { right: 94, n: 200 };
    const others = column(0).map((percent) => ({ right: 2 * percent, n: 200 }));
    for (const other of others.slice(1, 5)) expect(twoShareTest(first, other)).toBeGreaterThan(0.05);
  });
});
