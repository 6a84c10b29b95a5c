/** Runs that jobs fill: batch by batch, each once, whatever dies on the way; and how such a run ends. */
import { uploadInParts } from "@plumbline/client";
import type { CreateJob, JobRows, Lease } from "@plumbline/contract";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { sweep } from "../ingest/sweep.ts";
import { startApi, type TestApi } from "../testing/startApi.ts";

type TestClient = Awaited<ReturnType<TestApi["as"]>>;
let api: TestApi;
let lab: TestClient;
let runner: TestClient;
beforeAll(async () => {
  api = await startApi();
  lab = await api.as("lab", "submit");
  runner = await api.as("runners", "runner");
  const problems = [1, 2, 3].map((gold) => ({
    key: `p${gold}`,
    statement: `What is ${gold}?`,
    spec: { gold: String(gold) },
    cluster: "ones",
  }));
  await lab.createBenchmark({ slug: "ones", name: "Ones", problems });
});
afterAll(() => api.stop());
/** No test leaves a job to the next. */
afterEach(async () => {
  const { store } = api.ports;
  const { items } = await store.listJobs({}, { limit: 100 });
  for (const { id, state, fence } of items) {
    if (state === "queued") await store.cancelJob(id, api.time.now);
    if (state === "leased") await store.finishJob(id, fence, { state: "cancelled" }, api.time.now);
  }
  await sweep(api.ports);
  api.time.now += 1;
});

const newRun = (source: "runner" | "cli" = "runner", promptTemplate?: string) =>
  lab.createRun({
    benchmark: "ones",
    model: { name: "nano" },
    source,
    sampling: promptTemplate === undefined ? {} : { promptTemplate },
  });
const KINDS = ["sample", "verify"] as const;
async function lease(models = ["nano"]): Promise<Lease> {
  const found = await runner.leaseJob({ runner: "r1", kinds: [...KINDS], models });
  if (found === null) throw new Error("no lease");
  return found;
}
async function start(payload: Record<string, unknown> = {}, more: Partial<CreateJob> = {}) {
  const run = await newRun();
  await lab.createJob({ kind: "sample", runId: run.id, payload: { model: "nano", ...payload }, ...more });
  return { ...(await lease()), runId: run.id };
}
const row = (problem: number, index: number, answer: number) => ({
  problem_id: `p${problem}`,
  sample_index: index,
  response: `So it is \\boxed{${answer}}.`,
});
const rows = (fence: number, batch: number, given: JobRows["rows"], done = 0): JobRows => ({
  fence,
  batch,
  rows: given,
  checkpoint: { batch },
  progress: { done, total: 6 },
});

test("a run fills live, batch by batch, and ends complete with its numbers", async () => {
  const { id: runId } = await newRun("runner", "Solve: {problem}");
  const job = await lab.createJob({ kind: "sample", runId, payload: { model: "nano", samples: 2 } });
  expect(job).toMatchObject({ model: "nano", payload: { samples: 2, seed: 0, draw: { temperature: 1 } } });
  expect(await lab.run(runId)).toMatchObject({ state: "grading", percent: 0 });
  const { jobId, fence, promptTemplate } = await lease();
  expect(promptTemplate).toBe("Solve: {problem}");
  const { items, total, next } = await runner.jobProblems(jobId, fence, null);
  expect([total, next]).toEqual([3, null]);
  expect(items[0]).toEqual({
    problemId: expect.any(String),
    key: "p1",
    statement: "What is 1?",
    cluster: "ones",
  });
  const facts = { tokens_out: 9, seed: 4_294_967_295, log_probability: -1.5, latency_ms: 20, cost: 0 };
  const first = [{ ...row(1, 0, 1), ...facts }, row(1, 1, 5)];
  expect(await runner.reportRows(jobId, rows(fence, 0, first, 2))).toMatchObject({ cancel: false });
  expect(await lab.run(runId)).toMatchObject({
    state: "grading",
    epoch: 1,
    gradedLines: 2,
    counts: { correct: 1, incorrect: 1 },
    percent: (100 * 2) / 6,
  });
  await runner.reportRows(jobId, rows(fence, 1, [row(2, 0, 2), row(2, 1, 2), row(3, 0, 4)], 5));
  const end = { fence, result: { samples: 5 }, batchPlan: { rows: 2 } };
  await runner.completeJob(jobId, end);
  expect(await lab.run(runId)).toMatchObject({ state: "complete", percent: 100, counts: { correct: 3 } });
  expect(await lab.results(runId)).toMatchObject({ score: 0.5, samples: 5, problems: { answered: 3 } });
  expect(await lab.job(jobId)).toMatchObject({ state: "done", batchPlan: { rows: 2 } });
  const listed = (await lab.listSamples(runId)).items;
  expect(listed.map(({ problemKey, index }) => `${problemKey}/${index}`)).toEqual(
    ["p1/0", "p1/1", "p2/0", "p2/1", "p3/0"], // the order of arrival
  );
  const shown = await Promise.all(listed.map(({ id }) => lab.sample(id)));
  expect(shown.map(({ response }) => response)).toEqual(
    [1, 5, 2, 2, 4].map((answer) => `So it is \\boxed{${answer}}.`),
  );
  const [sample] = shown;
  expect(sample).toMatchObject({ tokensOut: 9, seed: facts.seed, logProbability: -1.5, latencyMs: 20 });
  expect(shown.map(({ previousId }) => previousId)).toEqual([
    null,
    ...listed.slice(0, 4).map(({ id }) => id),
  ]);
});

