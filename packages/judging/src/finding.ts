/** What a judge found, after its reply has been read and held against the candidate. Plain data. */
import type { Outcome, Span } from "@plumbline/contract";
import type { ErrorCode } from "./errorCodes.ts";

export interface Finding {
  /** One of the judge's own labels. */
  readonly verdict: string;
  /** In [0, 1], the judge's own word; null where it gives none. */
  readonly confidence: number | null;
  /** Index of the first wrong step, from 0; null where there is none or where steps were not asked about. */
  readonly firstErrorStep: number | null;
  /** Null exactly where the verdict flags nothing. */
  readonly errorCode: ErrorCode | null;
  /** A part of the candidate, as the judge wrote it; white space may differ. */
  readonly evidenceQuote: string | null;
  /** Where the quote stands in `response`; null where there is no quote or it stands in a step or second response only. */
  readonly quoteSpan: Span | null;
  readonly rationale: string;
  /** In [0, 1]; null where the verdict is no score. */
  readonly score: number | null;
  /** What only this judge has: criteria with raw points, claims with their checks. JSON. */
  readonly details: Readonly<Record<string, unknown>>;
}

/** One verdict that a judge may give. */
export interface Label {
  /** What it says of the sample. */
  readonly outcome: Extract<Outcome, "correct" | "incorrect" | "no_answer" | "undecided">;
  /** Whether it accuses: then an error code and, unless the candidate is blank, a quote belong to it. */
  readonly flags: boolean;
  /** For the prompt, for pages and for people. */
  readonly means: string;
}

export type Labels = Readonly<Record<string, Label>>;
