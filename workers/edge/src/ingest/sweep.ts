/**
 * What time alone must do: send lost grading messages again, give up uploads that never came, end leases that ran out,
 * and end runs with the jobs that filled them.
 * Decision: the database is the truth and messages are nudges, so that whatever a queue loses costs a minute. Each
 * thing is done on its own: what fails is logged and met again by the next sweep, and keeps no other waiting.
 */
import { settleRun } from "../jobs/settleRun.ts";
import type { Ports } from "../ports.ts";
import { failRun } from "./finishGrading.ts";

const AT_ONCE = 100;

export async function sweep(
  ports: Ports,
): Promise<{ resent: number; abandoned: number; expired: number; settled: number }> {
  const { store, queue, clock, logger, settings } = ports;
  const now = clock.now();
  async function attempt<T>(what: string, work: () => Promise<T>, otherwise: T, runId?: string): Promise<T> {
    try {
      return await work();
    } catch (error) {
      logger.error(`sweep: ${what} failed`, { runId, error: String(error) });
      return otherwise;
    }
  }
  const expired = await attempt("ending leases", () => store.expireLeases(now), 0);
  let resent = 0;
  const stalledBefore = now - settings.stallMs;
  for (const run of await attempt("stalled runs", () => store.stalledRuns(stalledBefore, AT_ONCE), [])) {
    const resend = async () => {
      await queue.send({ runId: run.id, epoch: run.epoch });
      return 1;
    };
    resent += await attempt("resending", resend, 0, run.id);
  }
  let abandoned = 0;
  const openedBefore = now - settings.abandonMs;
  for (const run of await attempt("abandoned runs", () => store.abandonedRuns(openedBefore, AT_ONCE), [])) {
    const giveUp = async () => {
      const summary = await store.runSummary(run.id);
      const what = run.source === "runner" ? "upload and no job" : "upload";
      return summary !== null && (await failRun(ports, summary, `No ${what} came in time.`)) ? 1 : 0;
    };
    abandoned += await attempt("giving up", giveUp, 0, run.id);
  }
  let settled = 0;
  for (const run of await attempt("unfilled runs", () => store.unfilledRuns(AT_ONCE), [])) {
    const settle = async () => ((await settleRun(ports, run.id)) ? 1 : 0);
    settled += await attempt("settling", settle, 0, run.id);
  }
  const swept = { resent, abandoned, expired, settled };
  if (resent + abandoned + expired + settled > 0) logger.info("swept", swept);
  return swept;
}
