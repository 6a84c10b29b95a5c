/** The straight line on the built Worker, on both databases: upload -> queue -> verdicts -> board. */
import { ApiError, createClient } from "@plumbline/client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type BenchmarkRow, GSM8K_COUNTS, hasRealData, type OutputRow, readRows } from "../setup/realData.ts";
import { createBenchmark, submit, sums, toJsonl, waitUntilFinished } from "../setup/submitting.ts";
import { startTestStack, type TestStack } from "../setup/testStack.ts";

describe.each(["d1", "postgres"] as const)("on %s", (store) => {
  let stack: TestStack;
  beforeAll(async () => {
    stack = await startTestStack({ store });
    await createBenchmark(stack.client, "sums", sums(40));
  });
  afterAll(() => stack.stop());

  test.runIf(hasRealData())("GSM8K: the four public systems get their published counts", async () => {
    const problems = readRows<BenchmarkRow>("benchmarks/gsm8k_test.jsonl");
    await createBenchmark(
      stack.client,
      "gsm8k",
      problems.map(({ id, problem, answer }) => ({
        key: id,
        statement: problem,
        spec: { gold: answer ?? "" },
      })),
    );
    const rows = readRows<OutputRow>("outputs/openai_gsm8k.jsonl");
    for (const model of Object.keys(GSM8K_COUNTS)) {
      const { run } = await submit(
        stack.client,
        { benchmark: "gsm8k", model: { name: model }, rowModel: model },
        toJsonl(rows.filter((row) => row.model === model)),
      );
      expect(await waitUntilFinished(stack.client, run.id)).toMatchObject({ state: "complete" });
    }
    const board = await stack.client.leaderboard("gsm8k");
    expect(Object.fromEntries(board.rows.map((row) => [row.model.name, row.counts.correct]))).toEqual(
      GSM8K_COUNTS,
    );
    for (const row of board.rows) {
      expect(row.samples).toBe(1319);
      expect(row.bounds).toEqual({ low: row.score, high: row.score });
      expect(row.score).toBeCloseTo((GSM8K_COUNTS[row.model.name] ?? 0) / 1319, 12);
    }
    expect(board.rows[0]).toMatchObject({ rank: { from: 1, to: 1 }, model: { name: "175b_verification" } });
  });

  test("one model of a file with several: rows of the others are counted, not lost", async () => {
    const rows = sums(4).flatMap(({ key }, index) =>
      ["left", "right"].map((model) => ({ problem_id: key, response: `A: ${2 * index + 1}`, model })),
    );
    const { run } = await submit(
      stack.client,
      { benchmark: "sums", model: { name: "left" }, rowModel: "left" },
      toJsonl(rows),
    );
    const finished = await waitUntilFinished(stack.client, run.id);
    expect(finished).toMatchObject({
      state: "complete_with_errors",
      invalidLines: 4,
      counts: { correct: 4 },
    });
    const lines = await stack.client.listInvalidLines(run.id);
    expect(lines.items.map(({ line, code }) => [line, code])).toEqual(
      [2, 4, 6, 8].map((line) => [line, "other_model"]),
    );
  });

  test("rows without an index are numbered in file order; lists of responses are several samples", async () => {
    const { run } = await submit(
      stack.client,
      { benchmark: "sums", model: { name: "lists" } },
      toJsonl([
        { id: "sum-0", responses: ["A: 1", "A: 2", "\\boxed{1}"] },
        { id: "sum-0", responses: ["A: 1"] },
      ]),
    );
    await waitUntilFinished(stack.client, run.id);
    const page = await stack.client.listSamples(run.id);
    expect(page.items.map(({ index, outcome, extracted }) => [index, outcome, extracted])).toEqual([
      [0, "correct", "1"],
      [1, "incorrect", "2"],
      [2, "correct", "1"],
      [3, "correct", "1"],
    ]);
  });

  test("the same bytes twice are one run", async () => {
    const content = toJsonl([{ problem_id: "sum-1", response: "A: 3" }]);
    const first = await submit(stack.client, { benchmark: "sums", model: { name: "twice" } }, content);
    await waitUntilFinished(stack.client, first.run.id);
    const second = await submit(stack.client, { benchmark: "sums", model: { name: "twice" } }, content);
    expect([first.replayed, second.replayed]).toEqual([false, true]);
    expect(second.run.id).toBe(first.run.id);
  });

  test("a sample shows the response as it was uploaded, with the answer's span and the reason", async () => {
    const response = "We add.\n\nSo $\\boxed{ 5 }$ it is – naïve, but right.";
    const { run } = await submit(
      stack.client,
      { benchmark: "sums", model: { name: "span" } },
      toJsonl([{ problem_id: "sum-2", response }]),
    );
    await waitUntilFinished(stack.client, run.id);
    const [row] = (await stack.client.listSamples(run.id)).items;
    const sample = await stack.client.sample(row?.id ?? "");
    expect(sample.response).toBe(response);
    const extracted = sample.grade?.extracted;
    expect(response.slice(extracted?.start, extracted?.end)).toBe(extracted?.text);
    expect(sample.grade).toMatchObject({ outcome: "correct", relation: "equal" });
    expect(sample.grade?.reason).not.toBe("");
    expect(sample.spec).toMatchObject({ gold: "5" });
  });

  test("private runs are seen by their owner alone, unlisted by link, and only public ones are ranked", async () => {
    const visitor = createClient({ baseUrl: stack.url });
    const runs = Object.fromEntries(
      await Promise.all(
        (["private", "unlisted", "public"] as const).map(async (visibility, index) => {
          const content = toJsonl(
            sums(40).map(({ key, spec }) => ({
              problem_id: key,
              response: `A: ${Number(spec.gold) + (index === 9 ? 1 : 0)}`,
            })),
          );
          const { run } = await submit(
            stack.client,
            { benchmark: "sums", model: { name: `seen ${visibility}` }, visibility },
            content,
          );
          await waitUntilFinished(stack.client, run.id);
          return [visibility, run.id] as const;
        }),
      ),
    );
    await expect(visitor.run(runs["private"] ?? "")).rejects.toMatchObject({ status: 404 });
    expect((await visitor.run(runs["unlisted"] ?? "")).visibility).toBe("unlisted");
    const board = await visitor.leaderboard("sums");
    const names = board.rows
      .filter(({ model }) => model.name.startsWith("seen "))
      .map(({ model }) => model.name);
    expect(names).toEqual(["seen public"]);
  });

  test("deleting a run removes it from every list and leaves the others alone", async () => {
    const content = toJsonl(
      sums(40).map(({ key, spec }) => ({ problem_id: key, response: `#### ${spec.gold}` })),
    );
    const { run } = await submit(stack.client, { benchmark: "sums", model: { name: "to delete" } }, content);
    await waitUntilFinished(stack.client, run.id);
    await stack.client.deleteRun(run.id);
    await expect(stack.client.run(run.id)).rejects.toBeInstanceOf(ApiError);
    const board = await stack.client.leaderboard("sums");
    expect(board.rows.map(({ model }) => model.name)).not.toContain("to delete");
  });

  test("a hidden benchmark shows aggregates and not one gold", async () => {
    const golds = ["271828182", "314159265", "141421356"];
    await createBenchmark(
      stack.client,
      "sealed",
      golds.map((gold, index) => ({
        key: `s-${index}`,
        statement: `Sealed problem ${index}`,
        spec: { gold },
      })),
      "hidden",
    );
    const rows = golds.map((gold, index) => ({
      problem_id: `s-${index}`,
      response: index === 0 ? "A: 7" : `A: ${gold}`,
    }));
    const { secret } = await stack.client.createToken({
      label: "entrant",
      account: "entrant",
      scopes: ["submit", "read"],
    });
    const entrant = createClient({ baseUrl: stack.url, token: secret });
    const { run } = await submit(
      entrant,
      { benchmark: "sealed", model: { name: "sealed model" } },
      toJsonl(rows),
    );
    await waitUntilFinished(entrant, run.id);
    const visitor = createClient({ baseUrl: stack.url });
    const shown = [
      await visitor.leaderboard("sealed"),
      await visitor.benchmark("sealed"),
      await visitor.listProblems("sealed"),
      await visitor.run(run.id),
      await visitor.results(run.id),
      await entrant.listSamples(run.id).catch((error: unknown) => String(error)),
    ];
    const text = JSON.stringify(shown);
    for (const gold of golds) expect(text).not.toContain(gold);
    expect((await visitor.leaderboard("sealed")).rows[0]?.counts.correct).toBe(2);
    expect((await visitor.listProblems("sealed")).items.every(({ spec }) => spec === null)).toBe(true);
  });

  test("status and board answer 304 to a known ETag", async () => {
    const [summary] = (await stack.client.listRuns()).items;
    for (const path of [`/runs/${summary?.id}`, "/leaderboards/sums"]) {
      const first = await fetch(`${stack.url}/api/v1${path}`);
      const etag = first.headers.get("etag") ?? "";
      expect(etag).not.toBe("");
      const again = await fetch(`${stack.url}/api/v1${path}`, { headers: { "if-none-match": etag } });
      expect(again.status).toBe(304);
    }
  });

  test("gzip and parts: the same content however it comes", async () => {
    const rows = sums(40).map(({ key, spec }) => ({
      problem_id: key,
      response: `The answer is ${spec.gold}.`,
    }));
    const raw = new Blob([toJsonl(rows)]);
    const gzip = await new Response(raw.stream().pipeThrough(new CompressionStream("gzip"))).blob();
    const zipped = await stack.client.createRun({ benchmark: "sums", model: { name: "gzip" } });
    await stack.client.upload(zipped.id, { body: gzip, length: gzip.size, gzip: true });
    const inParts = await stack.client.createRun({ benchmark: "sums", model: { name: "parts" } });
    const { uploadId } = await stack.client.startUpload(inParts.id);
    await stack.client.uploadPart(inParts.id, uploadId, 1, { body: raw, length: raw.size });
    await stack.client.completeUpload(inParts.id, uploadId);
    for (const { id } of [zipped, inParts]) {
      const finished = await waitUntilFinished(stack.client, id);
      expect(finished).toMatchObject({ state: "complete", counts: { correct: 40 } });
    }
  });
});
