/**
 * Compares two responses in both orders.
 * Decision: a preference counts only if it survives the swap. Judges favour places (methods of JudgeBench: up to half of
 * all pairs flip), so two different answers are a tie that is marked as inconsistent, never the first one's answer.
 */
import type { Judge } from "./judge.ts";
import type { JudgeInput } from "./judgeInput.ts";
import type { Judging } from "./judging.ts";
import type { Ask } from "./providers/ask.ts";
import { addSpending, type Spending } from "./providers/spending.ts";
import { type JudgeOptions, runJudge } from "./runJudge.ts";

export type Preference = "response" | "other" | "tie";

export interface Comparison {
  /** As it was asked: `response` first, then `other` first. */
  readonly forward: Judging;
  readonly swapped: Judging;
  readonly spending: Spending;
  readonly result: /** `consistent` false: the two orders gave different answers, and `preference` is a tie for that reason. */
    | { readonly status: "judged"; readonly preference: Preference; readonly consistent: boolean }
    /** One order or both did not come to a verdict; `forward` and `swapped` say why. */
    | { readonly status: "not_judged" };
}

/** @param judge one with the labels `first`, `second` and `tie`: `pairwise` */
export async function runPairwise(
  judge: Judge,
  input: JudgeInput & { readonly other: string },
  ask: Ask,
  options: JudgeOptions,
): Promise<Comparison> {
  const turned = { ...input, response: input.other, other: input.response };
  const forward = await runJudge(judge, input, ask, options);
  const swapped = await runJudge(judge, turned, ask, options);
  return {
    forward,
    swapped,
    spending: addSpending(forward.spending, swapped.spending),
    result: agree(preferenceOf(forward, ["response", "other"]), preferenceOf(swapped, ["other", "response"])),
  };
}

function agree(forward: Preference | null, swapped: Preference | null): Comparison["result"] {
  if (forward === null || swapped === null) return { status: "not_judged" };
  const consistent = forward === swapped;
  return { status: "judged", preference: consistent ? forward : "tie", consistent };
}

function preferenceOf(
  judging: Judging,
  [first, second]: readonly [Preference, Preference],
): Preference | null {
  if (judging.status !== "judged") return null;
  const { verdict } = judging.finding;
  return verdict === "first" ? first : verdict === "second" ? second : "tie";
}
