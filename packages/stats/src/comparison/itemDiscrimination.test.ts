import { expect, test } from "vitest";
import { itemDiscrimination } from "../index.ts";

const systems = (rows: readonly string[]): Map<string, number>[] =>
  rows.map((row) => new Map([...row].map((score, problem) => [`p${problem}`, Number(score)])));

test("a problem that the strong solve discriminates; one that only the weak solve is suspect; a constant says nothing", () => {
  const of = itemDiscrimination(systems(["11101", "11001", "10011", "00011"]));
  expect(of.get("p0")).toBeGreaterThan(0);
  expect(of.get("p3")).toBeLessThan(0);
  expect(of.get("p4")).toBeNull();
});

test("by hand: own 1, 0, 0 against the rest 1, 1, 0", () => {
  expect(itemDiscrimination(systems(["11", "01", "00"])).get("p0")).toBeCloseTo(0.5, 12);
});

test("too few systems, no other problem, a problem not asked of all", () => {
  expect(itemDiscrimination(systems(["11", "01"])).get("p0")).toBeNull();
  expect(itemDiscrimination(systems(["1", "0", "0"])).get("p0")).toBeNull();
  expect(itemDiscrimination([])).toEqual(new Map());
  const some = [...systems(["110", "010", "001"]), new Map([["p9", 1]])];
  expect(itemDiscrimination(some).get("p9")).toBeNull();
});
