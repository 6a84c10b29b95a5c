/** Words of the step checks: what a step is, what a claim is, and what can be said about one. */
import type { Span } from "@plumbline/checker";

/** One step of a response. `span` is in UTF-16 code units of the response, and `text` is exactly that part of it. */
export interface Step {
  readonly index: number;
  readonly text: string;
  readonly span: Span;
}

export type ClaimRelation = "=" | "≈" | "≠" | "<" | "≤" | ">" | "≥";

/**
 * `holds`: the checker proves it. `fails`: no reading of it is true. `undecided`: not proven either way, or no claim
 * about all values (an equation to be solved, a definition).
 */
export type ClaimOutcome = "holds" | "fails" | "undecided";

/** What kind of statement it is: numbers alone, an identity in letters, the letters' known values put in, an equation's solution. */
export type ClaimKind = "numeric" | "identity" | "substitution" | "solution";

export type ClaimReason =
  /** Both sides are the same, exactly. */
  | "equal"
  /** The value rounds to the digits as they are printed. */
  | "rounds"
  /** The order relation, or the inequality, is true. */
  | "ordered"
  /** Both sides are numbers and not the same under any reading. */
  | "different"
  /** The order relation is false. */
  | "not_ordered"
  /** No value of the letters makes both sides the same. */
  | "never_equal"
  /** The value does not solve the equation that stands before. */
  | "no_solution_of"
  /** It is announced as a rewriting of the equation before, and says something else. */
  | "not_equivalent"
  /** The difference is less than one unit of the last digit: cut off, not rounded. */
  | "cut_off"
  /** Equal within the rounding of the numbers it is computed from. */
  | "rounded_operands"
  /** A change of units would explain the difference. */
  | "units"
  /** The notation has a second reading that is not refuted. */
  | "ambiguous"
  /** The sentence asks, supposes, or rejects the claim itself. */
  | "hedged"
  /** Arithmetic of another kind (modulo, another base). */
  | "other_arithmetic"
  /** True of some values only: an equation, a definition, an assumption. */
  | "not_for_all"
  /** The checker could not tell. */
  | "not_decided"
  /** No operations were left. */
  | "fuel";

export interface ClaimCheck {
  readonly kind: ClaimKind;
  readonly outcome: ClaimOutcome;
  readonly reason: ClaimReason;
  readonly relation: ClaimRelation;
  /** The claim as it stands in the response, both sides with what is between them. */
  readonly text: string;
  /** Offsets into the response, in UTF-16 code units. */
  readonly span: Span;
}

export interface CheckedStep extends Step {
  /** `fails` if a claim fails, else `holds` if one holds, else `undecided`; `no_claim` where there is nothing to check. */
  readonly outcome: ClaimOutcome | "no_claim";
  readonly claims: readonly ClaimCheck[];
}

export interface StepReport {
  readonly steps: readonly CheckedStep[];
  /** Index of the first step with a claim that fails; null where none does. */
  readonly firstFailingStep: number | null;
  /** Operations spent, the reading of the text included. */
  readonly fuel: number;
}
