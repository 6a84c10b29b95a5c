import type { Job, JobView } from "@plumbline/contract";
import type { Store } from "@plumbline/storage";

export async function toJobView(store: Store, job: Job): Promise<JobView> {
  const { fence: _fence, accountId: _account, ...shown } = job;
  return { ...shown, position: job.state === "queued" ? await store.jobPosition(job) : null };
}
