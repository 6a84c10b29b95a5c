import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DATA, hasRealData } from "../../../../test/setup/realData.ts";
import { conjunctionBounds } from "../index.ts";

test("law: the share of items that pass all checks lies within the bounds", () => {
  const items = fc.array(fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }), {
    minLength: 1,
    maxLength: 30,
  });
  fc.assert(
    fc.property(items, (rows) => {
      const share = (passes: (row: boolean[]) => boolean): number => rows.filter(passes).length / rows.length;
      const { low, high } = conjunctionBounds([0, 1, 2].map((check) => share((row) => row[check] === true)));
      const all = share((row) => row.every((passed) => passed));
      expect(all).toBeGreaterThanOrEqual(low - 1e-12);
      expect(all).toBeLessThanOrEqual(high + 1e-12);
    }),
  );
  expect(conjunctionBounds([])).toEqual({ low: 1, high: 1 });
});

describe.runIf(hasRealData())("the published IneqMath board", () => {
  const rows = hasRealData()
    ? readFileSync(join(DATA, "ineqmath_leaderboard.csv"), "utf8")
        .trim()
        .split("\n")
        .slice(1)
        .map((line) => {
          // Model names may hold commas, and then stand in quotes; the figures stand last.
          const [overall = 0, ...checks] = line.split(",").slice(-6).map(Number);
          return { line, overall, checks };
        })
    : [];
  test("all 55 rows are possible conjunctions of their five checks", () => {
    expect(rows).toHaveLength(55);
    for (const { overall, checks } of rows) {
      const { low, high } = conjunctionBounds(checks.map((percent) => percent / 100));
      expect(overall / 100).toBeGreaterThanOrEqual(low - 1e-9);
      expect(overall / 100).toBeLessThanOrEqual(high + 1e-9);
    }
  });
  test("how much of the answers' accuracy the steps take away: 68.0, 65.5 and 63.5 points at the most", () => {
    const gaps = rows
      .map(({ line, overall, checks: [answer = 0] }) => ({ line, gap: answer - overall }))
      .sort((a, b) => b.gap - a.gap);
    expect(gaps.slice(0, 3).map(({ gap }) => gap)).toEqual([68, 65.5, 63.5]);
    expect(gaps[0]?.line).toContain("Grok 4");
    expect(gaps[1]?.line).toContain("Grok 3 mini");
    expect(gaps[2]?.line).toContain("DeepSeek-R1-0528");
  });
});
