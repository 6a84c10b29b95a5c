import type { Job } from "@plumbline/contract";
import { expect, it } from "vitest";
import type { Store } from "../../src/store.ts";
import { freshId, makeJob } from "../makeRecords.ts";
import { readAll } from "../readAll.ts";

const REQUEST = { runner: "gpu-1", kinds: ["regrade"] as const, models: [], gold: false, ttlMs: 1_000 };

/** Every test here takes all queued jobs first, so that the oldest queued job is its own. */
async function emptyQueue(store: Store): Promise<void> {
  while ((await store.leaseJob({ ...REQUEST, models: ["nano"], gold: true }, 0)) !== null);
}

async function queueJob(store: Store, change: Partial<Job> = {}): Promise<Job> {
  const job = makeJob("someone", change);
  await store.insertJob(job);
  return job;
}

export function jobSuite(open: () => Store): void {
  it("leases the oldest job: attempt counted, fence grown, holder and expiry stated", async () => {
    const store = open();
    await emptyQueue(store);
    const first = await queueJob(store);
    const second = await queueJob(store, { createdAt: first.createdAt + 1 });
    expect(await store.jobPosition(first)).toBe(0);
    expect(await store.jobPosition(second)).toBe(1);
    expect(await store.leaseJob(REQUEST, 100)).toEqual({
      ...first,
      state: "leased",
      attempts: 1,
      fence: 1,
      leasedBy: "gpu-1",
      leaseExpiresAt: 1_100,
      updatedAt: 100,
    });
    expect(await store.jobPosition(first)).toBeNull();
    expect(await store.jobPosition(second)).toBe(0);
    expect((await store.leaseJob(REQUEST, 100))?.id).toBe(second.id);
    expect(await store.leaseJob(REQUEST, 100)).toBeNull();
    expect(await store.job("none")).toBeNull();
  });

  it("gives jobs that need gold to runners that may see it", async () => {
    const store = open();
    await emptyQueue(store);
    const job = await queueJob(store, { needsGold: true });
    expect(await store.leaseJob(REQUEST, 1)).toBeNull();
    expect((await store.leaseJob({ ...REQUEST, gold: true }, 1))?.id).toBe(job.id);
  });

  it("gives a job that names a model to runners that have it", async () => {
    const store = open();
    await emptyQueue(store);
    const named = await queueJob(store, { model: "nano" });
    const free = await queueJob(store, { createdAt: named.createdAt + 1 });
    expect((await store.leaseJob({ ...REQUEST, models: ["big", "NANO"] }, 1))?.id).toBe(free.id);
    expect(await store.leaseJob(REQUEST, 1)).toBeNull();
    const many = Array.from({ length: 100 }, (_, number) => `model-${number}`);
    expect((await store.leaseJob({ ...REQUEST, models: [...many, "nano"] }, 1))?.id).toBe(named.id);
  });

  it("gives a job with a scorer to runners that have both of its models", async () => {
    const store = open();
    const request = { ...REQUEST, kinds: ["particle"] as const };
    const change = { kind: "particle", model: "scored-solver", payload: { scorer: "scored-judge" } } as const;
    const { id } = await queueJob(store, change);
    expect(await store.leaseJob({ ...request, models: ["scored-solver"] }, 1)).toBeNull();
    expect(await store.leaseJob({ ...request, models: ["scored-judge"] }, 1)).toBeNull();
    const both = { ...request, models: ["scored-solver", "scored-judge"] };
    expect((await store.leaseJob(both, 1))?.id).toBe(id);
  });

  it("leases 200 jobs to 16 runners at once, each to one", async () => {
    const store = open();
    await emptyQueue(store);
    const jobs = Array.from({ length: 200 }, (_, place) =>
      makeJob("someone", { model: place % 2 === 0 ? "nano" : null }),
    );
    await Promise.all(jobs.map((job) => store.insertJob(job)));
    const leased = await Promise.all(
      Array.from({ length: 16 }, async (_, number) => {
        const mine: string[] = [];
        for (;;) {
          const job = await store.leaseJob({ ...REQUEST, models: ["nano"], runner: `runner-${number}` }, 5);
          if (job === null) return mine;
          expect(job.leasedBy).toBe(`runner-${number}`);
          mine.push(job.id);
        }
      }),
    );
    expect(leased.flat()).toHaveLength(200);
    expect(new Set(leased.flat())).toEqual(new Set(jobs.map(({ id }) => id)));
  });

  it("obeys the holder of the fence until the lease expires, and nobody else", async () => {
    const store = open();
    await emptyQueue(store);
    const job = await queueJob(store);
    await store.leaseJob(REQUEST, 100);
    expect((await store.heartbeatJob(job.id, 1, 1_000, 600))?.leaseExpiresAt).toBe(1_600);
    const step = { checkpoint: { batch: 3 }, progress: { done: 30, total: 100 } };
    expect(await store.checkpointJob(job.id, 1, step, 1_000, 700)).toBe(true);
    expect(await store.job(job.id)).toMatchObject({ ...step, leaseExpiresAt: 1_700 });
    for (const [fence, now] of [
      [0, 800],
      [2, 800],
      [1, 1_700],
    ] as const) {
      expect(await store.heartbeatJob(job.id, fence, 1_000, now)).toBeNull();
      expect(await store.checkpointJob(job.id, fence, { ...step, checkpoint: {} }, 1_000, now)).toBe(false);
      expect(await store.finishJob(job.id, fence, { state: "done" }, now)).toBe(false);
    }
    expect(await store.job(job.id)).toMatchObject({ ...step, state: "leased" });
  });

  it("finishes a job once, with its result", async () => {
    const store = open();
    await emptyQueue(store);
    const job = await queueJob(store);
    await store.leaseJob(REQUEST, 100);
    const finish = () =>
      store.finishJob(job.id, 1, { state: "done", result: { graded: 5 }, batchPlan: { rows: 64 } }, 200);
    const finished = await Promise.all([finish(), finish()]);
    expect(finished.filter(Boolean)).toHaveLength(1);
    expect(await store.job(job.id)).toMatchObject({
      state: "done",
      result: { graded: 5 },
      batchPlan: { rows: 64 },
      leasedBy: null,
      leaseExpiresAt: null,
      finishedAt: 200,
    });
    expect(await store.requeueJob(job.id, 300)).toBe(false);
  });

  it("goes back to the queue for a retry, from its checkpoint, with a fence that has grown", async () => {
    const store = open();
    await emptyQueue(store);
    const job = await queueJob(store);
    await store.leaseJob(REQUEST, 100);
    await store.checkpointJob(
      job.id,
      1,
      { checkpoint: { batch: 1 }, progress: { done: 1, total: 2 } },
      1_000,
      110,
    );
    expect(await store.finishJob(job.id, 1, { state: "queued", failure: "Out of memory." }, 120)).toBe(true);
    expect(await store.leaseJob(REQUEST, 130)).toMatchObject({
      id: job.id,
      attempts: 2,
      fence: 2,
      checkpoint: { batch: 1 },
      failure: "Out of memory.",
      finishedAt: null,
    });
    expect(await store.heartbeatJob(job.id, 1, 1_000, 140)).toBeNull();
  });

  it("puts expired leases back, gives up after the last attempt, cancels where that was asked", async () => {
    const store = open();
    await emptyQueue(store);
    await store.expireLeases(Number.MAX_SAFE_INTEGER);
    await emptyQueue(store);
    await store.expireLeases(Number.MAX_SAFE_INTEGER);
    const again = await queueJob(store, { maxAttempts: 2 });
    const last = await queueJob(store, { maxAttempts: 1 });
    const cancelled = await queueJob(store, { maxAttempts: 1 });
    const alive = await queueJob(store);
    for (const now of [100, 100, 100, 5_000]) await store.leaseJob(REQUEST, now);
    await store.cancelJob(cancelled.id, 200);
    expect(await store.expireLeases(1_099)).toBe(0);
    expect(await store.expireLeases(1_100)).toBe(3);
    expect(await store.expireLeases(1_100)).toBe(0);
    expect(await store.job(again.id)).toMatchObject({
      state: "queued",
      leasedBy: null,
      finishedAt: null,
      fence: 1,
    });
    expect(await store.job(last.id)).toMatchObject({ state: "dead", finishedAt: 1_100 });
    expect((await store.job(last.id))?.failure).toContain("expired");
    expect(await store.job(cancelled.id)).toMatchObject({ state: "cancelled", finishedAt: 1_100 });
    expect(await store.job(alive.id)).toMatchObject({ state: "leased" });
    expect(await store.leaseJob(REQUEST, 1_200)).toMatchObject({ id: again.id, fence: 2, attempts: 2 });
  });

  it("cancels a queued job at once and a leased one by its next heartbeat", async () => {
    const store = open();
    await emptyQueue(store);
    const waiting = await queueJob(store);
    expect(await store.cancelJob(waiting.id, 50)).toMatchObject({ state: "cancelled", finishedAt: 50 });
    const running = await queueJob(store);
    await store.leaseJob(REQUEST, 100);
    expect(await store.cancelJob(running.id, 150)).toMatchObject({ state: "leased", cancelRequested: true });
    expect(await store.heartbeatJob(running.id, 1, 1_000, 160)).toMatchObject({ cancelRequested: true });
    expect(await store.finishJob(running.id, 1, { state: "cancelled" }, 170)).toBe(true);
    expect(await store.cancelJob(running.id, 180)).toMatchObject({ state: "cancelled", finishedAt: 170 });
    expect(await store.cancelJob("none", 1)).toBeNull();
  });

  it.each(["dead", "failed", "cancelled"] as const)(
    "requeues a %s job with its attempts given back",
    async (state) => {
      const store = open();
      await emptyQueue(store);
      const ended = {
        state,
        attempts: 2,
        fence: 9,
        failure: "It broke.",
        cancelRequested: true,
        finishedAt: 7,
      };
      const job = await queueJob(store, { ...ended, checkpoint: { batch: 4 } });
      expect(await store.requeueJob(job.id, 10)).toBe(true);
      expect(await store.requeueJob(job.id, 10)).toBe(false);
      expect(await store.leaseJob(REQUEST, 20)).toMatchObject({
        id: job.id,
        attempts: 1,
        fence: 10,
        failure: null,
        cancelRequested: false,
        finishedAt: null,
        checkpoint: { batch: 4 },
      });
    },
  );

  it("lists jobs by state, run and account, newest first", async () => {
    const store = open();
    await emptyQueue(store);
    const runId = freshId();
    const accountId = freshId();
    const jobs = [
      await queueJob(store, { runId, accountId }),
      await queueJob(store, { runId, accountId, state: "dead" }),
      await queueJob(store, { accountId }),
    ];
    const list = async (filter: Parameters<Store["listJobs"]>[0]) =>
      (await readAll((page) => store.listJobs(filter, page), 1)).map(({ id }) =>
        jobs.findIndex((job) => job.id === id),
      );
    expect(await list({ accountId })).toEqual([2, 1, 0]);
    expect(await list({ runId })).toEqual([1, 0]);
    expect(await list({ runId, state: "dead" })).toEqual([1]);
    expect((await store.listJobs({}, { limit: 1 })).items).toEqual([jobs[2]]);
  });

  it("refuses payloads and checkpoints that would outgrow a row", async () => {
    const store = open();
    const large = { text: "x".repeat(200_000) };
    await expect(store.insertJob(makeJob("someone", { payload: large }))).rejects.toThrow("payload takes");
    const step = { checkpoint: large, progress: { done: 0, total: null } };
    await expect(store.checkpointJob("any", 1, step, 1, 1)).rejects.toThrow("checkpoint takes");
  });
}