test("a batch counts once: sent twice, at once, or with other rows under its number", async () => {
  const { runId, jobId, fence } = await start();
  const batch = rows(fence, 0, [row(1, 0, 1), row(2, 0, 9)]);
  await Promise.all([1, 2, 3].map(() => runner.reportRows(jobId, batch)));
  await runner.reportRows(jobId, batch);
  await runner.reportRows(jobId, rows(fence, 0, [row(3, 0, 3)]));
  expect(await lab.run(runId)).toMatchObject({
    epoch: 1,
    counts: { correct: 1, incorrect: 1 },
    invalidLines: 0,
  });
  expect(api.objects.keys().filter((key) => key.includes(runId))).toHaveLength(1);
});

test("a batch whose request died between object and commit is stored again and counts once", async () => {
  const { runId, jobId, fence } = await start();
  const batch = rows(fence, 0, [row(1, 0, 1), row(2, 0, 2)]);
  const commit = vi.spyOn(api.ports.store, "commitChunk").mockRejectedValueOnce(new Error("gone"));
  await expect(runner.reportRows(jobId, batch)).rejects.toMatchObject({ status: 500 });
  expect(api.objects.keys().filter((key) => key.includes(runId))).toHaveLength(1);
  expect(await lab.run(runId)).toMatchObject({ epoch: 0, counts: { correct: 0 } });
  await runner.reportRows(jobId, batch);
  commit.mockRestore();
  expect(await lab.run(runId)).toMatchObject({ epoch: 1, counts: { correct: 2 } });
  const [first] = (await lab.listSamples(runId)).items;
  expect((await lab.sample(first?.id ?? "")).response).toContain("boxed{1}");
});

test("batches side by side all count, and rows that are no samples are told with their lines", async () => {
  const { runId, jobId, fence } = await start();
  const batches = [1, 2, 3].map((problem, batch) =>
    rows(fence, batch, [row(problem, 0, problem), row(9, 0, 1)]),
  );
  await Promise.all(batches.map((batch) => runner.reportRows(jobId, batch)));
  expect(await lab.run(runId)).toMatchObject({ epoch: 3, counts: { correct: 3 }, invalidLines: 3 });
  const lines = (await lab.listInvalidLines(runId)).items;
  expect(lines.map(({ line, code }) => [line, code])).toEqual(
    [2, 4, 6].map((line) => [line, "unknown_problem"]),
  );
  await runner.completeJob(jobId, { fence, result: {} });
  expect(await lab.run(runId)).toMatchObject({ state: "complete_with_errors" });
});

test.each([
  [{}, "json.payload.model"],
  [{ model: "nano", samples: 0 }, "json.payload.samples"],
  [{ model: "nano", draw: { temperature: 9 } }, "json.payload.draw.temperature"],
  [{ model: "nano", verify: { model: "nano", votes: "many" } }, "json.payload.verify.votes"],
])("the payload %j is refused with the field %s", async (payload, path) => {
  const { id: runId } = await newRun();
  const refused = lab.createJob({ kind: "sample", runId, payload });
  await expect(refused).rejects.toMatchObject({
    status: 400,
    problem: { code: "invalid_request", errors: [{ path }] },
  });
  expect(await lab.run(runId)).toMatchObject({ state: "awaiting_upload" });
});

