/** Processes die and messages get lost: the run completes all the same, and every sample counts once. */
import { afterEach, describe, expect, test } from "vitest";
import { createBenchmark, submit, sums, toJsonl, waitUntilFinished } from "../setup/submitting.ts";
import { startTestStack, type TestStack } from "../setup/testStack.ts";

const PROBLEMS = 200;
const SAMPLES = 60;
/** Long enough for several grading steps of 4 MiB each. */
const PADDING = "The sum of two numbers does not depend on their order. ".repeat(18);

function outputs(): string {
  const rows = sums(PROBLEMS).flatMap(({ key, spec }, problem) =>
    Array.from({ length: SAMPLES }, (_, sample) => ({
      problem_id: key,
      sample_index: sample,
      response: `${PADDING}\nA: ${Number(spec.gold) + ((problem + sample) % 4 === 0 ? 1 : 0)}`,
    })),
  );
  return toJsonl(rows);
}
const EXPECTED = { correct: (PROBLEMS * SAMPLES * 3) / 4, incorrect: (PROBLEMS * SAMPLES) / 4 };

async function until(condition: () => Promise<boolean>, withinMs: number): Promise<void> {
  const deadline = Date.now() + withinMs;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`The condition did not hold within ${withinMs} ms.`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe.each(["d1", "postgres"] as const)("on %s", (store) => {
  let stack: TestStack;
  afterEach(() => stack.stop());

  test("the Worker is killed in mid run and its queue with it: the sweeper brings the run to its end", async () => {
    stack = await startTestStack({ store, tickMs: 1_000, vars: { STALL_MS: "1500" } });
    await createBenchmark(stack.client, "sums", sums(PROBLEMS));
    const { run } = await submit(stack.client, { benchmark: "sums" }, outputs());
    await until(async () => (await stack.client.run(run.id)).epoch > 0, 30_000);
    const before = await stack.client.run(run.id);
    await stack.restartWorker();
    const finished = await waitUntilFinished(stack.client, run.id, 60_000);
    expect(before.state).toBe("grading");
    expect(finished).toMatchObject({ state: "complete", counts: EXPECTED, invalidLines: 0 });
    expect((await stack.client.results(run.id)).samples).toBe(PROBLEMS * SAMPLES);
  });

  test("every message comes many times: each sample still counts once", async () => {
    stack = await startTestStack({ store, vars: { STALL_MS: "0" } });
    await createBenchmark(stack.client, "sums", sums(PROBLEMS));
    const { run } = await submit(stack.client, { benchmark: "sums" }, outputs());
    // The last one may still be under way when the stack is stopped.
    const storm = setInterval(() => void stack.tick().catch(() => {}), 40);
    const finished = await waitUntilFinished(stack.client, run.id, 90_000).finally(() =>
      clearInterval(storm),
    );
    expect(finished).toMatchObject({ state: "complete", counts: EXPECTED, invalidLines: 0 });
    const results = await stack.client.results(run.id);
    expect(results).toMatchObject({ samples: PROBLEMS * SAMPLES, score: 0.75 });
  });

  test("a runner is killed in mid job: the next one goes on from the checkpoint, and no verdict is doubled", async () => {
    stack = await startTestStack({ store, tickMs: 500, vars: { LEASE_TTL_MS: "1500" } });
    await createBenchmark(stack.client, "sums", sums(PROBLEMS));
    const { run } = await submit(stack.client, { benchmark: "sums" }, outputs());
    await waitUntilFinished(stack.client, run.id, 60_000);
    const job = await stack.client.createJob({ kind: "regrade", runId: run.id });
    const first = stack.startRunner("runner-doomed");
    await until(async () => (await stack.client.job(job.id)).progress.done > 0, 30_000);
    await first.kill();
    const halfway = await stack.client.job(job.id);
    stack.startRunner("runner-heir");
    await until(async () => (await stack.client.job(job.id)).state === "done", 60_000);
    const done = await stack.client.job(job.id);
    expect(halfway.progress.done).toBeLessThan(PROBLEMS * SAMPLES);
    expect(done).toMatchObject({ attempts: 2, progress: { done: PROBLEMS * SAMPLES } });
    expect(await stack.client.run(run.id)).toMatchObject({ counts: EXPECTED });
    const [row] = (await stack.client.listSamples(run.id)).items;
    expect((await stack.client.sample(row?.id ?? "")).verdicts).toHaveLength(1);
  });
});
