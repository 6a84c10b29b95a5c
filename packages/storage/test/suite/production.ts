import { emptyCounts, type Outcome } from "@plumbline/contract";
import { expect, it } from "vitest";
import type { Store } from "../../src/store.ts";
import { countOf, freshId, makeChunk, makeJob, type Seeded, seed, startRun } from "../makeRecords.ts";

const OUTCOMES: readonly Outcome[] = ["correct", "incorrect", "correct"];
const WAITING = { state: "awaiting_upload", source: "runner", objectKey: null, objectBytes: 0 } as const;

export function productionSuite(open: () => Store): void {
  const wait = (store: Store, seeded: Seeded) => startRun(store, seeded, WAITING);
  async function start(store: Store, seeded: Seeded) {
    const run = await wait(store, seeded);
    const job = makeJob(run.accountId, { kind: "sample", runId: run.id, model: "nano" });
    expect(await store.startJob(job)).toBe(true);
    return { run, job };
  }
  const batchOf = (job: { id: string }, batch: number) => ({
    jobId: job.id,
    batch,
    objectKey: `runs/x/${job.id}/${batch}`,
  });

  it("starts a run with its job, and only one however many ask", async () => {
    const store = open();
    const run = await wait(store, await seed(store, 1));
    const jobs = Array.from({ length: 6 }, () =>
      makeJob(run.accountId, { kind: "sample", runId: run.id, model: "nano" }),
    );
    const started = await Promise.all(jobs.map((job) => store.startJob(job)));
    expect(started.filter(Boolean)).toHaveLength(1);
    expect(await store.run(run.id)).toMatchObject({ state: "grading" });
    const { items } = await store.listJobs({ runId: run.id }, { limit: 10 });
    expect(items).toEqual([jobs[started.indexOf(true)]]);
    expect(await store.fillingJob(run.id)).toEqual(items[0]);
  });

  it.each([
    ["has its outputs", { ...WAITING, state: "complete" }],
    ["waits for an upload", { ...WAITING, source: "cli" }],
  ] as const)("starts no run that %s", async (_, change) => {
    const store = open();
    const seeded = await seed(store, 1);
    const run = await startRun(store, seeded, change);
    const job = makeJob(run.accountId, { kind: "sample", runId: run.id });
    expect(await store.startJob(job)).toBe(false);
    expect(await store.job(job.id)).toBeNull();
    expect(await store.run(run.id)).toEqual(run);
  });

  it("counts a batch once, whatever it holds and whichever epoch it comes with", async () => {
    const store = open();
    const seeded = await seed(store, 3);
    const { run, job } = await start(store, seeded);
    const chunk = { ...makeChunk(run, seeded.problems, OUTCOMES), batch: batchOf(job, 0) };
    expect(await store.hasBatch(job.id, 0)).toBe(false);
    const committed = await Promise.all([1, 2, 3, 4].map(() => store.commitChunk(chunk)));
    expect(committed.filter(Boolean)).toHaveLength(1);
    expect(await store.hasBatch(job.id, 0)).toBe(true);
    const again = makeChunk(run, seeded.problems, ["incorrect"], { fromEpoch: 1, from: 3 });
    expect(await store.commitChunk({ ...again, batch: batchOf(job, 0) })).toBe(false);
    expect(await store.run(run.id)).toMatchObject({ epoch: 1, counts: countOf(OUTCOMES) });
    expect(await store.commitChunk({ ...again, batch: batchOf(job, 1) })).toBe(true);
    expect(await store.run(run.id)).toMatchObject({ epoch: 2, counts: countOf([...OUTCOMES, "incorrect"]) });
  });

  it("writes no batch for a run that has ended, and forgets batches with their run", async () => {
    const store = open();
    const seeded = await seed(store, 3);
    const { run, job } = await start(store, seeded);
    const chunk = makeChunk(run, seeded.problems, OUTCOMES);
    await store.commitChunk({ ...chunk, batch: batchOf(job, 0) });
    await store.finishRun(run.id, "failed", "It broke.", 9);
    expect(await store.commitChunk({ ...chunk, fromEpoch: 1, batch: batchOf(job, 1) })).toBe(false);
    expect(await store.hasBatch(job.id, 1)).toBe(false);
    await store.deleteRun(run.id, 10);
    expect(await store.hasBatch(job.id, 0)).toBe(false);
  });

  it("keeps the object of each sample", async () => {
    const store = open();
    const seeded = await seed(store, 3);
    const { run, job } = await start(store, seeded);
    const chunk = makeChunk(run, seeded.problems, OUTCOMES);
    const samples = chunk.samples.map((sample, line) => ({
      ...sample,
      objectKey: "batch-0",
      byteStart: 0,
      line: line + 1,
    }));
    await store.commitChunk({ ...chunk, samples, batch: batchOf(job, 0) });
    const { items } = await store.listSamplesByPosition(run.id, { limit: 9 });
    expect(items.map(({ objectKey, line }) => [objectKey, line])).toEqual(
      [1, 2, 3].map((line) => ["batch-0", line]),
    );
  });

  it("tells a run's progress by that of its job, as long as the job fills it", async () => {
    const store = open();
    const { run, job } = await start(store, await seed(store, 1));
    expect((await store.runSummary(run.id))?.filling).toEqual({ done: 0, total: null });
    while ((await store.job(job.id))?.state !== "leased")
      await store.leaseJob({ runner: "r", kinds: ["sample"], models: ["nano"], gold: true, ttlMs: 9 }, 1);
    const step = { checkpoint: {}, progress: { done: 3, total: 4 } };
    await store.checkpointJob(job.id, 1, step, 1_000, 2);
    expect((await store.runSummary(run.id))?.filling).toEqual(step.progress);
    await store.finishRun(run.id, "complete", null, 3);
    expect((await store.runSummary(run.id))?.filling).toBeNull();
  });

  it("finds runs that nobody fills any more, and never takes a filled run for a stalled one", async () => {
    const store = open();
    const seeded = await seed(store, 1);
    const { run, job } = await start(store, seeded);
    const lost = await startRun(store, seeded, { ...WAITING, state: "grading", progressAt: 0 });
    const uploaded = await startRun(store, seeded, { progressAt: 0 });
    const unfilled = async () => (await store.unfilledRuns(1_000)).map(({ id }) => id);
    const stalled = (await store.stalledRuns(Number.MAX_SAFE_INTEGER, 1_000)).map(({ id }) => id);
    expect(stalled).toContain(uploaded.id);
    expect(stalled).not.toContain(run.id);
    expect(await unfilled()).toContain(lost.id);
    expect(await unfilled()).not.toContain(run.id);
    expect(await unfilled()).not.toContain(uploaded.id);
    await store.cancelJobsOf(run.id, 5);
    expect(await store.job(job.id)).toMatchObject({ state: "cancelled", finishedAt: 5 });
    expect(await unfilled()).toContain(run.id);
  });

  it("goes on with a failed run when its job is queued again, and leaves other runs as they are", async () => {
    const store = open();
    const seeded = await seed(store, 1);
    const { run, job } = await start(store, seeded);
    await store.cancelJobsOf(run.id, 5);
    await store.finishRun(run.id, "failed", "It was cancelled.", 6);
    expect(await store.requeueJob(job.id, 7)).toBe(true);
    expect(await store.run(run.id)).toMatchObject({
      state: "grading",
      failure: null,
      finishedAt: null,
      counts: emptyCounts(),
    });
    const failed = await startRun(store, seeded, { state: "failed", failure: "No upload." });
    const other = makeJob(run.accountId, { runId: failed.id, state: "dead", id: freshId() });
    await store.insertJob(other);
    expect(await store.requeueJob(other.id, 8)).toBe(true);
    expect(await store.run(failed.id)).toEqual(failed);
  });
}
