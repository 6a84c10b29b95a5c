/** What became of asking a judge: every way it can end, and the one switch that makes an outcome of it. */
import type { Outcome } from "@plumbline/contract";
import type { Finding } from "./finding.ts";
import type { Judge } from "./judge.ts";
import type { Spending } from "./providers/spending.ts";
import { type Complaint, describeComplaint } from "./replies/complaint.ts";

export interface Asked {
  /** `id@version` of the judge. */
  readonly judge: string;
  /** Null where no prompt was made. */
  readonly promptHash: string | null;
  /** The model's texts, word for word, in order: one, or two with a repair round. */
  readonly replies: readonly string[];
  /** Both rounds together. */
  readonly spending: Spending;
}

export type JudgingEnd =
  | { readonly status: "judged"; readonly finding: Finding }
  /** The candidate has nothing to judge; settled without a call. */
  | { readonly status: "no_answer"; readonly reason: string }
  /** Two replies and none that can be used. */
  | { readonly status: "judge_unparseable"; readonly complaint: Complaint }
  /** The model would not reply. */
  | { readonly status: "refused"; readonly reason: string }
  /** The input lacks what this judge needs, a reference for example. */
  | { readonly status: "unsuited"; readonly reason: string }
  | { readonly status: "unavailable"; readonly reason: string }
  | { readonly status: "budget_exhausted"; readonly reason: string }
  | { readonly status: "rate_limited"; readonly reason: string }
  | { readonly status: "timed_out"; readonly reason: string }
  /** A fault of ours or of the caller's: `ask` rejected, or no sentinel could be drawn. */
  | { readonly status: "error"; readonly reason: string };

export type Judging = Asked & JudgingEnd;
export type JudgingStatus = Judging["status"];

/**
 * The outcome of a sample under this judge. Trouble with the judge is never the candidate's fault: it is ungradable and
 * widens the bounds.
 */
export function toOutcome(judge: Judge, judging: Judging): Outcome {
  switch (judging.status) {
    case "judged":
      return judge.labels[judging.finding.verdict]?.outcome ?? "undecided";
    case "no_answer":
      return "no_answer";
    case "judge_unparseable":
    case "refused":
      return "judge_unparseable";
    case "unsuited":
    case "unavailable":
    case "budget_exhausted":
      return "unavailable";
    case "rate_limited":
    case "timed_out":
    case "error":
      return "error";
  }
}

/** Whether the same question would come out the same again, so that it is worth keeping. */
export function isSettled({ status }: Judging): boolean {
  switch (status) {
    case "judged":
    case "no_answer":
    case "judge_unparseable":
    case "refused":
      return true;
    case "unsuited":
    case "unavailable":
    case "budget_exhausted":
    case "rate_limited":
    case "timed_out":
    case "error":
      return false;
  }
}

/** One sentence for people. */
export function describeJudging(judging: Judging): string {
  switch (judging.status) {
    case "judged":
      return judging.finding.rationale;
    case "judge_unparseable":
      return `The judge's reply could not be used, twice. ${describeComplaint(judging.complaint)}`;
    case "no_answer":
    case "refused":
    case "unsuited":
    case "unavailable":
    case "budget_exhausted":
    case "rate_limited":
    case "timed_out":
    case "error":
      return judging.reason;
  }
}
