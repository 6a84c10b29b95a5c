import type { Job } from "@plumbline/contract";

/** A job as it enters the queue. */
export function makeJob({
  now,
  ...given
}: Pick<Job, "id" | "kind" | "runId" | "accountId" | "payload" | "model" | "needsGold" | "maxAttempts"> & {
  readonly now: number;
}): Job {
  return {
    ...given,
    state: "queued",
    attempts: 0,
    fence: 0,
    leasedBy: null,
    leaseExpiresAt: null,
    cancelRequested: false,
    checkpoint: {},
    progress: { done: 0, total: null },
    result: null,
    failure: null,
    batchPlan: null,
    createdAt: now,
    updatedAt: now,
    finishedAt: null,
  };
}
