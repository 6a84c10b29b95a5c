import { OUTCOMES, toStanding } from "@plumbline/contract";
import { expect, test } from "vitest";
import { outcomeFacts, readOutcome, SHOWN_OUTCOMES } from "./outcomeFacts.ts";

test("every outcome of the contract is shown, in the contract's order", () => {
  expect(SHOWN_OUTCOMES).toEqual([...OUTCOMES]);
});

test("pages and scores agree on what counts", () => {
  for (const outcome of OUTCOMES) expect(outcomeFacts(outcome).standing).toBe(toStanding(outcome));
});

test("no two outcomes share a glyph or a word", () => {
  const facts = OUTCOMES.map(outcomeFacts);
  expect(new Set(facts.map((fact) => fact.glyph)).size).toBe(facts.length);
  expect(new Set(facts.map((fact) => fact.label)).size).toBe(facts.length);
});

test("an unknown filter is no filter", () => {
  expect(readOutcome("truncated")).toBe("truncated");
  expect(readOutcome("toString")).toBeUndefined();
  expect(readOutcome(null)).toBeUndefined();
});
