import type { RunSummary } from "@plumbline/storage";
import type { Ports } from "../ports.ts";
import { refundSubmission } from "../runs/quota.ts";
import { removeStored } from "../runs/removeStored.ts";
import { computeAggregates } from "./computeAggregates.ts";

/** Every byte is graded: the numbers are made, then the run says that it is complete. Doing it twice does no harm. */
export async function completeRun(ports: Ports, runId: string): Promise<void> {
  const { store, clock, logger } = ports;
  const run = await store.run(runId);
  if (run === null || run.state !== "grading") return;
  await computeAggregates(ports, run);
  const state = run.invalidLines === 0 ? "complete" : "complete_with_errors";
  if (await store.finishRun(run.id, state, null, clock.now())) {
    logger.info("run finished", { runId, state, epoch: run.epoch, ms: clock.now() - run.createdAt });
  }
}

/** Ends a run that came to nothing by our fault or for want of an upload: the reason is kept, the quota given back. */
export async function failRun(
  ports: Ports,
  { run, benchmark }: RunSummary,
  reason: string,
): Promise<boolean> {
  const { store, clock, logger } = ports;
  if (!(await store.finishRun(run.id, "failed", reason, clock.now()))) return false;
  await refundSubmission(ports, run, benchmark.visibility);
  if (run.state === "awaiting_upload") await removeStored(ports, run.id);
  logger.info("run failed", { runId: run.id, reason });
  return true;
}
