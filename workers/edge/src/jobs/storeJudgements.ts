import type { Job, JobJudgements } from "@plumbline/contract";
import type { Ports } from "../ports.ts";
import { assertOwnSamples } from "./assertOwnSamples.ts";

/** Judgements of samples of the job's run. The id is made of what a judgement is known by, so that it is kept once. */
export async function storeJudgements(
  ports: Ports,
  job: Job,
  { judge, judgements }: Pick<JobJudgements, "judge" | "judgements">,
): Promise<void> {
  const { store, clock, hasher } = ports;
  const runId = await assertOwnSamples(ports, job, "judgements", judgements);
  const createdAt = clock.now();
  await store.insertJudgements(
    runId,
    judgements.map((judgement) => ({
      ...judgement,
      id: hasher.contentHash(JSON.stringify([judgement.sampleId, judge, judgement.step])),
      judge,
      createdAt,
    })),
  );
}
