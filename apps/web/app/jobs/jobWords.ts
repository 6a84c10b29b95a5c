/** Heavy jobs in the reader's words: what each kind does and what this one was told. */
import { type JobKind, type JobState, type JobView, jobPayloadSchemas } from "@plumbline/contract";
import { formatCounted } from "../format/formatNumber.ts";

const KINDS: Readonly<Record<JobKind, string>> = {
  regrade: "Grade again",
  sample: "Sample",
  verify: "Verify",
  locate: "Find first errors",
  particle: "Particle filter",
  refine: "Refine",
  audit: "Audit the benchmark",
};
const STATES: Readonly<Record<JobState, string>> = {
  queued: "Waiting",
  leased: "Running",
  done: "Done",
  failed: "Failed",
  cancelled: "Cancelled",
  dead: "Gave up",
};

export function kindWords(kind: JobKind): string {
  return KINDS[kind];
}
export function stateWords(state: JobState): string {
  return STATES[state];
}

/** Whether any of them will change by itself. */
export function areMoving(jobs: readonly Pick<JobView, "state">[]): boolean {
  return jobs.some(({ state }) => state === "queued" || state === "leased");
}

/**
 * What the job was told, short; null where there is nothing to say or an older payload reads no more.
 * @example describeTask({ kind: "verify", payload: { model: "nano", votes: 8 } }) // "8 votes on each sample"
 */
export function describeTask({ kind, payload }: Pick<JobView, "kind" | "payload">): string | null {
  switch (kind) {
    case "regrade":
      return null;
    case "sample": {
      const read = jobPayloadSchemas.sample.safeParse(payload).data;
      if (read === undefined) return null;
      const then =
        read.verify === undefined ? "" : `, then ${formatCounted(read.verify.votes, "vote")} on each`;
      return `${formatCounted(read.samples, "sample")} of each problem${then}`;
    }
    case "verify":
    case "audit": {
      const votes = jobPayloadSchemas[kind].safeParse(payload).data?.votes;
      return votes === undefined ? null : `${formatCounted(votes, "vote")} on each sample`;
    }
    case "locate": {
      const read = jobPayloadSchemas.locate.safeParse(payload).data;
      return read === undefined
        ? null
        : `${formatCounted(read.rollouts, "continuation")} a look, at most ${formatCounted(read.maxSamples, "wrong sample")}`;
    }
    case "particle": {
      const read = jobPayloadSchemas.particle.safeParse(payload).data;
      return read === undefined ? null : `${formatCounted(read.particles, "particle")} a problem`;
    }
    case "refine": {
      const read = jobPayloadSchemas.refine.safeParse(payload).data;
      return read === undefined ? null : `rounds of ${read.drafts.join(", ")} drafts`;
    }
  }
}
