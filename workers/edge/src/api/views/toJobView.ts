import type { Job, JobView } from "@plumbline/contract";
import type { Store } from "@plumbline/storage";
import { type Caller, mayAs } from "../../auth/caller.ts";

/** A job as callers see it. The checkpoint of one that needs gold tells verdicts page by page, so it is empty to them. */
export async function toJobView(store: Store, job: Job, caller: Caller): Promise<JobView> {
  const { fence: _fence, accountId: _account, ...shown } = job;
  const checkpoint = job.needsGold && !mayAs(caller, "gold") ? {} : job.checkpoint;
  return { ...shown, checkpoint, position: job.state === "queued" ? await store.jobPosition(job) : null };
}
