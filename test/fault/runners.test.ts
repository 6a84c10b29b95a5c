/** Runners die at random while two hundred jobs run: every job is done once, nothing is doubled, nothing is lost. */
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { afterEach, describe, expect, test } from "vitest";
import { nanoProblems } from "../../scripts/nanoProblems.ts";
import { createBenchmark } from "../setup/submitting.ts";
import { startTestStack, type TestStack } from "../setup/testStack.ts";

const RUNS = 100;
const PROBLEMS = 2;
const SAMPLES = 2;
const VOTES = 2;
const KILLS = 16;
const SEED = 20_261_121;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe.each(["d1", "postgres"] as const)("on %s", (store) => {
  let stack: TestStack;
  afterEach(() => stack.stop());

  test("100 runs are sampled and verified by two runners that are killed and started again", async () => {
    stack = await startTestStack({ store, tickMs: 500, vars: { LEASE_TTL_MS: "2000" } });
    const { client } = stack;
    await createBenchmark(client, "chains", nanoProblems(PROBLEMS));
    const runs: string[] = [];
    for (let index = 0; index < RUNS; index += 1) {
      const run = await client.createRun({ benchmark: "chains", model: { name: "nano" }, source: "runner" });
      const verify = { model: "nano", votes: VOTES, seed: index };
      const payload = { model: "nano", samples: SAMPLES, seed: index, verify };
      await client.createJob({ kind: "sample", runId: run.id, payload, maxAttempts: 20 });
      runs.push(run.id);
    }
    const random = xoroshiro128plus(SEED);
    const pair = [stack.startRunner("runner-a"), stack.startRunner("runner-b")];
    for (let kill = 0; kill < KILLS; kill += 1) {
      await pause(1_000 + ((random.next() >>> 0) % 1_500));
      const victim = (random.next() >>> 0) % 2;
      await pair[victim]?.kill();
      pair[victim] = stack.startRunner(`runner-${kill}`);
    }
    await allDone(2 * RUNS);

    for (const id of runs) {
      const results = await client.results(id);
      expect(results).toMatchObject({ samples: PROBLEMS * SAMPLES, problems: { answered: PROBLEMS } });
      const { report } = await client.selection(id);
      expect(report).toMatchObject({ votes: VOTES, votesCast: PROBLEMS * SAMPLES * VOTES });
    }
    for (const { id } of (await client.listSamples(runs[0] ?? "")).items) {
      const { verdicts, votes } = await client.sample(id);
      expect(verdicts).toHaveLength(1);
      expect(votes.map(({ index }) => index)).toEqual([0, 1]);
    }
  });

  /** Waits until so many jobs are done; a job that ended otherwise fails the test with its reason. */
  async function allDone(count: number): Promise<void> {
    const deadline = Date.now() + 240_000;
    for (;;) {
      const done = await countJobs("done");
      if (done === count) return;
      for (const state of ["failed", "dead", "cancelled"]) {
        const [ended] = (await stack.client.listJobs({ state })).items;
        if (ended !== undefined) throw new Error(`${ended.kind} ${ended.state}: ${ended.failure}`);
      }
      if (Date.now() > deadline) throw new Error(`${done} of ${count} jobs are done.`);
      await pause(500);
    }
  }

  async function countJobs(state: string): Promise<number> {
    let count = 0;
    for (let cursor: string | undefined; ; ) {
      const page = await stack.client.listJobs({ state, ...(cursor === undefined ? {} : { cursor }) });
      count += page.items.length;
      if (page.next === null) return count;
      cursor = page.next;
    }
  }
});
