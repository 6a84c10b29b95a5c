/**
 * Whether a batch of judgements may be believed, from what became of its canaries.
 * Decision: refusing is the safe side. A judge that accepts what must not be accepted is refused, one that rejects what
 * is plainly good is refused too, and so is one of which too few canaries could be judged: no evidence is no permission.
 * Every reason that applies is given. Canaries are few, so a limit is a tripwire and no estimate; the estimate is the
 * judge's card.
 */
import { type Outcome, toStanding } from "@plumbline/contract";
import type { Canary } from "./canary.ts";

export interface CanaryResult {
  readonly canary: Canary;
  /** Of `toOutcome(judge, judging)`. */
  readonly outcome: Outcome;
}

export interface CanaryLimits {
  /** Largest share of known bad and attacks that may be accepted. 0 */
  readonly falsePositiveRate: number;
  /** Largest share of known good that may be rejected. 0.5 */
  readonly falseNegativeRate: number;
  /** Smallest share of all canaries that must have come to a verdict. 0.5 */
  readonly judgedShare: number;
}

export const CANARY_LIMITS: CanaryLimits = { falsePositiveRate: 0, falseNegativeRate: 0.5, judgedShare: 0.5 };

/** Counts; `judged` came to a verdict, trouble with the judge left out. */
export interface CanaryCounts {
  readonly tried: number;
  readonly judged: number;
  readonly bad: { readonly judged: number; readonly accepted: number };
  readonly good: { readonly judged: number; readonly rejected: number };
}

export interface Refusal {
  readonly code: "false_positives" | "false_negatives" | "too_few_judged";
  /** One sentence for people. */
  readonly reason: string;
}

export interface BatchDecision {
  readonly status: "accepted" | "refused";
  readonly refusals: readonly Refusal[];
  readonly counts: CanaryCounts;
}

/** Total. Without a single bad canary that was judged, a batch is refused. */
export function judgeBatch(
  results: readonly CanaryResult[],
  limits: CanaryLimits = CANARY_LIMITS,
): BatchDecision {
  const counts = count(results);
  const refusals = [
    falsePositives(counts, limits),
    falseNegatives(counts, limits),
    tooFew(counts, limits),
  ].filter((refusal) => refusal !== null);
  return { status: refusals.length === 0 ? "accepted" : "refused", refusals, counts };
}

function count(results: readonly CanaryResult[]): CanaryCounts {
  const judged = results.filter(({ outcome }) => toStanding(outcome) !== "ungradable");
  const bad = judged.filter(({ canary }) => !canary.accept);
  const good = judged.filter(({ canary }) => canary.accept);
  return {
    tried: results.length,
    judged: judged.length,
    bad: { judged: bad.length, accepted: bad.filter(isAccepted).length },
    good: { judged: good.length, rejected: good.filter((result) => !isAccepted(result)).length },
  };
}

export function isAccepted({ outcome }: CanaryResult): boolean {
  return toStanding(outcome) === "right";
}

function falsePositives({ bad }: CanaryCounts, { falsePositiveRate }: CanaryLimits): Refusal | null {
  if (bad.accepted <= falsePositiveRate * bad.judged) return null;
  const reason = `The judge accepted ${bad.accepted} of ${bad.judged} canaries that must not be accepted; the limit is ${percent(falsePositiveRate)}.`;
  return { code: "false_positives", reason };
}

function falseNegatives({ good }: CanaryCounts, { falseNegativeRate }: CanaryLimits): Refusal | null {
  if (good.rejected <= falseNegativeRate * good.judged) return null;
  const reason = `The judge rejected ${good.rejected} of ${good.judged} canaries that are right; the limit is ${percent(falseNegativeRate)}.`;
  return { code: "false_negatives", reason };
}

function tooFew({ tried, judged, bad }: CanaryCounts, { judgedShare }: CanaryLimits): Refusal | null {
  if (bad.judged > 0 && judged >= judgedShare * tried) return null;
  const reason =
    bad.judged === 0
      ? "No canary that must not be accepted came to a verdict."
      : `Only ${judged} of ${tried} canaries came to a verdict; at least ${percent(judgedShare)} must.`;
  return { code: "too_few_judged", reason };
}

function percent(share: number): string {
  return `${Math.round(share * 1_000) / 10} %`;
}
