/**
 * Queues the main job of the runner on the embedded model: 16 solutions of every problem, 8 verdicts on each.
 * Decision: 100 problems, because a laptop then fills the run page within about two minutes.
 */
import type { Client } from "@plumbline/client";
import { nanoProblems } from "./nanoProblems.ts";

const SEED = 20_261_121;
const PROBLEMS = 100;
const SLUG = "arithmetic-chains";

/** Returns the id of the run that fills. */
export async function seedVerification(client: Client): Promise<string> {
  await client.createBenchmark({
    slug: SLUG,
    name: "Arithmetic chains",
    description:
      "Chains of two to five operations that the embedded model nano never saw in training. It solves them in one go, line by line, and verifies its solutions with all the working.",
    problems: nanoProblems(PROBLEMS),
  });
  const run = await client.createRun({
    benchmark: SLUG,
    model: { name: "nano", organisation: "Plumbline" },
    label: "16 samples of every problem, 8 verifications of each",
    source: "runner",
    sampling: { temperature: 1, maxTokens: 64, seed: SEED },
    visibility: "public",
  });
  await client.createJob({
    kind: "sample",
    runId: run.id,
    payload: {
      model: "nano",
      samples: 16,
      seed: SEED,
      draw: { maxTokens: 64 },
      // nano checks best below its full temperature: docs/verification.md.
      verify: { model: "nano", votes: 8, seed: SEED, draw: { temperature: 0.5, maxTokens: 248 } },
    },
  });
  return run.id;
}
