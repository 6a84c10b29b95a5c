import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { compareSuite, readSuites, SUITES } from "./answerPairs.ts";
import { REACHED_SUITES } from "./reached.ts";

const suites = readSuites();
const reports = [...(suites ?? [])].map(([suite, rows]) => compareSuite(suite, rows));

/** Misses that the product's bar allows a suite of `n` pairs. */
function allowed(suite: string, n: number): number {
  const bar = SUITES[suite];
  if (bar === undefined) return 0;
  return "misses" in bar ? bar.misses : Math.floor(n * (1 - bar.share) + 1e-9);
}

test.each(reports.map((report) => [report.suite, report] as const))("%s", (suite, report) => {
  const missed = report.disagreements.map(({ row, grade }) => `${row.id} ${grade.outcome} by ${grade.by}`);
  expect(missed.length, missed.join("\n")).toBeLessThanOrEqual(
    REACHED_SUITES[suite] ?? allowed(suite, report.n),
  );
});

test("every disagreement stands in DISAGREEMENTS.md", () => {
  const listed = readFileSync(join(import.meta.dirname, "DISAGREEMENTS.md"), "utf8");
  const missing = reports.flatMap(({ disagreements }) => disagreements.map(({ row }) => row.id));
  expect(missing.filter((id) => !listed.includes(`| ${id} |`))).toEqual([]);
});

test("no pair of any suite is falsely called equal", () => {
  const wrong = reports.flatMap(({ falseEqual }) =>
    falseEqual.map(({ row }) => `${row.id}: ${row.gold} | ${row.pred}`),
  );
  expect(wrong).toEqual([]);
});

test("less than one pair in a hundred is undecided", () => {
  const undecided = reports.reduce((sum, report) => sum + report.undecided, 0);
  const pairs = reports.reduce((sum, { n }) => sum + n, 0);
  expect(undecided).toBeLessThanOrEqual(pairs * 0.01);
});
