import type { createJobSchema, Job } from "@plumbline/contract";
import type { RunSummary } from "@plumbline/storage";
import type { z } from "zod";
import { refuse } from "../api/refusal.ts";
import type { SignedInCaller } from "../auth/caller.ts";
import { makeId } from "../makeId.ts";
import type { Ports } from "../ports.ts";
import { JOB_HANDLERS } from "./jobKinds.ts";
import { makeJob } from "./makeJob.ts";
import { readPayload } from "./readPayload.ts";

/**
 * Queues a job for a run; one that fills its run starts it at the same moment, so that no other can. Refuses payloads
 * with wrong fields, and runs that such a job makes no sense for.
 */
export async function openJob(
  ports: Ports,
  caller: SignedInCaller,
  summary: RunSummary,
  { kind, payload, maxAttempts }: z.output<typeof createJobSchema>,
): Promise<Job> {
  const { handsIn, seesGold, refusal } = JOB_HANDLERS[kind];
  const read = readPayload(kind, payload);
  const reason = refusal(summary);
  if (reason !== null) throw refuse("conflict", reason);
  const { store, clock } = ports;
  const job = makeJob({
    id: makeId(ports),
    kind,
    runId: summary.run.id,
    accountId: caller.account.id,
    ...read,
    needsGold: seesGold && summary.benchmark.visibility === "hidden",
    maxAttempts,
    now: clock.now(),
  });
  if (handsIn !== "rows") await store.insertJob(job);
  else if (!(await store.startJob(job))) throw refuse("conflict", "Another job fills this run already.");
  return job;
}
