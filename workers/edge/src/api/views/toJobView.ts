import type { Job, JobView } from "@plumbline/contract";
import type { Store } from "@plumbline/storage";
import { type Caller, mayAs, owns } from "../../auth/caller.ts";

/**
 * A job as callers see it. What it does page by page is its owner's; what came of one that needs gold tells verdicts, so
 * it is for callers who may see them.
 */
export async function toJobView(store: Store, job: Job, caller: Caller): Promise<JobView> {
  const { fence: _fence, accountId: _account, ...shown } = job;
  const told = !job.needsGold || mayAs(caller, "gold");
  const mine = owns(caller, job.accountId);
  const checkpoint = told && mine ? job.checkpoint : {};
  const result = told ? job.result : null;
  return {
    ...shown,
    checkpoint,
    result,
    position: job.state === "queued" ? await store.jobPosition(job) : null,
  };
}
