import type { JobView } from "@plumbline/contract";

/** A verifying job that runs; `change` says what is different. */
export function jobFixture(change: Partial<JobView> = {}): JobView {
  return {
    id: "job",
    kind: "verify",
    runId: "run",
    payload: { model: "nano", votes: 8 },
    model: "nano",
    needsGold: false,
    state: "leased",
    attempts: 1,
    maxAttempts: 5,
    leasedBy: "runner-1",
    leaseExpiresAt: null,
    cancelRequested: false,
    checkpoint: {},
    progress: { done: 120, total: 480 },
    result: null,
    failure: null,
    batchPlan: null,
    createdAt: 0,
    updatedAt: 0,
    finishedAt: null,
    position: null,
    ...change,
  };
}
