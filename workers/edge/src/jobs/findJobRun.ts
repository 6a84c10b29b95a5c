import type { Job } from "@plumbline/contract";
import type { RunSummary } from "@plumbline/storage";
import { refuse } from "../api/refusal.ts";
import type { Ports } from "../ports.ts";

/** The run that the job works on; refuses where it was deleted meanwhile. */
export async function findJobRun({ store }: Pick<Ports, "store">, { runId }: Job): Promise<RunSummary> {
  const summary = runId === null ? null : await store.runSummary(runId);
  if (summary === null || summary.run.state === "deleted") throw refuse("conflict", "The run is gone.");
  return summary;
}
