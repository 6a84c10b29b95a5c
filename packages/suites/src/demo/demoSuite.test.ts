import { expect, test } from "vitest";
import { seededRandom } from "../random.ts";
import { DEMO_SOLVERS, generateDemoSuite } from "./demoSuite.ts";
import { toFraction } from "./problem.ts";
import { DEMO_TEMPLATES } from "./templates.ts";

test("the same seed gives the same suite, another seed another one", () => {
  expect(generateDemoSuite(7, 30, 2)).toEqual(generateDemoSuite(7, 30, 2));
  expect(generateDemoSuite(7, 30, 2).problems).not.toEqual(generateDemoSuite(8, 30, 2).problems);
});

test("every problem has its own statement and a gold, and every solver answers each problem as often as asked", () => {
  const suite = generateDemoSuite(1, 120, 3);
  expect(new Set(suite.problems.map(({ statement }) => statement)).size).toBe(120);
  expect(suite.problems.every(({ spec }) => spec.gold.length > 0)).toBe(true);
  expect(suite.outputs.size).toBe(DEMO_SOLVERS.length);
  for (const rows of suite.outputs.values()) expect(rows).toHaveLength(360);
});

test("a solver that never slips finds the gold; one that always slips never does", () => {
  const random = seededRandom(3);
  for (let round = 0; round < 200; round += 1) {
    for (const template of DEMO_TEMPLATES) {
      const problem = template(random);
      const gold = problem.work((value) => value).answer;
      let first = true;
      const once = problem.work((value) => {
        if (!first) return value;
        first = false;
        return value + 1;
      }).answer;
      expect(problem.work((value) => value).answer).toBe(gold);
      expect(once, problem.statement).not.toBe(gold);
    }
  }
});

test.each([
  [6, 4, "\\frac{3}{2}"],
  [6, -4, "-\\frac{3}{2}"],
  [8, 4, "2"],
  [0, 5, "0"],
])("%d over %d in lowest terms is %s", (top, bottom, expected) =>
  expect(toFraction(top, bottom)).toBe(expected),
);
