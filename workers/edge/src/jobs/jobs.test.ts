/** Leases: who holds one may write, and nobody else. */
import { uploadInParts } from "@plumbline/client";
import type { JobReport } from "@plumbline/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { toEndState } from "../api/leases.ts";
import { sweep } from "../ingest/sweep.ts";
import { startApi, type TestApi } from "../testing/startApi.ts";
import { countFitting } from "./readJobSamples.ts";

let api: TestApi;
let lab: Awaited<ReturnType<TestApi["as"]>>;
let runner: Awaited<ReturnType<TestApi["as"]>>;
let runId: string;
beforeAll(async () => {
  api = await startApi();
  lab = await api.as("lab", "submit");
  runner = await api.as("runners", "runner", "gold");
  const problems = [1, 2, 3].map((gold) => ({
    key: `p${gold}`,
    statement: `${gold}?`,
    spec: { gold: String(gold) },
  }));
  await lab.createBenchmark({ slug: "jobs", name: "Jobs", problems });
  const run = await lab.createRun({ benchmark: "jobs", model: { name: "m" } });
  const rows = problems.map(({ key }) => `${JSON.stringify({ problem_id: key, response: "\\boxed{1}" })}\n`);
  runId = (await uploadInParts(lab, run.id, new Blob(rows))).run.id;
  await api.drain();
});
afterAll(() => api.stop());

const lease = async (name = "r1") => {
  const found = await runner.leaseJob({ runner: name, kinds: ["regrade"] });
  if (found === null) throw new Error("no lease");
  return found;
};
const lost = { status: 409, problem: { code: "lease_lost" } };
const report = (fence: number, verdicts: JobReport["verdicts"] = []): JobReport => ({
  fence,
  grader: "checker@next/default",
  verdicts,
  checkpoint: { done: verdicts.length },
  progress: { done: verdicts.length, total: 3 },
});

test("a run is graded again: new verdicts stand beside the old ones and become the ones shown", async () => {
  const { id } = await lab.createJob({ kind: "regrade", runId });
  const { jobId, fence, attempt } = await lease();
  expect([jobId, attempt]).toEqual([id, 1]);
  const page = await runner.jobSamples(jobId, fence, null);
  expect(page).toMatchObject({ total: 3, next: null, policy: "default" });
  const verdicts = page.items.map(({ outputHash, specHash }) => ({
    outputHash,
    specHash,
    outcome: "correct" as const,
    score: 1,
    extracted: null,
    relation: null,
    by: "next",
    reason: "Because.",
    evidence: {},
    fuel: 1,
  }));
  await runner.reportJob(jobId, report(fence, verdicts));
  await runner.reportJob(jobId, report(fence, verdicts));
  expect((await lab.results(runId)).score).toBeCloseTo(1 / 3);
  const unseen = runner.completeJob(jobId, { fence, grader: "checker@other/default", result: {} });
  await expect(unseen).rejects.toMatchObject({ problem: { code: "conflict" } });
  await runner.completeJob(jobId, { fence, grader: "checker@next/default", result: { graded: 3 } });
  expect(await lab.results(runId)).toMatchObject({
    score: 1,
    grader: "checker@next/default",
    counts: { correct: 3 },
  });
  const [first] = (await lab.listSamples(runId)).items;
  expect((await lab.sample(first?.id ?? "")).verdicts).toHaveLength(2);
  const done = { state: "done", result: { graded: 3 }, progress: { done: 3 }, failure: null, position: null };
  expect(await lab.job(jobId)).toMatchObject(done);
  // The reply was lost on the way: the same end again is no fault, another's is.
  await runner.completeJob(jobId, { fence, grader: "checker@next/default", result: { graded: 4 } });
  expect(await lab.job(jobId)).toMatchObject(done);
  await expect(runner.completeJob(jobId, { fence: fence + 1, result: {} })).rejects.toMatchObject(lost);
  await expect(lab.completeJob(jobId, { fence, result: {} })).rejects.toMatchObject({ status: 403 });
});

test("runners that shut down give a job back as often as they like; attempts are for faults", async () => {
  const { id } = await lab.createJob({ kind: "regrade", runId, maxAttempts: 1 });
  for (let deployment = 0; deployment < 3; deployment += 1) {
    const { jobId, fence, attempt } = await lease();
    expect([jobId, attempt]).toEqual([id, 1]);
    await runner.failJob(jobId, { fence, reason: "shutting down", retry: true, released: true });
    expect(await lab.job(id)).toMatchObject({ state: "queued", attempts: 0, failure: null });
  }
  const { fence } = await lease();
  await lab.cancelJob(id);
  await runner.failJob(id, { fence, reason: "shutting down", retry: true, released: true });
  expect((await lab.job(id)).state).toBe("cancelled");
});

