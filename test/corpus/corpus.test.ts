import { checkAnswer } from "@plumbline/checker";
import { gradeAnswer } from "@plumbline/grading";
import { expect, test } from "vitest";
import { unequalPairs } from "../fuzz/unequalPairs.ts";
import { CORPUS, FAMILIES } from "./corpus.ts";
import { REACHED_FAMILIES } from "./reached.ts";

test("the corpus is as large as it says, and no pair stands in it with both labels", () => {
  const labels = new Map<string, boolean>();
  const contradicted: string[] = [];
  for (const { gold, answer, expected } of CORPUS) {
    const pair = `${gold} | ${answer}`;
    if (labels.has(pair) && labels.get(pair) !== expected) contradicted.push(pair);
    labels.set(pair, expected);
  }
  expect(contradicted).toEqual([]);
  expect(CORPUS.filter(({ expected }) => expected).length).toBeGreaterThanOrEqual(1_500);
  expect(CORPUS.filter(({ expected }) => !expected).length).toBeGreaterThanOrEqual(1_500);
});

test.each(FAMILIES.map((family) => [family.name, family] as const))("%s", (name, { rows }) => {
  const missed: string[] = [];
  for (const { gold, answer, expected } of rows) {
    const { outcome, relation, by } = gradeAnswer({ gold, pred: answer });
    expect(relation === "equal" && !expected, `false equal: ${gold} | ${answer}`).toBe(false);
    if (outcome === "undecided" || (outcome === "correct") !== expected) {
      missed.push(`${gold} | ${answer}: ${outcome} by ${by}`);
    }
  }
  expect(missed.length, missed.join("\n")).toBeLessThanOrEqual(REACHED_FAMILIES[name] ?? 0);
});

test("20,000 pairs that differ by construction are never called equal under the exact policy", () => {
  const wrong: string[] = [];
  let undecided = 0;
  for (const { gold, answer, rule } of unequalPairs(20_000, 20261121)) {
    const result = checkAnswer(gold, answer, { policy: "exact", type: "math" });
    const relation = result.status === "compared" ? result.relation : "gold_unreadable";
    if (relation === "equal" || relation === "gold_unreadable")
      wrong.push(`${rule}: ${gold} | ${answer}: ${relation}`);
    if (relation === "undecided") undecided += 1;
  }
  expect(wrong).toEqual([]);
  expect(undecided).toBeLessThan(200);
}, 120_000);
