/**
 * What the checker says. Decision: a check is total. Every pair of texts ends in a `CheckResult`; there is no
 * exception, no time-out and no partial answer, and `undecided` is an honest relation, not an error.
 */

/** A half-open range `[start, end)` of UTF-16 code units in the text that was given. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * How the answer stands to the gold.
 *
 * - `equal`: proven the same, exactly (or up to a stated error bound below 2^-100).
 * - `rounds`: one side is a decimal that the other, exact side rounds to as written.
 * - `different`: proven or, for texts, read as not the same.
 * - `undecided`: no decider could tell within the fuel.
 */
export type Relation = "equal" | "rounds" | "different" | "undecided";

/** How lenient a comparison is. `default` is described in COVERAGE.md; `exact` accepts `equal` alone. */
export type PolicyName = "default" | "exact" | "relative";

/** What the gold is known to be. `auto` lets the gold's own form say. */
export type AnswerType = "auto" | "math" | "text" | "choice";

export interface CheckOptions {
  readonly type?: AnswerType;
  readonly policy?: PolicyName;
  /** Option texts by letter, for multiple choice: `{ A: "12", B: "13" }`. */
  readonly choices?: Readonly<Record<string, string>>;
  /** Operations allowed; the default suits every answer a model writes. Range 1 to 10^9. */
  readonly fuel?: number;
}

/** Why a text could not be read, and where. */
export interface ParseFailure {
  readonly code: string;
  readonly message: string;
  readonly span: Span;
}

/** Plain JSON that names the decider and carries its certificate. */
export interface Evidence {
  readonly decider: string;
  readonly certificate: Readonly<Record<string, string | number | boolean | readonly string[]>>;
  /** Names of the leniencies of the policy that this verdict used, in the order they were applied. */
  readonly leniencies: readonly string[];
  /** How each side was read: answer shape and a printed normal form (cut at 200 characters). */
  readonly gold: { readonly shape: string; readonly form: string };
  readonly answer: { readonly shape: string; readonly form: string };
}

export type CheckResult =
  | {
      readonly status: "compared";
      readonly relation: Relation;
      /** Whether the policy takes this relation as a right answer; null where the relation is undecided. */
      readonly accepted: boolean | null;
      readonly evidence: Evidence;
      readonly fuel: number;
    }
  | { readonly status: "gold_unreadable"; readonly failure: ParseFailure; readonly fuel: number };
