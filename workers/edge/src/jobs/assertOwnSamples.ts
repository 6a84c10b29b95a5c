import type { Job } from "@plumbline/contract";
import { refuse } from "../api/refusal.ts";
import type { Ports } from "../ports.ts";
import { findJobRun } from "./findJobRun.ts";

/** The job's run; refuses where one of the samples is not of it. `what` is the field of the body. */
export async function assertOwnSamples(
  ports: Pick<Ports, "store">,
  job: Job,
  what: string,
  about: readonly { readonly sampleId: string }[],
): Promise<string> {
  const { run } = await findJobRun(ports, job);
  const ids = [...new Set(about.map(({ sampleId }) => sampleId))];
  const foreign = await ports.store.findForeignSample(run.id, ids);
  if (foreign === null) return run.id;
  throw refuse("invalid_request", `json.${what}: ${foreign.slice(0, 160)} is no sample of this job's run.`);
}
