import type { Job } from "@plumbline/contract";
import { refuse } from "../api/refusal.ts";
import type { HandedIn } from "./jobKind.ts";
import { JOB_HANDLERS } from "./jobKinds.ts";

/** Refuses what a job of this kind has no business to hand in. */
export function assertHandsIn({ kind }: Job, what: HandedIn): void {
  const { handsIn } = JOB_HANDLERS[kind];
  if (handsIn !== what) throw refuse("conflict", `A ${kind} job hands in ${handsIn}, not ${what}.`);
}
