/**
 * The lease behind every call of a runner. Decision: each call after the lease carries its fence; a call whose lease
 * has run out or gone to another runner is refused with `lease_lost`, before anything is written.
 */
import type { HeartbeatReply, Job, JobReport } from "@plumbline/contract";
import { mayAs, requireScope } from "../auth/caller.ts";
import type { Ports } from "../ports.ts";
import type { ApiContext } from "./context.ts";
import { type Refusal, refuse } from "./refusal.ts";

export const NO_STORE = { "cache-control": "no-store" };

/** The job, with its lease extended; refuses where the lease is not the caller's any more. */
export async function holdLease(context: ApiContext, id: string, fence: number): Promise<Job> {
  const { store, clock, settings } = context.env.ports;
  const caller = requireScope(context.var.caller, "runner");
  const job = await store.heartbeatJob(id, fence, settings.leaseTtlMs, clock.now());
  if (job === null) throw leaseLost();
  if (job.needsGold && !mayAs(caller, "gold")) throw refuse("scope_missing", "This job needs scope gold.");
  return job;
}

/** Whether the holder of this fence has completed the job already: then its reply was lost, and the end stands. */
export async function hasCompleted(context: ApiContext, id: string, fence: number): Promise<boolean> {
  requireScope(context.var.caller, "runner");
  const job = await context.env.ports.store.job(id);
  return job?.state === "done" && job.fence === fence;
}

/** Keeps where to go on after a batch that is stored. */
export async function keepCheckpoint(
  { store, clock, settings }: Ports,
  job: Job,
  { fence, checkpoint, progress }: Pick<JobReport, "fence" | "checkpoint" | "progress">,
): Promise<void> {
  const state = { checkpoint, progress };
  if (!(await store.checkpointJob(job.id, fence, state, settings.leaseTtlMs, clock.now()))) throw leaseLost();
}

export function leaseLost(): Refusal {
  return refuse(
    "lease_lost",
    "The lease has run out or gone to another runner.",
    "Drop this job; lease another.",
  );
}

export function toHeartbeat({ cancelRequested }: Job, { settings }: Ports): HeartbeatReply {
  return { cancel: cancelRequested, ttlMs: settings.leaseTtlMs };
}
