/**
 * `bench -- ineqmath`: IneqMath's development outputs of GPT-4o-mini, scored again without any model.
 *
 * Decision: the counts are computed from the responses and printed as they come out, [bound, relation] right of 50 each,
 * by prompt variant; the published ones are 30/24, 32/23, 23/20 and 27/18. What had no answer goes to stderr.
 */
import { gradeIneqMath, type IneqMathKind } from "@plumbline/suites";
import { readRows } from "../corpus/sharedData.ts";

export interface IneqMathRow {
  readonly id: string;
  readonly gold: string;
  readonly response: string;
  readonly meta: { readonly variant: string; readonly type: IneqMathKind };
}

export async function runBench(_args: string[]): Promise<Record<string, unknown>> {
  const rows = readRows<IneqMathRow>("outputs/ineqmath_dev.jsonl");
  if (rows === null) return { skipped: "outputs/ineqmath_dev.jsonl is absent" };
  const { counts, unanswered } = scoreIneqMath(rows);
  for (const line of unanswered) console.error(line);
  return counts;
}

interface Scored {
  /** Right answers by prompt variant: [bound, relation]. */
  readonly counts: Record<string, [bound: number, relation: number]>;
  /** Responses that are neither right nor wrong, and why. */
  readonly unanswered: readonly string[];
}

export function scoreIneqMath(rows: readonly IneqMathRow[]): Scored {
  const counts: Record<string, [bound: number, relation: number]> = {};
  const unanswered: string[] = [];
  for (const { id, gold, response, meta } of rows) {
    const { outcome } = gradeIneqMath({ kind: meta.type, gold }, response);
    const count = counts[meta.variant] ?? [0, 0];
    if (outcome === "correct") count[meta.type === "bound" ? 0 : 1] += 1;
    else if (outcome !== "incorrect") unanswered.push(`${id}: ${outcome}`);
    counts[meta.variant] = count;
  }
  return { counts, unanswered };
}
