/** Which runs a job can be queued for; null = this one can. */
import type { RunSummary } from "@plumbline/storage";

/** @param done what the job does to a run, as a participle: "graded again" */
export function refuseUnlessComplete({ run }: RunSummary, done: string): string | null {
  return run.state === "complete" || run.state === "complete_with_errors"
    ? null
    : `Only complete runs can be ${done}; this one is ${run.state}.`;
}

export function refuseUnlessWaiting({ run }: RunSummary): string | null {
  if (run.source !== "runner")
    return `Only runs of source "runner" are filled by jobs; this one's source is "${run.source}".`;
  return run.state === "awaiting_upload"
    ? null
    : `A job fills a run that has no outputs yet; this one is ${run.state}.`;
}
