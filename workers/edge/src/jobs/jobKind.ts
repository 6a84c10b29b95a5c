/** What a kind of heavy job is to the Worker. One file per kind, listed in `jobKinds.ts`. */
import type { Benchmark, Job, JobComplete, JobReport } from "@plumbline/contract";
import type { RunSummary } from "@plumbline/storage";
import type { Ports } from "../ports.ts";

export interface JobKindHandler {
  /** Whether a runner needs scope `gold` for a job on this benchmark. */
  needsGold(benchmark: Benchmark): boolean;
  /** Why the job makes no sense for this run, for people; null = it does. */
  refusal(summary: RunSummary): string | null;
  /** Stores one batch. Called under a valid lease; the same batch twice must change nothing. */
  report(ports: Ports, job: Job, report: JobReport): Promise<void>;
  /** Puts the finished work into effect. Called under a valid lease; doing it twice must do no harm. */
  complete(ports: Ports, job: Job, end: JobComplete): Promise<void>;
}
