/**
 * Whether verdict, error code, step and quote of a reply fit together and the candidate.
 * Decision: an accusation without a passage that really stands in the candidate is not an accusation. Only a blank
 * candidate, which has nothing to quote, may be accused without one.
 */
import type { Span } from "@plumbline/contract";
import type { ErrorCode } from "../errorCodes.ts";
import type { Label } from "../finding.ts";
import type { Complaint } from "./complaint.ts";
import { findQuote } from "./findQuote.ts";

export interface Evidence {
  readonly verdict: string;
  readonly label: Label;
  readonly step: number | null;
  /** Whether a verdict that flags must name a step. */
  readonly mustLocate: boolean;
  readonly errorCode: ErrorCode | null;
  readonly quote: string | null;
  /** The response first. */
  readonly candidates: readonly string[];
  readonly steps: readonly string[];
}

export type CheckedEvidence =
  | { readonly status: "fits"; readonly quote: string | null; readonly span: Span | null }
  | { readonly status: "complaint"; readonly complaint: Complaint };

export function checkEvidence(evidence: Evidence): CheckedEvidence {
  const { verdict, label, step, mustLocate, errorCode, candidates, steps } = evidence;
  const quote = evidence.quote === null || evidence.quote.trim() === "" ? null : evidence.quote;
  if (step !== null && step >= steps.length) {
    return complain({ code: "no_such_step", step, steps: steps.length });
  }
  const clash = clashOf({ verdict, flags: label.flags, step, mustLocate, errorCode });
  if (clash !== null) return complain({ code: "inconsistent", sentence: clash });
  if (quote === null) {
    const isBlank = candidates.every((candidate) => candidate.trim() === "");
    return label.flags && !isBlank
      ? complain({ code: "quote_missing", verdict })
      : { status: "fits", quote: null, span: null };
  }
  const step0 = step === null ? undefined : steps[step];
  if (step0 !== undefined && step !== null && findQuote(step0, quote) === null) {
    return complain({ code: "quote_not_in_step", quote: short(quote), step });
  }
  if (candidates.every((candidate) => findQuote(candidate, quote) === null)) {
    return complain({ code: "quote_not_found", quote: short(quote) });
  }
  return { status: "fits", quote, span: findQuote(candidates[0] ?? "", quote) };
}

function complain(complaint: Complaint): CheckedEvidence {
  return { status: "complaint", complaint };
}

function clashOf({
  verdict,
  flags,
  step,
  mustLocate,
  errorCode,
}: Pick<Evidence, "verdict" | "step" | "mustLocate" | "errorCode"> & { readonly flags: boolean }):
  | string
  | null {
  if (flags && errorCode === null) return `The verdict "${verdict}" needs an "error_code".`;
  if (!flags && errorCode !== null) return `With the verdict "${verdict}" the "error_code" must be null.`;
  if (!flags && step !== null) return `With the verdict "${verdict}" no step can be wrong.`;
  if (flags && mustLocate && step === null) return `The verdict "${verdict}" needs the number of a step.`;
  return null;
}

function short(text: string): string {
  return text.length > 300 ? `${text.slice(0, 300)}...` : text;
}
