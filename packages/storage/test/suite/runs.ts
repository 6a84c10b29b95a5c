import { expect, it } from "vitest";
import type { Store } from "../../src/store.ts";
import { freshId, hashOf, makeChunk, makeRun, seed, startRun } from "../makeRecords.ts";
import { readAll } from "../readAll.ts";

export function runSuite(open: () => Store): void {
  it("finds a model by name and revision", async () => {
    const store = open();
    const { model } = await seed(store, 1);
    expect(await store.findOrCreateModel({ ...model, id: freshId() })).toEqual(model);
    const odd = { ...model, name: "a\0b", organisation: null };
    const first = await store.findOrCreateModel({ ...odd, id: freshId() });
    expect(await store.findOrCreateModel({ ...odd, id: freshId() })).toEqual(first);
    const revised = await store.findOrCreateModel({ ...model, id: freshId(), revision: "2" });
    expect(revised.id).not.toBe(model.id);
  });

  it("keeps a run as it was given, with its model, account, benchmark and version", async () => {
    const store = open();
    const seeded = await seed(store, 1);
    const run = await startRun(store, seeded, { label: "first", step: 2 ** 35, commit: "abc" });
    await store.insertRun(run);
    expect(await store.run(run.id)).toEqual(run);
    expect(await store.run("none")).toBeNull();
    expect(await store.runSummary("none")).toBeNull();
    expect(await store.runSummary(run.id)).toEqual({
      run,
      filling: null,
      model: seeded.model,
      account: seeded.account.name,
      benchmark: seeded.benchmark,
      version: await store.version(seeded.version.id),
    });
  });

  it("lists publicly what is public and not deleted, and to the owner all that is not deleted", async () => {
    const store = open();
    const seeded = await seed(store, 1);
    const made = [
      await startRun(store, seeded),
      await startRun(store, seeded, { visibility: "private" }),
      await startRun(store, seeded, { visibility: "unlisted" }),
      await startRun(store, seeded, { state: "complete" }),
      await startRun(store, seeded),
    ];
    await store.deleteRun(made[4]!.id, 9);
    const list = async (filter: Parameters<Store["listRuns"]>[0]) =>
      (await readAll((page) => store.listRuns(filter, page), 2)).map(({ run }) =>
        made.findIndex(({ id }) => id === run.id),
      );
    expect(await list({ benchmarkId: seeded.benchmark.id, publicOnly: true })).toEqual([3, 0]);
    expect(await list({ accountId: seeded.account.id, publicOnly: false })).toEqual([3, 2, 1, 0]);
    expect(await list({ benchmarkId: "none", publicOnly: true })).toEqual([]);
    expect((await store.publicRuns(seeded.version.id, 10)).map(({ run }) => run.id)).toEqual([made[3]!.id]);
    expect((await store.listRuns({ publicOnly: true }, { limit: 1 })).items[0]?.run.id).toBe(made[3]!.id);
  });

  it("finds the run that has graded the same bytes in the same way", async () => {
    const store = open();
    const seeded = await seed(store, 1);
    const contentHash = hashOf(freshId());
    const first = await startRun(store, seeded, { contentHash });
    const again = makeRun(seeded, { contentHash });
    const asked = { ...again, contentHash, exceptRunId: again.id };
    expect((await store.findReplay(asked))?.id).toBe(first.id);
    for (const other of [
      { accountId: "someone" },
      { modelId: "other" },
      { benchmarkVersionId: "other" },
      { samplingHash: hashOf("hot") },
      { rowModel: "other" },
      { contentHash: hashOf("other") },
      { exceptRunId: first.id },
    ]) {
      expect(await store.findReplay({ ...asked, ...other }), JSON.stringify(other)).toBeNull();
    }
    await store.finishRun(first.id, "complete", null, 3);
    expect((await store.findReplay(asked))?.id).toBe(first.id);
    await store.deleteRun(first.id, 4);
    expect(await store.findReplay(asked)).toBeNull();
    await startRun(store, seeded, { contentHash, state: "failed" });
    expect(await store.findReplay(asked)).toBeNull();
    const split = await startRun(store, seeded, { contentHash, rowModel: "m" });
    expect((await store.findReplay({ ...asked, rowModel: "m" }))?.id).toBe(split.id);
  });

  it("changes visibility and label, each on its own", async () => {
    const store = open();
    const run = await startRun(store, await seed(store, 1), { label: "old" });
    await store.changeRun(run.id, {});
    await store.changeRun(run.id, { visibility: "private" });
    expect(await store.run(run.id)).toMatchObject({ visibility: "private", label: "old" });
    await store.changeRun(run.id, { label: null });
    expect(await store.run(run.id)).toMatchObject({ visibility: "private", label: null });
  });

  it("starts grading once and finishes once", async () => {
    const store = open();
    const run = await startRun(store, await seed(store, 1), { state: "awaiting_upload", objectKey: null });
    const object = { objectKey: "o", objectBytes: 12, contentHash: hashOf("c") };
    const started = await Promise.all([1, 2, 3].map(() => store.startGrading(run.id, object, 20)));
    expect(started.filter(Boolean)).toHaveLength(1);
    expect(await store.run(run.id)).toMatchObject({ ...object, state: "grading", progressAt: 20 });
    const ended = await Promise.all([
      store.finishRun(run.id, "complete", null, 30),
      store.finishRun(run.id, "failed", "no", 30),
    ]);
    expect(ended.filter(Boolean)).toHaveLength(1);
    expect((await store.run(run.id))?.finishedAt).toBe(30);
    expect(await store.finishRun(run.id, "failed", "late", 31)).toBe(false);
  });

  it("deletes what a run holds and keeps its row and its verdicts", async () => {
    const store = open();
    const seeded = await seed(store, 3);
    const run = await startRun(store, seeded);
    const other = await startRun(store, seeded);
    const chunk = makeChunk(run, seeded.problems, ["correct", "incorrect"]);
    await store.commitChunk(chunk);
    await store.commitChunk(makeChunk(other, seeded.problems, ["correct"]));
    expect(await store.deleteRun(run.id, 60, "awaiting_upload")).toBe(false);
    expect((await store.listSamples(run.id, {}, { limit: 10 })).items).toHaveLength(2);
    const deletions = await Promise.all([1, 2, 3].map(() => store.deleteRun(run.id, 70)));
    expect(deletions.filter(Boolean)).toHaveLength(1);
    expect(await store.run(run.id)).toMatchObject({ state: "deleted", progressAt: 70 });
    expect((await store.listSamples(run.id, {}, { limit: 10 })).items).toEqual([]);
    expect((await store.listInvalidLines(run.id, { limit: 10 })).items).toEqual([]);
    const { outputHash, specHash } = chunk.verdicts[0]!;
    expect(await store.verdictHistory(outputHash, specHash)).toHaveLength(1);
    expect(await store.commitChunk({ ...chunk, fromEpoch: 1 })).toBe(false);
    expect((await store.listSamples(other.id, {}, { limit: 10 })).items).toHaveLength(1);
  });

  it("names stalled and abandoned runs, longest waiting first", async () => {
    const store = open();
    const seeded = await seed(store, 1);
    const slow = await startRun(store, seeded, { progressAt: -20 });
    const slower = await startRun(store, seeded, { progressAt: -30 });
    await startRun(store, seeded, { progressAt: -30, state: "complete" });
    const left = await startRun(store, seeded, { createdAt: -10, state: "awaiting_upload" });
    expect((await store.stalledRuns(-15, 10)).map(({ id }) => id)).toEqual([slower.id, slow.id]);
    expect((await store.stalledRuns(-15, 1)).map(({ id }) => id)).toEqual([slower.id]);
    expect((await store.abandonedRuns(-5, 10)).map(({ id }) => id)).toEqual([left.id]);
  });

  it("collects the parts of an upload, in whatever order they come and however often", async () => {
    const store = open();
    const run = await startRun(store, await seed(store, 1));
    const upload = {
      id: freshId(),
      runId: run.id,
      objectKey: "o",
      objectUpload: "u",
      parts: [],
      state: "open" as const,
      createdAt: 1,
    };
    await store.insertUpload(upload);
    const part = (number: number, etag: string) => ({ number, etag, bytes: number * 10 });
    await Promise.all([3, 1, 2, 5, 4].map((number) => store.addUploadPart(upload.id, part(number, "a"))));
    await store.addUploadPart(upload.id, part(2, "b"));
    const parts = (await store.upload(upload.id))?.parts.toSorted((a, b) => a.number - b.number);
    expect(parts).toEqual([1, 2, 3, 4, 5].map((number) => part(number, number === 2 ? "b" : "a")));
    expect((await store.openUploads(run.id)).map(({ id }) => id)).toEqual([upload.id]);
    await store.closeUpload(upload.id, "complete");
    expect(await store.openUploads(run.id)).toEqual([]);
    await store.closeUpload(upload.id, "aborted");
    await store.addUploadPart(upload.id, part(9, "late"));
    expect(await store.upload(upload.id)).toMatchObject({ state: "complete", parts: { length: 5 } });
    expect(await store.upload("none")).toBeNull();
  });
}
