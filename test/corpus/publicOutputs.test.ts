import { gradeSample } from "@plumbline/grading";
import { expect, test } from "vitest";
import { readRows } from "./sharedData.ts";

interface Row {
  readonly id: string;
  readonly gold: string | number;
  readonly response: string;
  readonly label: boolean | null;
  readonly meta: { readonly variant?: string; readonly type?: string };
}

/** IneqMath's published numbers of right answers on its development set, by prompt variant and kind of problem. */
const INEQMATH = {
  "zero_shot bound": 30,
  "zero_shot relation": 24,
  "few_shot3 bound": 32,
  "few_shot3 relation": 23,
  "solution_hints3 bound": 23,
  "solution_hints3 relation": 20,
  "theorem_hints3 bound": 27,
  "theorem_hints3 relation": 18,
};

test("IneqMath's development outputs give the published counts under the exact policy", () => {
  const rows = readRows<Row>("outputs/ineqmath_dev.jsonl");
  if (rows === null) return;
  const right: Record<string, number> = {};
  for (const { gold, response, meta } of rows) {
    const grade = gradeSample({ response, spec: { gold: String(gold), type: "auto" }, policy: "exact" });
    expect(grade.score).not.toBeNull();
    const group = `${meta.variant} ${meta.type}`;
    right[group] = (right[group] ?? 0) + (grade.outcome === "correct" ? 1 : 0);
  }
  expect(right).toEqual(INEQMATH);
});

/** Files whose labels are about the final answer, and the share of labelled rows on which we agree. */
const LABELLED: readonly (readonly [file: string, share: number])[] = [
  ["tora_gsm8k", 1],
  ["mr_ben_math", 1],
  ["prmbench_qwq_human", 1],
  ["prm800k_phase1_test", 1],
  ["gaokao_bench", 0.98],
  ["mr_gsm8k", 0.98],
  ["bigbench_mistake", 0.96],
  ["nemo_skills_rs", 0.95],
];

test.each(LABELLED)("%s: agreement with its labels is at least %f", (file, share) => {
  const rows = readRows<Row>(`outputs/${file}.jsonl`);
  if (rows === null) return;
  const labelled = rows.filter(({ label }) => label !== null);
  const missed = labelled.filter(({ gold, response, label }) => {
    const grade = gradeSample({ response, spec: { gold: String(gold), type: "auto" }, policy: "default" });
    return (grade.outcome === "correct") !== label;
  });
  const agreement = (labelled.length - missed.length) / labelled.length;
  expect(agreement, missed.map(({ id }) => id).join(" ")).toBeGreaterThanOrEqual(share);
});