test("a job fills a run of source runner that has no outputs, and is the only one to do so", async () => {
  const payload = { model: "nano" };
  const { id: cli } = await newRun("cli");
  const conflict = { status: 409, problem: { code: "conflict" } };
  await expect(lab.createJob({ kind: "sample", runId: cli, payload })).rejects.toMatchObject(conflict);
  const { id: runId } = await newRun();
  const asked = await Promise.allSettled(
    (["sample", "particle", "refine"] as const).map((kind) => lab.createJob({ kind, runId, payload })),
  );
  expect(asked.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  await expect(lab.createJob({ kind: "verify", runId, payload })).rejects.toMatchObject(conflict);
  const upload = uploadInParts(lab, runId, new Blob([JSON.stringify(row(1, 0, 1))]));
  await expect(upload).rejects.toMatchObject(conflict);
  const [job] = (await lab.runJobs(runId)).items;
  await lab.cancelJob(job?.id ?? "");
  expect(await lab.run(runId)).toMatchObject({
    state: "failed",
    failure: expect.stringContaining("cancelled"),
  });
});

test("a job that names a model goes to a runner that has it", async () => {
  const { id: runId } = await newRun();
  const { id } = await lab.createJob({ kind: "sample", runId, payload: { model: "large" } });
  const ask = (models?: string[]) =>
    runner.leaseJob({ runner: "r", kinds: [...KINDS], ...(models === undefined ? {} : { models }) });
  expect(await ask()).toBeNull();
  expect(await ask(["nano"])).toBeNull();
  expect(await ask(["nano", "large"])).toMatchObject({ jobId: id });
});

test("a requeued job goes on where it was; one that is given up fails its run with its reason", async () => {
  const { runId, jobId, fence } = await start({}, { maxAttempts: 2 });
  await runner.reportRows(jobId, rows(fence, 0, [row(1, 0, 1)], 1));
  await runner.failJob(jobId, { fence, reason: "shutting down", retry: true });
  expect(await lab.run(runId)).toMatchObject({ state: "grading", failure: null });
  api.time.now += 3_600_000;
  expect(await sweep(api.ports)).toMatchObject({ resent: 0, settled: 0 });
  const again = await lease();
  expect(again).toMatchObject({ jobId, attempt: 2, checkpoint: { batch: 0 } });
  await runner.reportRows(jobId, rows(again.fence, 1, [row(2, 0, 2)], 2));
  await runner.failJob(jobId, { fence: again.fence, reason: "the model file is corrupt", retry: true });
  const dead = { state: "failed", failure: expect.stringContaining("the model file is corrupt") };
  expect(await lab.run(runId)).toMatchObject(dead);
  const admin = await api.as("root", "admin");
  await admin.requeueJob(jobId);
  expect(await lab.run(runId)).toMatchObject({ state: "grading", failure: null, counts: { correct: 2 } });
  const last = await lease();
  await runner.reportRows(jobId, rows(last.fence, 1, [row(2, 0, 2)], 2));
  await runner.completeJob(jobId, { fence: last.fence, result: {} });
  expect(await lab.run(runId)).toMatchObject({ state: "complete", counts: { correct: 2 } });
});

test("a run whose job dies without a word, or is done unheard, is ended by the sweeper", async () => {
  const { runId, jobId } = await start({}, { maxAttempts: 1 });
  api.time.now += 61_000;
  expect(await sweep(api.ports)).toMatchObject({ expired: 1, settled: 1 });
  expect(await lab.run(runId)).toMatchObject({
    state: "failed",
    failure: expect.stringContaining("expired"),
  });
  expect(await lab.job(jobId)).toMatchObject({ state: "dead" });
  const other = await start();
  await runner.reportRows(other.jobId, rows(other.fence, 0, [row(1, 0, 1)]));
  await api.ports.store.finishJob(other.jobId, other.fence, { state: "done", result: {} }, api.time.now);
  expect(await sweep(api.ports)).toMatchObject({ settled: 1 });
  expect(await lab.run(other.runId)).toMatchObject({ state: "complete", counts: { correct: 1 } });
});

test("the verification that was asked for is queued once, however often the job is completed", async () => {
  const verify = { model: "judge", votes: 3 };
  const { runId, jobId, fence } = await start({ verify });
  await runner.reportRows(jobId, rows(fence, 0, [row(1, 0, 1)]));
  const finish = vi.spyOn(api.ports.store, "finishJob").mockRejectedValueOnce(new Error("gone"));
  await expect(runner.completeJob(jobId, { fence, result: {} })).rejects.toMatchObject({ status: 500 });
  await runner.completeJob(jobId, { fence, result: {} });
  finish.mockRestore();
  await runner.completeJob(jobId, { fence, result: {} });
  const other = runner.completeJob(jobId, { fence: fence + 1, result: {} });
  await expect(other).rejects.toMatchObject({ status: 409 });
  const jobs = (await lab.runJobs(runId)).items;
  expect(jobs.map(({ kind, state }) => [kind, state])).toEqual([
    ["verify", "queued"],
    ["sample", "done"],
  ]);
  expect(jobs[0]).toMatchObject({ model: "judge", payload: { model: "judge", votes: 3, seed: 0 } });
  expect((await lab.listJobs({ runId })).items).toHaveLength(2);
});

test("deleting a run ends its job and removes every batch", async () => {
  const { runId, jobId, fence } = await start();
  await runner.reportRows(jobId, rows(fence, 0, [row(1, 0, 1)]));
  await lab.deleteRun(runId);
  expect(api.objects.keys().filter((key) => key.includes(runId))).toEqual([]);
  expect(await runner.heartbeat(jobId, fence)).toMatchObject({ cancel: true });
  const late = runner.reportRows(jobId, rows(fence, 1, [row(2, 0, 2)]));
  await expect(late).rejects.toMatchObject({ problem: { code: "conflict" } });
  expect(api.objects.keys().filter((key) => key.includes(runId))).toEqual([]);
});

test("a job hands in what its kind makes and nothing else", async () => {
  const { jobId, fence } = await start();
  const step = { fence, checkpoint: {}, progress: { done: 0, total: null } };
  const conflict = { problem: { code: "conflict" } };
  await expect(runner.reportVotes(jobId, { ...step, verifier: "v", votes: [] })).rejects.toMatchObject(
    conflict,
  );
  await expect(runner.reportJob(jobId, { ...step, grader: "g", verdicts: [] })).rejects.toMatchObject(
    conflict,
  );
});
