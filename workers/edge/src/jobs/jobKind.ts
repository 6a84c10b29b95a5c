/** What a kind of heavy job is to the Worker. One file per kind, listed in `jobKinds.ts`. */
import type { Job, JobComplete } from "@plumbline/contract";
import type { RunSummary } from "@plumbline/storage";
import type { Ports } from "../ports.ts";

/** `rows` fill a run that waits for its outputs; all else is about the outputs of a complete run. */
export type HandedIn = "verdicts" | "rows" | "votes" | "judgements";

export interface JobKindHandler {
  /** What its runner hands in; anything else is refused. */
  readonly handsIn: HandedIn;
  /** Whether its runner is told what is right. On a hidden benchmark it then needs scope `gold`. */
  readonly seesGold: boolean;
  /** Why the job makes no sense for this run, for people; null = it does. */
  refusal(summary: RunSummary): string | null;
  /** Puts the finished work into effect. Called under a valid lease; doing it twice must do no harm. */
  complete(ports: Ports, job: Job, end: JobComplete): Promise<void>;
}
