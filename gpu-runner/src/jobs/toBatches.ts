/** Verdicts in batches that one request carries: by count and by bytes of JSON. At least one batch, empty or not. */
import { type JobReport, LIMITS } from "@plumbline/contract";

export type Verdict = JobReport["verdicts"][number];

const BATCH_VERDICTS = 5_000;
const BATCH_BYTES = LIMITS.jsonBytes / 2;

export function toBatches(verdicts: readonly Verdict[]): Verdict[][] {
  const batches: Verdict[][] = [];
  let batch: Verdict[] = [];
  let bytes = 0;
  for (const verdict of verdicts) {
    const size = Buffer.byteLength(JSON.stringify(verdict)) + 1;
    if (batch.length === BATCH_VERDICTS || (batch.length > 0 && bytes + size > BATCH_BYTES)) {
      batches.push(batch);
      batch = [];
      bytes = 0;
    }
    batch.push(verdict);
    bytes += size;
  }
  return [...batches, batch];
}
