import type { Job, JobVotes } from "@plumbline/contract";
import { makeId } from "../makeId.ts";
import type { Ports } from "../ports.ts";
import { assertOwnSamples } from "./assertOwnSamples.ts";

/** Votes on samples of the job's run; one that is there already stays as it is. */
export async function storeVotes(
  ports: Ports,
  job: Job,
  { verifier, votes }: Pick<JobVotes, "verifier" | "votes">,
): Promise<void> {
  const runId = await assertOwnSamples(ports, job, "votes", votes);
  const createdAt = ports.clock.now();
  await ports.store.insertVotes(
    runId,
    votes.map((vote) => ({ ...vote, id: makeId(ports), verifier, createdAt })),
  );
}
