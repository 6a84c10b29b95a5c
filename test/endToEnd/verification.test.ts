/** The runner's main job on the embedded model, as a user meets it: sampled, graded, verified, cancelled, failed. */
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { JobView } from "@plumbline/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { nanoProblems } from "../../scripts/nanoProblems.ts";
import { NANO } from "../../scripts/stack/paths.ts";
import type { StartedProcess } from "../../scripts/stack/processes.ts";
import { createBenchmark, waitUntilFinished } from "../setup/submitting.ts";
import { startTestStack, type TestStack } from "../setup/testStack.ts";

const ENDED = new Set(["done", "failed", "dead", "cancelled"]);

let stack: TestStack;
let broken: string;
const runners: StartedProcess[] = [];
beforeAll(async () => {
  stack = await startTestStack({ tickMs: 500, vars: { LEASE_TTL_MS: "6000" } });
  broken = mkdtempSync(join(tmpdir(), "plumbline-model-"));
  await createBenchmark(stack.client, "chains", nanoProblems(100));
}, 120_000);
afterAll(async () => {
  await stack.stop();
  rmSync(broken, { recursive: true, force: true });
});

async function sample(model: string, payload: Record<string, unknown>, maxAttempts = 5): Promise<JobView> {
  const { client } = stack;
  const run = await client.createRun({
    benchmark: "chains",
    model: { name: model },
    source: "runner",
    visibility: "public",
  });
  return client.createJob({ kind: "sample", runId: run.id, payload: { model, ...payload }, maxAttempts });
}

async function until(id: string, condition: (job: JobView) => boolean, withinMs = 60_000): Promise<JobView> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const job = await stack.client.job(id);
    if (condition(job)) return job;
    if (Date.now() > deadline) throw new Error(`After ${withinMs} ms the job is ${JSON.stringify(job)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
const untilEnded = (id: string) => until(id, ({ state }) => ENDED.has(state));

function startRunner(name: string, env?: Record<string, string>): StartedProcess {
  const runner = stack.startRunner(name, env);
  runners.push(runner);
  return runner;
}

test("nano samples a benchmark and verifies its samples; the run says what that is worth", async () => {
  const { client } = stack;
  const runner = startRunner("nano");
  const verify = { model: "nano", votes: 4, draw: { temperature: 0.5 } };
  const { id, runId } = await sample("nano", { samples: 4, problems: 12, seed: 7, verify });
  await untilEnded(id);
  const run = await waitUntilFinished(client, runId ?? "");
  expect(run).toMatchObject({ state: "complete", invalidLines: 0 });
  const [verification] = (await client.runJobs(run.id)).items;
  expect(verification?.kind).toBe("verify");
  expect(await untilEnded(verification?.id ?? "")).toMatchObject({ state: "done", progress: { done: 48 } });
  const { report, verifier } = await client.selection(run.id);
  expect(verifier).toMatch(/^nano@/);
  expect(report).toMatchObject({ problems: 12, samples: 4, votes: 4, votesCast: 192 });
  expect(report?.passAtK.map(({ k }) => k)).toEqual([1, 2, 4]);
  const [first] = (await client.listSamples(run.id)).items;
  const shown = await client.sample(first?.id ?? "");
  expect(shown.response).toMatch(/\nAnswer: -?\d+$/);
  expect(shown.votes).toHaveLength(4);
  expect(shown.seed).not.toBeNull();

  // The same job once more draws the same texts.
  const again = await sample("nano", { samples: 4, problems: 12, seed: 7 });
  await untilEnded(again.id);
  const hashes = async (id: string) =>
    (await client.listSamples(id, { limit: 100 })).items.map(({ problemKey, index, extracted }) => [
      problemKey,
      index,
      extracted,
    ]);
  expect(await hashes(again.runId ?? "")).toEqual(await hashes(run.id));
  await runner.stop();
}, 180_000);

test("a cancelled job stops within two seconds", async () => {
  const runner = startRunner("cancelled");
  const { id } = await sample("nano", { samples: 1_024, seed: 1 });
  await until(id, ({ progress }) => progress.done > 0);
  await stack.client.cancelJob(id);
  const asked = Date.now();
  const ended = await until(id, ({ state }) => ENDED.has(state), 10_000);
  expect(ended.state).toBe("cancelled");
  expect(Date.now() - asked).toBeLessThan(2_000);
  const run = await stack.client.run(ended.runId ?? "");
  expect(run).toMatchObject({ state: "failed", failure: expect.stringMatching(/cancel/i) });
  await runner.stop();
}, 120_000);

test.each([
  ["no tokenizer", (folder: string) => rmSync(join(folder, "tokenizer.json")), /tokenizer\.json/],
  [
    "a corrupt graph",
    (folder: string) => writeFileSync(join(folder, "onnx", "model_loop.onnx"), "no graph"),
    /model_loop\.onnx/,
  ],
])(
  "a model folder with %s: the job ends with the reason on its run",
  async (name, damage, reason) => {
    const folder = join(broken, name.replace(/ /g, "-"));
    cpSync(NANO, folder, { recursive: true });
    damage(folder);
    const model = `damaged-${name.replace(/ /g, "-")}`;
    const runner = startRunner(model, { RUNNER_MODELS: `${model}=${folder}` });
    const { id } = await sample(model, { samples: 2, problems: 2 }, 1);
    const ended = await untilEnded(id);
    expect(["failed", "dead"]).toContain(ended.state);
    expect(ended.failure).toMatch(reason);
    const run = await stack.client.run(ended.runId ?? "");
    expect(run).toMatchObject({ state: "failed", failure: expect.stringMatching(reason) });
    await runner.stop();
  },
  120_000,
);

const hostile: readonly [string, (server: Server) => void, RegExp][] = [
  ["429", (server) => answer(server, 429, '{"error":{"message":"slow down"}}'), /slow down|429|rate/i],
  ["500", (server) => answer(server, 500, '{"error":{"message":"no memory"}}'), /no memory|500/i],
  ["garbage", (server) => answer(server, 200, "<html>hello</html>"), /reply|html|stream|understood/i],
  ["nobody listening", (server) => server.close(), /reach|refused|connect/i],
];
test("an endpoint that answers 429, 500, garbage or not at all: each job dies with its reason", async () => {
  await Promise.all(hostile.map(([name, misbehave, reason]) => dieWithReason(name, misbehave, reason)));
}, 180_000);

async function dieWithReason(
  name: string,
  misbehave: (server: Server) => void,
  reason: RegExp,
): Promise<void> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  misbehave(server);
  const model = `hostile-${name.replace(/ /g, "-")}`;
  const runner = startRunner(model, {
    RUNNER_MODELS: "none",
    RUNNER_OPENAI: `http://127.0.0.1:${port}`,
    RUNNER_OPENAI_MODELS: model,
  });
  const { id } = await sample(model, { samples: 1, problems: 1 }, 1);
  const ended = await until(id, ({ state }) => ENDED.has(state), 150_000);
  expect(["failed", "dead"]).toContain(ended.state);
  expect(ended.failure).toMatch(reason);
  const run = await stack.client.run(ended.runId ?? "");
  expect(run).toMatchObject({ state: "failed", failure: expect.stringMatching(reason) });
  await runner.stop();
  server.close();
}

function answer(server: Server, status: number, body: string): void {
  server.on("request", (_, response) => {
    response.writeHead(status, { "content-type": "application/json" }).end(body);
  });
}
