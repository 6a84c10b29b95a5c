/**
 * Ends a run with the job that filled it. Decision: the job's row is the truth, so this may be asked at any time and as
 * often as wanted: by the request that ended the job, and by the sweeper for whatever was lost on the way.
 */
import type { Job } from "@plumbline/contract";
import { completeRun, failRun } from "../ingest/finishGrading.ts";
import type { Ports } from "../ports.ts";

/** True = the run has ended by this call. */
export async function settleRun(ports: Ports, runId: string): Promise<boolean> {
  const summary = await ports.store.runSummary(runId);
  if (summary === null || summary.run.state !== "grading" || summary.run.objectKey !== null) return false;
  const job = await ports.store.fillingJob(runId);
  if (job?.state === "done") {
    await completeRun(ports, runId);
    return true;
  }
  const reason = job === null ? "The job that was to fill this run is gone." : explainEnd(job);
  return reason !== null && (await failRun(ports, summary, reason));
}

/** Why a job filled its run no further, for people; null while it may still do so. */
function explainEnd({ kind, state, failure }: Job): string | null {
  switch (state) {
    case "queued":
    case "leased":
    case "done":
      return null;
    case "cancelled":
      return `The ${kind} job that filled this run was cancelled.`;
    case "failed":
    case "dead":
      return `The ${kind} job that filled this run ${state === "dead" ? "was given up" : "failed"}: ${failure ?? "no reason was told"}`;
  }
}
