import type { SampleRow } from "@plumbline/contract";
import type { SampleWithVerdict } from "@plumbline/storage";

/** A line of the table. A sample whose verdict is not there yet says so as `unavailable`. */
export function toSampleRow({ sample, problemKey, gold, verdict }: SampleWithVerdict): SampleRow {
  return {
    id: sample.id,
    problemId: sample.problemId,
    problemKey,
    index: sample.index,
    outcome: verdict?.outcome ?? "unavailable",
    extracted: verdict?.extracted?.text ?? null,
    rule: verdict?.extracted?.rule ?? null,
    gold,
    by: verdict?.by ?? "none",
    tokensOut: sample.tokensOut,
  };
}
