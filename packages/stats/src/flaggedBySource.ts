import { type Interval, wilsonInterval } from "./wilsonInterval.ts";

/** A record of a data set after its check. */
export interface AuditedRecord {
  /** Where the record comes from. */
  readonly source: string;
  /** Verdicts, and how many of them were positive; abstentions are no verdicts. */
  readonly verdicts: number;
  readonly accepted: number;
}

/** A source's share of flagged records. */
export interface SourceFlags {
  readonly source: string;
  /** Records with a verdict. */
  readonly judged: number;
  /** Records without one: the verifier abstained each time. */
  readonly unjudged: number;
  /** Judged records whose share of positive verdicts is below tau. */
  readonly flagged: number;
  /** flagged / judged with Wilson's 95 % interval; null where nothing is judged. */
  readonly share: number | null;
  readonly interval: Interval | null;
}

/**
 * Heimdall's check of a data set (arXiv 2504.10337): records whose share of positive verdicts is below `tau`, by source,
 * sources by name. `tau` in [0, 1]; at 0 nothing is flagged.
 * @example flaggedBySource([{ source: "a", verdicts: 4, accepted: 1 }], 0.5)
 * // [{ source: "a", judged: 1, unjudged: 0, flagged: 1, share: 1, interval: { low: 0.2065..., high: 1 } }]
 */
export function flaggedBySource(records: readonly AuditedRecord[], tau: number): SourceFlags[] {
  const bySource = new Map<string, { judged: number; unjudged: number; flagged: number }>();
  for (const { source, verdicts, accepted } of records) {
    const counts = bySource.get(source) ?? { judged: 0, unjudged: 0, flagged: 0 };
    bySource.set(source, counts);
    if (verdicts === 0) counts.unjudged += 1;
    else {
      counts.judged += 1;
      counts.flagged += accepted / verdicts < tau ? 1 : 0;
    }
  }
  return [...bySource]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([source, counts]) => ({
      source,
      ...counts,
      share: counts.judged === 0 ? null : counts.flagged / counts.judged,
      interval: counts.judged === 0 ? null : wilsonInterval(counts.flagged, counts.judged),
    }));
}
