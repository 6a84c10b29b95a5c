/**
 * What time alone must do: send lost grading messages again, give up uploads that never came, end leases that ran out.
 * Decision: the database is the truth and messages are nudges, so that whatever a queue loses costs a minute.
 */
import type { Ports } from "../ports.ts";
import { failRun } from "./finishGrading.ts";

const AT_ONCE = 100;

export async function sweep(ports: Ports): Promise<{ resent: number; abandoned: number; expired: number }> {
  const { store, queue, clock, logger, settings } = ports;
  const now = clock.now();
  const stalled = await store.stalledRuns(now - settings.stallMs, AT_ONCE);
  for (const run of stalled) await queue.send({ runId: run.id, epoch: run.epoch });
  let abandoned = 0;
  for (const run of await store.abandonedRuns(now - settings.abandonMs, AT_ONCE)) {
    const summary = await store.runSummary(run.id);
    if (summary !== null && (await failRun(ports, summary, "No upload came in time."))) abandoned += 1;
  }
  const expired = await store.expireLeases(now);
  const swept = { resent: stalled.length, abandoned, expired };
  if (swept.resent + swept.abandoned + swept.expired > 0) logger.info("swept", swept);
  return swept;
}
