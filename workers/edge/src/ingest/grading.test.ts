/** From upload to finished run, with everything that queues and machines do wrong. */
import { gzipSync } from "node:zlib";
import { uploadInParts } from "@plumbline/client";
import { LIMITS, type RunView } from "@plumbline/contract";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { startApi, type TestApi } from "../testing/startApi.ts";
import { consumeGrading, MOST_ATTEMPTS } from "./consumeGrading.ts";
import { sweep } from "./sweep.ts";

let api: TestApi;
let client: Awaited<ReturnType<TestApi["as"]>>;
beforeAll(async () => {
  api = await startApi();
  client = await api.as("lab", "submit", "read");
  await client.createBenchmark({
    slug: "sums",
    name: "Sums",
    problems: Array.from({ length: 5 }, (_, index) => ({
      key: `s${index}`,
      statement: `${index} + 1 = ?`,
      spec: { gold: String(index + 1) },
    })),
  });
});
afterAll(() => api.stop());

const row = (problem: number, answer: number, more = {}) =>
  `${JSON.stringify({ problem_id: `s${problem}`, response: `\\boxed{${answer}}`, ...more })}\n`;
const fiveRows = [0, 1, 2, 3, 4].map((index) => row(index, index === 3 ? 99 : index + 1)).join("");

async function open(name: string): Promise<RunView> {
  return client.createRun({ benchmark: "sums", model: { name } });
}
async function send(name: string, content: BlobPart): Promise<string> {
  return (await uploadInParts(client, (await open(name)).id, new Blob([content]))).run.id;
}

test("a run ends complete, with score, interval and bounds", async () => {
  const id = await send("plain", fiveRows);
  expect(await client.run(id)).toMatchObject({ state: "grading", percent: 0 });
  await api.drain();
  expect(await client.run(id)).toMatchObject({ state: "complete", percent: 100, gradedLines: 5 });
  const results = await client.results(id);
  expect(results).toMatchObject({ score: 0.8, samples: 5, problems: { answered: 5, total: 5 } });
  expect(results.interval?.low).toBeLessThan(0.8);
});

test("rows are found by their statements where they have no key", async () => {
  const rows = [0, 1].map((at) =>
    JSON.stringify({ problem: ` ${at}  + 1 = ?`, response: `\\boxed{${at + 1}}` }),
  );
  const id = await send("by statement", rows.join("\n"));
  await api.drain();
  expect(await client.run(id)).toMatchObject({ state: "complete", counts: { correct: 2 } });
});

test("a file of several steps: every line counts once, numbered through", async () => {
  const filler = "x".repeat(100_000);
  const lines = Array.from({ length: 100 }, (_, at) => row(at % 5, (at % 5) + 1, { meta: { filler } }));
  lines.splice(70, 0, "not json\n");
  const content = lines.join("");
  expect(content.length).toBeGreaterThan(2 * LIMITS.chunkBytes);
  const id = await send("long", content);
  await api.drain();
  expect(await client.run(id)).toMatchObject({
    state: "complete_with_errors",
    counts: { correct: 100 },
    epoch: 3,
  });
  expect((await client.listInvalidLines(id)).items).toMatchObject([{ line: 71, code: "not_json" }]);
  const page = await client.listSamples(id, { limit: 200 });
  expect(page.items.filter(({ problemKey }) => problemKey === "s0").map(({ index }) => index)).toEqual(
    Array.from({ length: 20 }, (_, index) => index),
  );
});

test("one message delivered five times, at once and late, counts once", async () => {
  const id = await send("doubled", fiveRows);
  const [message] = api.messages.splice(0);
  if (message === undefined) throw new Error("no message");
  await Promise.all([1, 2, 3, 4].map(() => consumeGrading(api.ports, message, 1)));
  await consumeGrading(api.ports, message, 2);
  await api.drain();
  expect(await client.run(id)).toMatchObject({ state: "complete", counts: { correct: 4, incorrect: 1 } });
});

