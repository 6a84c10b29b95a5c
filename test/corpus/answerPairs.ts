/**
 * The public answer pairs: every suite but `contested.jsonl`, without the ids that file lists and without nothing else.
 */
import { type AnswerGrade, gradeAnswer } from "@plumbline/grading";
import { readRows } from "./sharedData.ts";

export interface AnswerPairRow {
  readonly id: string;
  readonly source: string;
  readonly gold: string;
  readonly pred: string;
  readonly expected: boolean;
  readonly kind: string;
  readonly note: string;
}

/** Suites and the share of pairs on which the product promises to agree; an integer is a number of misses allowed. */
export const SUITES: Readonly<Record<string, { readonly share: number } | { readonly misses: number }>> = {
  "math-verify": { share: 0.98 },
  lighteval: { share: 0.96 },
  "nemo-skills": { share: 0.98 },
  skythought: { share: 0.95 },
  "open-instruct": { misses: 1 },
  trl: { misses: 1 },
  "open-r1": { misses: 1 },
  opencompass: { misses: 1 },
  "math-verify-strings": { misses: 1 },
  "latex2sympy2-ext": { share: 0.98 },
  "mv-issues": { share: 0.94 },
  pathological: { share: 0.96 },
  "silver-tora-gsm8k": { share: 0.997 },
  "nemo-skills-judge-fewshot": { misses: 1 },
  tora: { misses: 0 },
};

/** Rows by suite; null where the data is absent. */
export function readSuites(): Map<string, AnswerPairRow[]> | null {
  const contested = readRows<{ id: string }>("answer-pairs/contested.jsonl");
  if (contested === null) return null;
  const left = new Set(contested.map(({ id }) => id));
  const suites = new Map<string, AnswerPairRow[]>();
  for (const suite of Object.keys(SUITES)) {
    const rows = readRows<AnswerPairRow>(`answer-pairs/${suite}.jsonl`);
    if (rows === null) return null;
    suites.set(
      suite,
      rows.filter(({ id }) => !left.has(id)),
    );
  }
  return suites;
}

export interface Disagreement {
  readonly row: AnswerPairRow;
  readonly grade: AnswerGrade;
}

export interface SuiteReport {
  readonly suite: string;
  readonly n: number;
  readonly agree: number;
  /** Pairs that are expected to differ and that the checker calls `equal`. */
  readonly falseEqual: readonly Disagreement[];
  /** Pairs that `rounds` decided. */
  readonly rounds: readonly Disagreement[];
  readonly undecided: number;
  readonly disagreements: readonly Disagreement[];
}

/** An undecided pair is a disagreement, whatever its label. */
export function compareSuite(suite: string, rows: readonly AnswerPairRow[]): SuiteReport {
  const disagreements: Disagreement[] = [];
  const falseEqual: Disagreement[] = [];
  const rounds: Disagreement[] = [];
  let undecided = 0;
  for (const row of rows) {
    const grade = gradeAnswer({ gold: row.gold, pred: row.pred });
    if (grade.outcome === "undecided") undecided += 1;
    if (grade.relation === "equal" && !row.expected) falseEqual.push({ row, grade });
    if (grade.relation === "rounds") rounds.push({ row, grade });
    const agrees = grade.outcome !== "undecided" && (grade.outcome === "correct") === row.expected;
    if (!agrees) disagreements.push({ row, grade });
  }
  return {
    suite,
    n: rows.length,
    agree: rows.length - disagreements.length,
    falseEqual,
    rounds,
    undecided,
    disagreements,
  };
}
