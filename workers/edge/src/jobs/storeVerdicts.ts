import type { Job, JobReport } from "@plumbline/contract";
import { refuse } from "../api/refusal.ts";
import type { Ports } from "../ports.ts";
import { findJobRun } from "./findJobRun.ts";

/** Verdicts of a re-grading; of outputs of the job's run alone, because verdicts of one output are shared by all runs. */
export async function storeVerdicts(
  ports: Ports,
  job: Job,
  { grader, verdicts }: Pick<JobReport, "grader" | "verdicts">,
): Promise<void> {
  const { store, clock } = ports;
  const { run } = await findJobRun(ports, job);
  const foreign = await store.countForeignOutputs(run.id, verdicts);
  if (foreign > 0) {
    throw refuse("invalid_request", `json.verdicts: ${foreign} of the outputs are none of this job's run.`);
  }
  const createdAt = clock.now();
  await store.insertVerdicts(verdicts.map((verdict) => ({ ...verdict, grader, createdAt })));
}
