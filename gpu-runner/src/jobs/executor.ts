/**
 * What a kind of heavy job is made of: one file each in this folder, listed in `executors.ts`.
 * Decision: an executor knows its work and nothing of leases. It asks for pages and for engines, hands batches in and
 * looks at two signals: `stop` = at once, somebody else owns the job now or nobody wants it; `drain` = end after this
 * batch.
 */
import type {
  JobJudgements,
  JobKind,
  JobProblems,
  JobReport,
  JobRows,
  JobSamples,
  JobVotes,
  Lease,
} from "@plumbline/contract";
import type { JobEngine } from "./jobEngine.ts";

export interface JobContext {
  readonly lease: Lease;
  readonly stop: AbortSignal;
  readonly drain: AbortSignal;
  samples(cursor: string | null): Promise<JobSamples>;
  problems(cursor: string | null): Promise<JobProblems>;
  /** The engine of a model, made when it is first asked for. Rejects with an `EngineError`. */
  engine(model: string): Promise<JobEngine>;
  /** Each of these stores a batch and where to go on. Sending the same batch twice changes nothing. */
  report(batch: Omit<JobReport, "fence">): Promise<void>;
  reportRows(batch: Omit<JobRows, "fence">): Promise<void>;
  reportVotes(batch: Omit<JobVotes, "fence">): Promise<void>;
  reportJudgements(batch: Omit<JobJudgements, "fence">): Promise<void>;
  /** Gives heartbeats their turn; to be called every few milliseconds of computing. Throws when stopped. */
  breathe(): Promise<void>;
}

/** `released`: drained; what was reported stands, the job goes on with another runner. */
export type JobEnd =
  | {
      readonly status: "done";
      /** Whose verdicts the run shows from now on, where the kind grades. */
      readonly grader?: string | undefined;
      readonly result: Readonly<Record<string, unknown>>;
      readonly batchPlan?: Readonly<Record<string, unknown>> | undefined;
    }
  | { readonly status: "released" }
  | { readonly status: "failed"; readonly reason: string; readonly retry: boolean };

export interface Executor {
  readonly kind: JobKind;
  /** Whether it generates: without any model a runner leaves these jobs to others. */
  readonly needsModel: boolean;
  execute(context: JobContext): Promise<JobEnd>;
}
