import type { createJobSchema, Job } from "@plumbline/contract";
import type { RunSummary } from "@plumbline/storage";
import type { z } from "zod";
import type { SignedInCaller } from "../auth/caller.ts";
import { makeId } from "../makeId.ts";
import type { Ports } from "../ports.ts";
import { JOB_HANDLERS } from "./jobKinds.ts";

/** What was asked for, with the payload in order. */
export interface WantedJob extends Pick<z.output<typeof createJobSchema>, "kind" | "maxAttempts"> {
  readonly payload: Job["payload"];
  readonly model: string | null;
}

/** Queues a job for a run. */
export async function openJob(
  ports: Ports,
  caller: SignedInCaller,
  { run, benchmark }: RunSummary,
  { kind, payload, model, maxAttempts }: WantedJob,
): Promise<Job> {
  const now = ports.clock.now();
  const job: Job = {
    id: makeId(ports),
    kind,
    runId: run.id,
    accountId: caller.account.id,
    payload,
    model,
    needsGold: JOB_HANDLERS[kind].seesGold && benchmark.visibility === "hidden",
    state: "queued",
    attempts: 0,
    maxAttempts,
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
  await ports.store.insertJob(job);
  return job;
}
