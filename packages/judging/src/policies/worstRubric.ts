/**
 * Several rubric judgements of one proof as one (the rule of MathArena's proof judging: the minimum).
 * Decision: the least score wins, because a gap that one judge found is there although others overlooked it.
 */
import type { Judging } from "../judging.ts";

export interface WorstRubric {
  /** In [0, 1]; null where none was judged. */
  readonly score: number | null;
  /** Position of the judging that gave it. */
  readonly from: number | null;
  readonly judged: number;
  readonly asked: number;
}

export function worstRubric(judgings: readonly Judging[]): WorstRubric {
  let worst: { score: number; from: number } | null = null;
  let judged = 0;
  for (const [from, judging] of judgings.entries()) {
    const score = judging.status === "judged" ? judging.finding.score : null;
    if (score === null) continue;
    judged += 1;
    if (worst === null || score < worst.score) worst = { score, from };
  }
  return { score: worst?.score ?? null, from: worst?.from ?? null, judged, asked: judgings.length };
}