test("who has lost a lease can write nothing", async () => {
  await lab.createJob({ kind: "regrade", runId });
  const first = await lease("dies");
  api.time.now += 61_000;
  await sweep(api.ports);
  const second = await lease("lives");
  expect(second).toMatchObject({ jobId: first.jobId, attempt: 2 });
  expect(second.fence).toBeGreaterThan(first.fence);
  const { jobId, fence } = first;
  await expect(runner.heartbeat(jobId, fence)).rejects.toMatchObject(lost);
  await expect(runner.reportJob(jobId, report(fence))).rejects.toMatchObject(lost);
  await expect(runner.jobSamples(jobId, fence, null)).rejects.toMatchObject(lost);
  await expect(runner.completeJob(jobId, { fence, grader: "g", result: {} })).rejects.toMatchObject(lost);
  await runner.failJob(jobId, { fence: second.fence, reason: "enough", retry: false });
  expect(await lab.job(jobId)).toMatchObject({ state: "failed", failure: "enough" });
});

test("cancelling reaches the runner with its next heartbeat; an admin may queue the job again", async () => {
  await lab.createJob({ kind: "regrade", runId });
  const { jobId, fence } = await lease();
  const reader = await api.as("lab", "read");
  await expect(reader.cancelJob(jobId)).rejects.toMatchObject({ status: 403 });
  await lab.cancelJob(jobId);
  expect(await runner.heartbeat(jobId, fence)).toMatchObject({ cancel: true });
  await runner.failJob(jobId, { fence, reason: "cancelled", retry: true });
  expect((await lab.job(jobId)).state).toBe("cancelled");
  await expect(lab.requeueJob(jobId)).rejects.toMatchObject({ status: 403 });
  const admin = await api.as("root", "admin");
  expect(await admin.requeueJob(jobId)).toMatchObject({ state: "queued", attempts: 0, position: 0 });
  await lab.cancelJob(jobId);
});

test("a long poll waits as long as it was told, and no longer", async () => {
  const from = api.time.now;
  expect(await runner.leaseJob({ runner: "r", kinds: ["regrade"], waitSeconds: 5 })).toBeNull();
  expect(api.time.now - from).toBe(5_000);
});

test("a stranger sees no job, and queues none for another's run", async () => {
  const stranger = await api.as("stranger", "submit");
  await expect(stranger.createJob({ kind: "regrade", runId })).rejects.toMatchObject({ status: 404 });
  expect((await stranger.listJobs()).items).toEqual([]);
  await expect(stranger.leaseJob({ runner: "r", kinds: ["regrade"] })).rejects.toMatchObject({ status: 403 });
});

test.each([
  [{ cancelRequested: false, attempts: 1, maxAttempts: 5 }, true, false, "queued"],
  [{ cancelRequested: false, attempts: 5, maxAttempts: 5 }, true, false, "dead"],
  [{ cancelRequested: false, attempts: 1, maxAttempts: 5 }, false, false, "failed"],
  [{ cancelRequested: true, attempts: 1, maxAttempts: 5 }, true, false, "cancelled"],
  [{ cancelRequested: false, attempts: 5, maxAttempts: 5 }, true, true, "queued"],
  [{ cancelRequested: true, attempts: 5, maxAttempts: 5 }, true, true, "cancelled"],
] as const)("%j given up, worth another try: %s, released: %s -> %s", (job, retry, released, state) => {
  expect(toEndState(job, retry, released)).toBe(state);
});

const at = (byteStart: number, byteEnd: number, objectKey: string | null = null, statement = "") => ({
  byteStart,
  byteEnd,
  objectKey,
  statement,
});
test.each([
  ["no sample", [], 0],
  ["one sample beyond the limit, alone", [at(0, 2 ** 24)], 1],
  ["as many as fit", [0, 1, 2].map((place) => at(place * 2 ** 22, (place + 1) * 2 ** 22)), 2],
  ["samples of several objects", [at(0, 2 ** 22, "a"), at(0, 2 ** 22, "b"), at(9, 10, "c")], 2],
  ["as many as their statements allow", [at(0, 1), at(1, 2, null, "x".repeat(2 ** 23))], 1],
])("a page holds %s", (_, samples, count) => {
  expect(countFitting(samples)).toBe(count);
});
