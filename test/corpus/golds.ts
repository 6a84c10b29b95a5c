/**
 * Every gold of five benchmarks against itself: it must be readable, equal itself as an answer and inside a box, its
 * thousands form where it is a large integer, and "x = itself" where it is a value.
 */
import { checkAnswer, readAnswer } from "@plumbline/checker";
import { gradeAnswer } from "@plumbline/grading";
import { readRows } from "./sharedData.ts";

export const GOLD_FILES: readonly string[] = [
  "math_test_full",
  "math500",
  "theoremqa",
  "hardmath_mini",
  "imo_answerbench_v2",
];

export interface GoldReport {
  readonly file: string;
  readonly n: number;
  readonly unread: readonly string[];
  /** Read as text: the problem's id and the rule that made it text. */
  readonly text: readonly { readonly id: string; readonly rule: string }[];
  readonly notItself: readonly string[];
  readonly notBoxed: readonly string[];
  readonly notThousands: readonly string[];
  readonly notAssigned: readonly string[];
}

/** Shapes that are one value, so that "x = value" says the same. */
const VALUES: ReadonlySet<string> = new Set([
  "integer",
  "fraction",
  "decimal",
  "number",
  "expression",
  "mixed",
]);

/** Null where the data is absent. */
export function checkGolds(file: string): GoldReport | null {
  const rows = readRows<{ id: string; answer: string }>(`benchmarks/${file}.jsonl`);
  if (rows === null) return null;
  const found = {
    unread: [],
    notItself: [],
    notBoxed: [],
    notThousands: [],
    notAssigned: [],
  } as Record<"unread" | "notItself" | "notBoxed" | "notThousands" | "notAssigned", string[]>;
  const text: { id: string; rule: string }[] = [];
  for (const { id, answer } of rows) {
    const named = `${id}: ${answer}`;
    const reading = readAnswer(answer);
    if (reading.status === "unread") {
      found.unread.push(named);
      continue;
    }
    if (reading.shape === "text") text.push({ id, rule: reading.failure?.code ?? "words" });
    const itself = checkAnswer(answer, answer);
    if (itself.status !== "compared" || itself.relation !== "equal") found.notItself.push(named);
    if (gradeAnswer({ gold: answer, pred: `So the answer is $\\boxed{${answer}}$.` }).outcome !== "correct") {
      found.notBoxed.push(named);
    }
    if (/^\d{4,}$/u.test(answer)) {
      const thousands = answer.replace(/\B(?=(?:\d{3})+$)/gu, ",");
      if (gradeAnswer({ gold: answer, pred: thousands }).relation !== "equal") found.notThousands.push(named);
    }
    if (VALUES.has(reading.shape) && !/=|\\text|[a-z]{3}/u.test(answer.replace(/\\[a-z]+/giu, ""))) {
      const bare = answer
        .trim()
        .replace(/\.$/u, "")
        .replace(/^\$|\$$/gu, "");
      if (gradeAnswer({ gold: answer, pred: `$x = ${bare}$` }).outcome !== "correct")
        found.notAssigned.push(named);
    }
  }
  return { file, n: rows.length, ...found, text };
}
