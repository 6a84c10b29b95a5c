/** Heavy jobs in the reader's words: what each kind does and what this one was told. */
import type { JobKind, JobState, JobView } from "@plumbline/contract";
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

/** Whether the job's rows fill a run, as an upload does; the contract's `PRODUCING_KINDS`. */
export function isProducing(kind: JobKind): boolean {
  return kind === "sample" || kind === "particle" || kind === "refine";
}

/** Whether any of them will change by itself. */
export function areMoving(jobs: readonly Pick<JobView, "state">[]): boolean {
  return jobs.some(({ state }) => state === "queued" || state === "leased");
}

/** Where votes on a run stand: coming in, to come after sampling, to be asked for (`mayQueue`), or none of it. */
export type VotesOutlook = "coming" | "planned" | "possible" | "none";

export function toVotesOutlook(
  jobs: readonly Pick<JobView, "kind" | "state" | "payload">[],
  mayQueue: boolean,
): VotesOutlook {
  const moving = jobs.filter((job) => areMoving([job]));
  if (moving.some(({ kind }) => kind === "verify" || kind === "audit")) return "coming";
  if (moving.some(({ kind, payload }) => isProducing(kind) && isFields(payload["verify"]))) return "planned";
  return mayQueue ? "possible" : "none";
}

/**
 * What the job was told, short; null where there is nothing to say or an older payload reads no more. Decision: reads the
 * stored payload, whose defaults the API has filled in, and not the contract's schemas, which would cost every page.
 * @example describeTask({ kind: "verify", payload: { model: "nano", votes: 8 } }) // "8 votes on each sample"
 */
export function describeTask({ kind, payload }: Pick<JobView, "kind" | "payload">): string | null {
  const counted = (name: string, one: string): string | null => {
    const count = payload[name];
    return typeof count === "number" ? formatCounted(count, one) : null;
  };
  const then = (first: string | null, rest: string): string | null => (first === null ? null : first + rest);
  switch (kind) {
    case "regrade":
      return null;
    case "sample": {
      const { verify } = payload;
      const votes = isFields(verify) ? verify["votes"] : undefined;
      const after = typeof votes === "number" ? `, then ${formatCounted(votes, "vote")} on each` : "";
      return then(counted("samples", "sample"), ` of each problem${after}`);
    }
    case "verify":
    case "audit":
      return then(counted("votes", "vote"), " on each sample");
    case "locate":
      return then(counted("maxSamples", "wrong sample"), " at most");
    case "particle":
      return then(counted("particles", "particle"), " a problem");
    case "refine": {
      const { drafts } = payload;
      return Array.isArray(drafts) ? `rounds of ${drafts.join(", ")} drafts` : null;
    }
  }
}

function isFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
