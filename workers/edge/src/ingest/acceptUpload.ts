/**
 * What happens when an upload is stored. Decision: the same bytes for the same benchmark, model and settings are one
 * run: the new one gives way to the old one and its place in the quota is given back. Otherwise grading starts; the
 * message is only a nudge, the row is the truth, and the sweeper sends a lost nudge again.
 */

import type { RunSummary } from "@plumbline/storage";
import { refuse } from "../api/refusal.ts";
import type { Ports } from "../ports.ts";
import { toObjectPrefix } from "../runs/objectKeys.ts";
import { refundSubmission } from "../runs/quota.ts";
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
  const { store, objects, clock, queue, logger } = ports;
  const replay = await store.findReplay({ ...run, contentHash: object.contentHash, exceptRunId: run.id });
  if (replay !== null) {
    await store.deleteRun(run.id, clock.now());
    await objects.removeAll(toObjectPrefix(run.id));
    await refundSubmission(ports, run, benchmark.visibility);
    return { runId: replay.id, replayed: true };
  }
  if (!(await store.startGrading(run.id, object, clock.now()))) {
    await objects.removeAll(object.objectKey);
    return toReplay(await store.run(run.id), run.id, object.contentHash);
  }
  try {
    await queue.send({ runId: run.id, epoch: 0 });
  } catch (error) {
    logger.error("grading message not sent; the sweeper will", { runId: run.id, error: String(error) });
  }
  return { runId: run.id, replayed: false };
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
