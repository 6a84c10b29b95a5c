import type { Job } from "@plumbline/contract";
import { refuse } from "../api/refusal.ts";
import { completeRun } from "../ingest/finishGrading.ts";
import type { Ports } from "../ports.ts";
import { findJobRun } from "./findJobRun.ts";

/** All rows are in: the run's numbers are made and it says that it is complete. */
export async function completeFilledRun(ports: Ports, job: Job): Promise<void> {
  const { run } = await findJobRun(ports, job);
  if (run.state === "failed") throw refuse("conflict", `The run has failed: ${run.failure ?? "no reason"}`);
  await completeRun(ports, run.id);
}
