import type { ClaimOutcome, ClaimReason } from "./step.ts";

export interface Decision {
  readonly outcome: ClaimOutcome;
  readonly reason: ClaimReason;
}

export const NOT_FOR_ALL: Decision = { outcome: "undecided", reason: "not_for_all" };
