/** Sampling and verifying on a hidden benchmark: runners without scope gold do it, and nobody learns a single verdict. */
import { emptyCounts } from "@plumbline/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startApi, type TestApi } from "../testing/startApi.ts";

const GOLDS = ["9173501", "8264019"];
type TestClient = Awaited<ReturnType<TestApi["as"]>>;
let api: TestApi;
let owner: TestClient;
let runner: TestClient;
let runId: string;
beforeAll(async () => {
  api = await startApi();
  owner = await api.as("owner", "submit", "read");
  runner = await api.as("runners", "runner");
  const problems = GOLDS.map((gold, at) => ({
    key: `p${at}`,
    statement: `Secret ${at}?`,
    spec: { gold },
    cluster: `family-of-${gold}`,
  }));
  await owner.createBenchmark({ slug: "hidden", name: "Hidden", visibility: "hidden", problems });
  const created = await owner.createRun({
    benchmark: "hidden",
    model: { name: "nano" },
    source: "runner",
    visibility: "public",
  });
  runId = created.id;
});
afterAll(() => api.stop());

async function lease(client: TestClient) {
  api.time.now += 1;
  return client.leaseJob({ runner: "r", kinds: ["sample", "verify", "locate"], models: ["nano"] });
}
const step = { checkpoint: { right: 1 }, progress: { done: 1, total: 2 } };
/** What anybody can read about the run and its jobs. */
async function readAll(): Promise<string> {
  const paths = ["", "/results", "/samples", "/selection", "/jobs"].map(
    (path) => `/api/v1/runs/${runId}${path}`,
  );
  const replies = await Promise.all(paths.map((path) => api.fetch(path)));
  expect(replies.map(({ status }) => status)).toEqual(paths.map(() => 200));
  const own = [await owner.selection(runId), await owner.runJobs(runId), await owner.listJobs({ runId })];
  return JSON.stringify([await Promise.all(replies.map((reply) => reply.text())), own]);
}

test("a runner without scope gold solves and is told statements alone; counts come at the end", async () => {
  const payload = { model: "nano", verify: { model: "nano" } };
  const { id } = await owner.createJob({ kind: "sample", runId, payload });
  const { jobId = "", fence = 0 } = (await lease(runner)) ?? {};
  expect(jobId).toBe(id);
  const page = await runner.jobProblems(jobId, fence, null);
  expect(page.items.map(({ statement, cluster }) => [statement, cluster])).toEqual([
    ["Secret 0?", null],
    ["Secret 1?", null],
  ]);
  const rows = [0, 1].map((at) => ({ problem_id: `p${at}`, response: "\\boxed{9173501}" }));
  const reply = await runner.reportRows(jobId, { fence, batch: 0, rows, ...step });
  expect(reply).toEqual({ cancel: false, ttlMs: 60_000 });
  const grown = [await owner.run(runId), await owner.results(runId)];
  expect(grown.map(({ counts }) => counts)).toEqual([emptyCounts(), emptyCounts()]);
  expect(await owner.selection(runId)).toMatchObject({ verifier: null, report: null });
  await runner.completeJob(jobId, { fence, result: {} });
  expect(await owner.run(runId)).toMatchObject({ state: "complete", counts: { correct: 1, incorrect: 1 } });
});

test("a verifier without scope gold sees outputs and nothing that tells which are right", async () => {
  const { jobId = "", kind, fence = 0 } = (await lease(runner)) ?? {};
  expect(kind).toBe("verify");
  const page = await runner.jobSamples(jobId, fence, null);
  expect(page.items).toHaveLength(2);
  for (const item of page.items) {
    expect(item).toMatchObject({ spec: null, outcome: null, source: null, specHash: "" });
  }
  const votes = page.items.map(({ sampleId }) => ({
    sampleId,
    index: 0,
    verdict: "right" as const,
    tokens: 1,
    seed: 1,
    promptHash: "A".repeat(22),
  }));
  await runner.reportVotes(jobId, { fence, verifier: "nano", votes, ...step });
  await runner.completeJob(jobId, { fence, result: { votes: 2 } });
  await expect(owner.sample(page.items[0]?.sampleId ?? "")).rejects.toMatchObject({ status: 404 });
  expect((await owner.selection(runId)).report).toBeNull();
});

test("locate needs scope gold, and what it finds is not shown", async () => {
  const { id } = await owner.createJob({ kind: "locate", runId, payload: { model: "nano" } });
  expect(await lease(runner)).toBeNull();
  const trusted = await api.as("runners", "runner", "gold");
  const { jobId = "", fence = 0 } = (await lease(trusted)) ?? {};
  expect(jobId).toBe(id);
  const { items } = await trusted.jobSamples(jobId, fence, null);
  expect(items.map(({ outcome }) => outcome)).toEqual(["correct", "incorrect"]);
  await trusted.completeJob(jobId, { fence, result: { located: [items[1]?.sampleId] } });
  expect(await owner.job(jobId)).toMatchObject({ state: "done", result: null, checkpoint: {} });
});

test("nothing that anybody can read holds a gold, a cluster or a verdict of one sample", async () => {
  const everything = await readAll();
  for (const telling of [...GOLDS, "family-of", "located", `${runId}-b0`]) {
    expect(everything).not.toContain(telling);
  }
  expect(api.logs.join("\n")).not.toContain(GOLDS[1]);
});

test("runs that jobs fill count against the quota of hidden benchmarks as uploads do", async () => {
  const eager = await api.as("eager", "submit");
  const open = () => eager.createRun({ benchmark: "hidden", model: { name: "nano" }, source: "runner" });
  for (let count = 0; count < 10; count += 1) await open();
  await expect(open()).rejects.toMatchObject({ problem: { code: "quota_exhausted" } });
});
