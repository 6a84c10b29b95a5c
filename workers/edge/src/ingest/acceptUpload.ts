/**
 * What happens when an upload is stored. Decision: the same bytes for the same benchmark, model and settings are one
 * run: the new one gives way to the old one and its place in the quota is given back. Otherwise grading starts; the
 * message is only a nudge, the row is the truth, and the sweeper sends a lost nudge again.
 */

import type { RunSummary } from "@plumbline/storage";
import { refuse } from "../api/refusal.ts";
import type { Ports } from "../ports.ts";
import { refundSubmission } from "../runs/quota.ts";
import { removeStored } from "../runs/removeStored.ts";
import type { StoredObject } from "./storeStream.ts";

export interface Accepted {
  readonly runId: string;
  readonly replayed: boolean;
}

export async function acceptUpload(
  ports: Ports,
  { run, benchmark }: RunSummary,
  object: StoredObject,
): Promise<Accepted> {
  const { store, clock, queue, logger } = ports;
  const replay = await store.findReplay({ ...run, contentHash: object.contentHash, exceptRunId: run.id });
  if (replay !== null) {
    if (!(await store.deleteRun(run.id, clock.now(), "awaiting_upload")))
      return findSettled(ports, run.id, object, replay.id);
    await refundSubmission(ports, run, benchmark.visibility);
    await removeStored(ports, run.id);
    return { runId: replay.id, replayed: true };
  }
  if (!(await store.startGrading(run.id, object, clock.now())))
    return findSettled(ports, run.id, object, null);
  try {
    await queue.send({ runId: run.id, epoch: 0 });
  } catch (error) {
    logger.error("grading message not sent; the sweeper will", { runId: run.id, error: String(error) });
  }
  return { runId: run.id, replayed: false };
}

/**
 * The answer where another request has settled the run meanwhile. That may have been the same upload completed twice,
 * so the object goes only where the run does not stand on it.
 */
async function findSettled(
  { store, objects }: Ports,
  runId: string,
  object: StoredObject,
  replayId: string | null,
): Promise<Accepted> {
  const run = await store.run(runId);
  const gone = run === null || run.state === "deleted";
  if (gone || run.objectKey !== object.objectKey) await objects.removeAll(object.objectKey);
  if (gone && replayId !== null) return { runId: replayId, replayed: true };
  return toReplay(run, runId, object.contentHash);
}

/** The answer to an upload for a run that has one already: the same bytes are fine, other bytes are not. */
export function toReplay(
  run: { readonly contentHash: string | null; readonly state: string } | null,
  runId: string,
  contentHash: string,
): Accepted {
  if (run?.contentHash === contentHash && run.state !== "failed") return { runId, replayed: true };
  throw refuse("conflict", "This run has its upload already.", "Create another run for other outputs.");
}
