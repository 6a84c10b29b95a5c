/**
 * Grading a stored run again in bulk, outside the Worker: after the checker changed, or with a budget that a Worker has
 * not. Verdicts are append-only, so that a batch sent twice adds nothing; the run shows the new grader's verdicts only
 * when all of them are there.
 */
import { refuse } from "../api/refusal.ts";
import { computeAggregates } from "../ingest/computeAggregates.ts";
import type { JobKindHandler } from "./jobKind.ts";
import { refuseUnlessComplete } from "./refusals.ts";

export const regrade: JobKindHandler = {
  handsIn: "verdicts",
  seesGold: true,
  refusal: (summary) => refuseUnlessComplete(summary, "graded again"),
  async complete(ports, job, { grader }) {
    if (job.runId === null) return;
    if (grader === undefined)
      throw refuse("invalid_request", "json.grader: whose verdicts the run is to show is missing.");
    const { store, clock } = ports;
    const regraded = await store.run(job.runId);
    if (regraded === null || regraded.state === "deleted") throw refuse("conflict", "The run is gone.");
    const unseen = await store.countUnseen(job.runId, grader);
    if (unseen > 0) throw refuse("conflict", `${unseen} samples have no verdict of ${grader} yet.`);
    const run = await store.activateGrader(job.runId, grader, clock.now());
    await computeAggregates(ports, run);
  },
};
