import { gradeSample } from "@plumbline/grading";
import { expect, test } from "vitest";
import { readRows } from "./sharedData.ts";

interface Row {
  readonly id: string;
  readonly gold: string;
  readonly response: string;
  readonly model: string;
  readonly label: boolean;
}

/** Published with the data set: right answers of 1,319 by system. */
const PUBLISHED = {
  "6b_finetuning": 286,
  "6b_verification": 515,
  "175b_finetuning": 458,
  "175b_verification": 742,
};

test("grading GSM8K's public outputs gives the published counts, sample by sample, none ungradable", () => {
  const rows = readRows<Row>("outputs/openai_gsm8k.jsonl");
  if (rows === null) return;
  const right: Record<string, number> = {};
  const disagreements: string[] = [];
  for (const { id, gold, response, model, label } of rows) {
    const { outcome, score } = gradeSample({ response, spec: { gold, type: "auto" }, policy: "default" });
    if (score === null || (outcome === "correct") !== label) disagreements.push(`${id}: ${outcome}`);
    right[model] = (right[model] ?? 0) + (outcome === "correct" ? 1 : 0);
  }
  expect(disagreements).toEqual([]);
  expect(right).toEqual(PUBLISHED);
});
