import { type Job, samplePayloadSchema } from "@plumbline/contract";
import { newId } from "@plumbline/storage";
import type { Hasher, Ports } from "../ports.ts";
import { makeJob } from "./makeJob.ts";

/**
 * Queues the verification that a `sample` job asked for. Its id is made from that of the job, so that it is queued
 * once, however often the job is completed.
 */
export async function queueVerification(ports: Ports, job: Job): Promise<void> {
  const { verify } = samplePayloadSchema.parse(job.payload);
  if (verify === undefined || job.runId === null) return;
  const { store, clock, hasher } = ports;
  const now = clock.now();
  const queued = makeJob({
    id: deriveId(hasher, job),
    kind: "verify",
    runId: job.runId,
    accountId: job.accountId,
    payload: verify,
    model: verify.model,
    needsGold: false,
    maxAttempts: job.maxAttempts,
    now,
  });
  await store.insertJob(queued);
  const { id, kind, runId, accountId } = queued;
  const detail = { kind, runId, after: job.id };
  await store.appendEvent({ id, at: now, accountId, action: "job.create", subject: id, detail });
}

function deriveId(hasher: Hasher, { id, createdAt }: Job): string {
  const hex = hasher.sha256(`${id} verify`);
  const bytes = Uint8Array.from({ length: 16 }, (_, at) =>
    Number.parseInt(hex.slice(2 * at, 2 * at + 2), 16),
  );
  return newId(createdAt + 1, () => bytes);
}
