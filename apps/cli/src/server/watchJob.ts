/** Heavy jobs as a command queues them and, where asked, waits for them. */
import { ApiError, type Client } from "@plumbline/client";
import type { CreateJob, JobView } from "@plumbline/contract";
import { CommandFailure } from "../failure.ts";
import { type Progress, startProgress } from "../startProgress.ts";
import type { Surroundings } from "../surroundings.ts";

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 5_000;
/** A server that restarts is back within this many waits. */
const FAILURES_BORNE = 20;

export function isEnded({ state }: Pick<JobView, "state">): boolean {
  switch (state) {
    case "queued":
    case "leased":
      return false;
    case "done":
    case "failed":
    case "cancelled":
    case "dead":
      return true;
  }
}

/** Asks again and again, ever more seldom while nothing moves; `onChange` sees every answer. */
export async function waitForJob(
  client: Pick<Client, "job">,
  id: string,
  onChange: (job: JobView) => void,
  { sleep }: Pick<Surroundings, "sleep">,
): Promise<JobView> {
  let wait = FIRST_WAIT_MS;
  let failures = 0;
  let done = -1;
  for (;;) {
    try {
      const job = await client.job(id);
      failures = 0;
      onChange(job);
      if (isEnded(job)) return job;
      wait = job.progress.done > done ? FIRST_WAIT_MS : Math.min(wait * 1.3, LONGEST_WAIT_MS);
      done = job.progress.done;
    } catch (error) {
      failures += 1;
      const lasting = error instanceof ApiError && error.status < 500 && error.status !== 429;
      if (lasting || failures > FAILURES_BORNE) throw error;
      wait = LONGEST_WAIT_MS;
    }
    await sleep(wait);
  }
}

/**
 * Waits with a progress bar until the job is done. Throws `CommandFailure` with the job's own reason where it ends
 * otherwise, and where Ctrl-C ends the waiting; the job itself goes on then.
 * @param place the page where the job can be followed.
 */
export async function watchJob(
  client: Pick<Client, "job">,
  { id, kind }: Pick<JobView, "id" | "kind">,
  place: string,
  surroundings: Surroundings,
): Promise<JobView> {
  const interrupted = Promise.withResolvers<never>();
  const stopListening = surroundings.onInterrupt(() =>
    interrupted.reject(
      new CommandFailure(130, "not_waiting", "Not waiting any more: the job goes on.", place),
    ),
  );
  const shown: { progress: Progress | null } = { progress: null };
  let looks = 0;
  const onChange = ({ state, attempts, progress: { done, total }, model, position }: JobView) => {
    if (state !== "queued" || attempts > 0) shown.progress ??= startProgress(LABELS[kind], 100, surroundings);
    if (total !== null && total > 0) shown.progress?.update((done / total) * 100);
    looks += 1;
    // A runner that is free takes a job before the second look, and then nobody has to do anything.
    if (shown.progress !== null || looks !== 2) return;
    const ahead = position === null || position === 0 ? "" : ` after ${position} others`;
    surroundings.note(
      `Waiting for a runner with ${model === null ? "or without a model" : `the model ${model}`}${ahead}. Start one with: plumb runner`,
    );
  };
  try {
    const job = await Promise.race([waitForJob(client, id, onChange, surroundings), interrupted.promise]);
    if (job.state === "done") return job;
    const reason = job.failure ?? "no reason given";
    throw new CommandFailure(3, `job_${job.state}`, `The ${kind} job is ${job.state}: ${reason}`, place);
  } finally {
    shown.progress?.stop();
    stopListening();
  }
}

const LABELS: Readonly<Record<CreateJob["kind"], string>> = {
  regrade: "Grading again",
  sample: "Sampling",
  verify: "Verifying",
  locate: "Locating errors",
  particle: "Filtering",
  refine: "Refining",
  audit: "Auditing",
};
