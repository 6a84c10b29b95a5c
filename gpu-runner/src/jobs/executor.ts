/**
 * What a kind of heavy job is made of: one file each in this folder, listed in `executors.ts`.
 * Decision: an executor knows its work and nothing of leases. It asks for pages, hands batches in and looks at two
 * signals: `stop` = at once, somebody else owns the job now or nobody wants it; `drain` = end after this batch.
 */
import type { JobKind, JobReport, JobSamples, Lease } from "@plumbline/contract";

export interface JobContext {
  readonly lease: Lease;
  readonly stop: AbortSignal;
  readonly drain: AbortSignal;
  samples(cursor: string | null): Promise<JobSamples>;
  /** Stores a batch and where to go on. Sending the same batch twice changes nothing. */
  report(batch: Omit<JobReport, "fence">): Promise<void>;
  /** Gives heartbeats their turn; to be called every few milliseconds of computing. Throws when stopped. */
  breathe(): Promise<void>;
}

/** `released`: drained; what was reported stands, the job goes on with another runner. */
export type JobEnd =
  | { readonly status: "done"; readonly grader: string; readonly result: Readonly<Record<string, unknown>> }
  | { readonly status: "released" }
  | { readonly status: "failed"; readonly reason: string; readonly retry: boolean };

export interface Executor {
  readonly kind: JobKind;
  execute(context: JobContext): Promise<JobEnd>;
}
