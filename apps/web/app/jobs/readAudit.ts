/**
 * The result of an audit, read from the job. Decision: reads what it finds and gives null where it is something else,
 * because results of older runners stay in the store.
 */
export interface AuditCounts {
  readonly judged: number;
  /** Records on which the verifier abstained each time. */
  readonly unjudged: number;
  readonly flagged: number;
  /** flagged / judged with a 95 % interval; null where nothing is judged. */
  readonly share: number | null;
  readonly interval: { readonly low: number; readonly high: number } | null;
}
export interface Audit extends AuditCounts {
  readonly tau: number;
  readonly sources: readonly (AuditCounts & { readonly source: string })[];
  readonly flaggedSamples: readonly string[];
  /** Flagged samples that are not in the list. */
  readonly flaggedSamplesLeftOut: number;
}

type Fields = Readonly<Record<string, unknown>>;

export function readAudit(result: Fields): Audit | null {
  const tau = numberIn(result, "tau");
  const all = readCounts(result);
  if (tau === null || all === null) return null;
  const listed = Array.isArray(result["flaggedSamples"]) ? result["flaggedSamples"] : [];
  const sources = Array.isArray(result["sources"]) ? result["sources"].filter(isFields) : [];
  return {
    tau,
    ...all,
    sources: sources.flatMap((one) => {
      const counts = readCounts(one);
      return counts === null || typeof one["source"] !== "string"
        ? []
        : [{ source: one["source"], ...counts }];
    }),
    flaggedSamples: listed.filter((id) => typeof id === "string"),
    flaggedSamplesLeftOut: numberIn(result, "flaggedSamplesLeftOut") ?? 0,
  };
}

function readCounts(fields: Fields): AuditCounts | null {
  const judged = numberIn(fields, "judged");
  const unjudged = numberIn(fields, "unjudged");
  const flagged = numberIn(fields, "flagged");
  if (judged === null || unjudged === null || flagged === null) return null;
  const interval = isFields(fields["interval"]) ? fields["interval"] : {};
  const low = numberIn(interval, "low");
  const high = numberIn(interval, "high");
  return {
    judged,
    unjudged,
    flagged,
    share: numberIn(fields, "share"),
    interval: low === null || high === null ? null : { low, high },
  };
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function numberIn(fields: Fields, name: string): number | null {
  const value = fields[name];
  return typeof value === "number" ? value : null;
}