test("a lost message is sent again by the sweeper, and only when the run has stood still", async () => {
  const id = await send("lost", fiveRows);
  api.messages.splice(0);
  expect(await sweep(api.ports)).toMatchObject({ resent: 0 });
  api.time.now += 31_000;
  expect(await sweep(api.ports)).toMatchObject({ resent: 1 });
  await api.drain();
  expect(await client.run(id)).toMatchObject({ state: "complete" });
});

test("what fails is retried; what keeps failing fails the run with its reason, and the submission is given back", async () => {
  const limited = await api.ports.store.findOrCreateAccount("lab", 0);
  const id = await send("failing", row(0, 1));
  const [message] = api.messages.splice(0);
  if (message === undefined) throw new Error("no message");
  const read = vi.spyOn(api.objects, "read").mockRejectedValue(new Error("the store is away"));
  const refund = vi.spyOn(api.ports.store, "refundQuota");
  for (let attempt = 1; attempt < MOST_ATTEMPTS; attempt += 1) {
    expect(await consumeGrading(api.ports, message, attempt)).toBe("retry");
  }
  expect((await client.run(id)).state).toBe("grading");
  expect(await consumeGrading(api.ports, message, MOST_ATTEMPTS)).toBe("done");
  read.mockRestore();
  expect(await client.run(id)).toMatchObject({ state: "failed", failure: expect.stringContaining("server") });
  expect(refund).toHaveBeenCalledTimes(1);
  expect(limited.name).toBe("lab");
});

test("an upload that never comes is given up after a day", async () => {
  const { id } = await open("abandoned");
  api.time.now += 86_400_001;
  await sweep(api.ports);
  expect(await client.run(id)).toMatchObject({ state: "failed", failure: "No upload came in time." });
});

test("the same bytes again are the same run, packed or not, and leave no object behind", async () => {
  const content = `${fiveRows}${row(0, 7)}`;
  const first = await send("replayed", content);
  const objects = api.objects.keys().length;
  const again = await open("replayed");
  const packed = gzipSync(content);
  const reply = await client.upload(again.id, { body: packed, length: packed.length, gzip: true });
  expect(reply).toMatchObject({ replayed: true, run: { id: first } });
  await expect(client.run(again.id)).rejects.toMatchObject({ status: 404 });
  expect(api.objects.keys()).toHaveLength(objects);
  // To the very run that has them: the first reply was lost, and the client tries again.
  expect(await client.upload(first, { body: content, length: content.length })).toMatchObject({
    replayed: true,
  });
  const other = row(1, 1);
  await expect(client.upload(first, { body: other, length: other.length })).rejects.toMatchObject({
    status: 409,
  });
});

test("40 MB in parts are one object, read back where each sample stands", async () => {
  const filler = "y".repeat(1_000_000);
  const content = Array.from({ length: 40 }, (_, at) => row(at % 5, (at % 5) + 1, { meta: { filler } })).join(
    "",
  );
  const id = await send("parts", content);
  await api.drain();
  expect(await client.run(id)).toMatchObject({ state: "complete", objectBytes: content.length });
  const last = (await client.listSamples(id, { limit: 200 })).items.at(-1);
  expect((await client.sample(last?.id ?? "")).response).toBe("\\boxed{5}");
});

test("completing an upload twice, side by side or after a crash, keeps the one object that the run stands on", async () => {
  const { id } = await open("completed twice");
  const { uploadId } = await client.startUpload(id);
  const content = `${fiveRows}${row(2, 8)}`;
  await client.uploadPart(id, uploadId, 1, { body: content, length: content.length });
  const close = vi.spyOn(api.ports.store, "closeUpload").mockRejectedValueOnce(new Error("crash"));
  const replies = await Promise.allSettled([1, 2, 3].map(() => client.completeUpload(id, uploadId)));
  close.mockRestore();
  expect(replies.filter(({ status }) => status === "fulfilled")).toHaveLength(2);
  expect((await client.completeUpload(id, uploadId)).run.id).toBe(id);
  expect(api.objects.keys().filter((key) => key.includes(id))).toHaveLength(1);
  await api.drain();
  expect(await client.run(id)).toMatchObject({ state: "complete", counts: { correct: 4, incorrect: 2 } });
});

test("the same bytes sent five times at once for a run that gives way are given back once", async () => {
  const content = `${fiveRows}${row(1, 8)}`;
  const first = await send("given back", content);
  const again = await open("given back");
  const refund = vi.spyOn(api.ports.store, "refundQuota");
  refund.mockClear();
  const replies = await Promise.all(
    Array.from({ length: 5 }, () => client.upload(again.id, { body: content, length: content.length })),
  );
  expect(replies.map(({ run }) => run.id)).toEqual(Array.from({ length: 5 }, () => first));
  expect(refund).toHaveBeenCalledTimes(1);
  refund.mockRestore();
  expect(api.objects.keys().filter((key) => key.includes(again.id))).toEqual([]);
});

test("a run that could not be made is not counted", async () => {
  const { store } = api.ports;
  const insert = vi.spyOn(store, "insertRun").mockRejectedValueOnce(new Error("away"));
  const refund = vi.spyOn(store, "refundQuota");
  refund.mockClear();
  await expect(open("not made")).rejects.toMatchObject({ status: 500 });
  expect(refund).toHaveBeenCalledTimes(1);
  insert.mockRestore();
  refund.mockRestore();
});

test("a sweep does all it can, whatever fails on the way", async () => {
  const [one, two] = [await open("sweep one"), await open("sweep two")];
  api.time.now += 86_400_001;
  const find = vi.spyOn(api.ports.store, "runSummary").mockRejectedValueOnce(new Error("away"));
  const stalled = vi.spyOn(api.ports.store, "stalledRuns").mockRejectedValueOnce(new Error("away"));
  expect(await sweep(api.ports)).toMatchObject({ resent: 0, abandoned: 1 });
  find.mockRestore();
  stalled.mockRestore();
  expect(await sweep(api.ports)).toMatchObject({ abandoned: 1 });
  for (const { id } of [one, two]) expect((await client.run(id)).state).toBe("failed");
});

test("an upload that was begun and given up leaves no parts; a part for a run that has its upload is refused", async () => {
  const { id } = await open("begun");
  const { uploadId } = await client.startUpload(id);
  await client.uploadPart(id, uploadId, 1, { body: fiveRows, length: fiveRows.length });
  const before = api.objects.openUploads();
  const late = await open("late part");
  const upload = await client.startUpload(late.id);
  await client.upload(late.id, { body: row(4, 5), length: row(4, 5).length });
  const part = client.uploadPart(late.id, upload.uploadId, 1, { body: "x", length: 1 });
  await expect(part).rejects.toMatchObject({ status: 409 });
  await client.deleteRun(late.id);
  api.time.now += 86_400_001;
  await sweep(api.ports);
  expect(api.objects.openUploads()).toBe(before - 1);
  await api.drain();
});

test("a deletion that fails half-way has its event, and goes on when it is asked again", async () => {
  const id = await send("half deleted", row(2, 4));
  await api.drain();
  const remove = vi.spyOn(api.objects, "removeAll").mockRejectedValueOnce(new Error("away"));
  await expect(client.deleteRun(id)).rejects.toMatchObject({ status: 500 });
  remove.mockRestore();
  const stranger = await api.as("stranger", "submit");
  await expect(stranger.deleteRun(id)).rejects.toMatchObject({ status: 404 });
  await client.deleteRun(id);
  expect(api.objects.keys().filter((key) => key.includes(id))).toEqual([]);
  const events = (await api.ports.store.listEvents({ limit: 50 })).items;
  expect(events.filter(({ subject }) => subject === id)).toHaveLength(1);
});

test("deleting a run removes its objects and leaves an event", async () => {
  const id = await send("deleted", row(2, 3));
  await client.deleteRun(id);
  await api.drain();
  await expect(client.run(id)).rejects.toMatchObject({ status: 404 });
  expect(api.objects.keys().filter((key) => key.includes(id))).toEqual([]);
  const events = await api.ports.store.listEvents({ limit: 50 });
  expect(events.items).toContainEqual(expect.objectContaining({ action: "run.delete", subject: id }));
});
