import type { Aggregate, Outcome, Run } from "@plumbline/contract";
import { expect, it } from "vitest";
import type { Store } from "../../src/store.ts";
import {
  countOf,
  freshId,
  makeChunk,
  makeSample,
  makeVerdict,
  type Seeded,
  seed,
  startRun,
} from "../makeRecords.ts";
import { readAll } from "../readAll.ts";

const CYCLE: readonly Outcome[] = ["correct", "incorrect", "correct", "undecided"];

async function gradedRun(store: Store, seeded: Seeded, samples: number, change: Partial<Run> = {}) {
  const run = await startRun(store, seeded, change);
  const outcomes = Array.from({ length: samples }, (_, place) => CYCLE[place % CYCLE.length] ?? "error");
  const chunk = makeChunk(run, seeded.problems, outcomes);
  await store.commitChunk(chunk);
  await store.finishRun(run.id, "complete", null, 90);
  return { run, chunk, outcomes };
}

export function resultSuite(open: () => Store): void {
  it("pages through samples in the order of the file, whatever the size of the page", async () => {
    const store = open();
    const { run, chunk } = await gradedRun(store, await seed(store, 5), 23);
    for (const limit of [1, 4, 22, 23, 24]) {
      const listed = await readAll((page) => store.listSamples(run.id, {}, page), limit);
      expect(listed.map(({ sample }) => sample)).toEqual(chunk.samples);
    }
  });

  it("filters samples by outcome, by problem, by both, in the same order", async () => {
    const store = open();
    const { run, chunk, outcomes } = await gradedRun(store, await seed(store, 5), 40);
    const list = async (filter: Parameters<Store["listSamples"]>[1]) =>
      (await readAll((page) => store.listSamples(run.id, filter, page), 3)).map(({ sample }) => sample.id);
    const expected = (keep: (place: number) => boolean) =>
      chunk.samples.flatMap(({ id }, place) => (keep(place) ? [id] : []));
    expect(await list({ outcome: "correct" })).toEqual(expected((place) => outcomes[place] === "correct"));
    expect(await list({ problemKey: "p3" })).toEqual(expected((place) => place % 5 === 3));
    expect(await list({ problemKey: "p3", outcome: "undecided" })).toEqual(
      expected((place) => place % 5 === 3 && outcomes[place] === "undecided"),
    );
    expect(await list({ outcome: "error" })).toEqual([]);
    expect(await list({ problemKey: "none" })).toEqual([]);
  });

  it("shows one sample with its verdict and its neighbours", async () => {
    const store = open();
    const { run, chunk } = await gradedRun(store, await seed(store, 2), 3);
    const [first, second, third] = chunk.samples;
    expect(await store.sample(second!.id)).toEqual({
      sample: second,
      problemKey: "p1",
      gold: "2",
      verdict: chunk.verdicts[1],
    });
    expect(await store.sample("none")).toBeNull();
    expect(await store.sampleNeighbours(first!)).toEqual({ previousId: null, nextId: second!.id });
    expect(await store.sampleNeighbours(second!)).toEqual({ previousId: first!.id, nextId: third!.id });
    expect(await store.sampleNeighbours(third!)).toEqual({ previousId: second!.id, nextId: null });
    expect(run.id).toBe(first!.runId);
  });

  it("orders several samples of one row by their place in the row", async () => {
    const store = open();
    const seeded = await seed(store, 1);
    const run = await startRun(store, seeded);
    const samples = [0, 1, 2].map((item) => ({
      ...makeSample(run.id, seeded.problems[0]!, 0, item),
      id: `${run.id}:0:${item}`,
      item,
    }));
    const verdicts = samples.map((sample) => makeVerdict(sample, "correct"));
    await store.commitChunk({ ...makeChunk(run, seeded.problems, []), samples, verdicts });
    const listed = await readAll((page) => store.listSamplesByPosition(run.id, page), 1);
    const { spec, statement, cluster, key: problemKey } = seeded.problems[0]!;
    const shown = { outcome: "correct", spec, statement, cluster, problemKey };
    expect(listed).toEqual(samples.map((sample) => ({ ...sample, ...shown })));
    expect(await store.sampleNeighbours(samples[1]!)).toEqual({
      previousId: samples[0]!.id,
      nextId: samples[2]!.id,
    });
  });

  it("tallies each problem from samples and active verdicts, whatever the counters say", async () => {
    const store = open();
    const seeded = await seed(store, 3);
    const run = await startRun(store, seeded);
    const chunk = makeChunk(run, seeded.problems, ["correct", "incorrect", "correct", "undecided"]);
    await store.commitChunk({ ...chunk, counts: countOf([]) });
    expect(await store.problemTallies(run.id)).toEqual([
      { problemId: seeded.problems[0]!.id, cluster: "even", counts: countOf(["correct", "undecided"]) },
      { problemId: seeded.problems[1]!.id, cluster: null, counts: countOf(["incorrect"]) },
      { problemId: seeded.problems[2]!.id, cluster: "even", counts: countOf(["correct"]) },
    ]);
    expect(await store.problemTallies("none")).toEqual([]);
  });

  it("replaces a run's aggregates by those of the same or a later epoch, never by older ones", async () => {
    const store = open();
    const runId = freshId();
    const aggregate = (metric: string, epoch: number, value: number): Aggregate => ({
      runId,
      metric,
      value,
      low: null,
      high: 0.75,
      n: 10,
      estimator: "mean",
      seed: null,
      grader: "checker@1/default",
      epoch,
      computedAt: 4,
    });
    await store.replaceAggregates(runId, [aggregate("accuracy", 2, 0.5), aggregate("old", 2, 1)]);
    const newer = [aggregate("accuracy", 3, 0.6), aggregate("bound.low", 3, 1 / 3)];
    await store.replaceAggregates(runId, newer);
    await store.replaceAggregates(runId, [aggregate("accuracy", 2, 0.1), aggregate("stale", 2, 0.1)]);
    expect(await store.aggregates([runId, runId, "none"])).toEqual(newer);
    expect(await store.aggregates([])).toEqual([]);
    await store.replaceAggregates(runId, []);
    expect(await store.aggregates([runId])).toEqual([]);
  });

  it("states a run's cost only where every sample states one, and the median of tokens", async () => {
    const store = open();
    const seeded = await seed(store, 5);
    const even = await gradedRun(store, seeded, 4);
    expect(await store.runUsage(even.run.id)).toEqual({ cost: 1, medianTokensOut: 1.5 });
    const odd = await gradedRun(store, seeded, 5);
    expect((await store.runUsage(odd.run.id)).medianTokensOut).toBe(2);
    const run = await startRun(store, seeded);
    const chunk = makeChunk(run, seeded.problems, ["correct", "correct"]);
    const samples = chunk.samples.map((sample, place) => ({
      ...sample,
      cost: place === 0 ? 1 : null,
      tokensOut: null,
    }));
    await store.commitChunk({ ...chunk, samples });
    expect(await store.runUsage(run.id)).toEqual({ cost: null, medianTokensOut: null });
    expect(await store.runUsage("none")).toEqual({ cost: null, medianTokensOut: null });
  });

  it("gives the best public runs first, those that answer everything before the others", async () => {
    const store = open();
    const seeded = await seed(store, 2);
    const made: string[] = [];
    for (const [answered, accuracy] of [
      [2, 0.9],
      [1, 1],
      [2, 0.2],
      [2, 0.5],
    ] as const) {
      const { run } = await gradedRun(store, seeded, 1);
      const metric = (name: string, value: number): Aggregate => ({
        runId: run.id,
        metric: name,
        value,
        low: null,
        high: null,
        n: 1,
        estimator: "mean",
        seed: null,
        grader: run.activeGrader,
        epoch: 1,
        computedAt: 1,
      });
      await store.replaceAggregates(run.id, [
        metric("problems_answered", answered),
        metric("accuracy", accuracy),
      ]);
      made.push(run.id);
    }
    const best = async (limit: number) =>
      (await store.publicRuns(seeded.version.id, limit)).map(({ run }) => made.indexOf(run.id));
    expect(await best(10)).toEqual([0, 3, 2, 1]);
    expect(await best(2)).toEqual([0, 3]);
  });

  it("shows a problem's results in public, complete runs only", async () => {
    const store = open();
    const seeded = await seed(store, 2);
    const shown = await gradedRun(store, seeded, 6);
    await gradedRun(store, seeded, 2, { visibility: "private" });
    const deleted = await gradedRun(store, seeded, 2);
    await store.deleteRun(deleted.run.id, 95);
    const single = await gradedRun(store, seeded, 1);
    const [first, second] = seeded.problems;
    const results = await readAll((page) => store.problemResults(first!.id, page), 1);
    expect(results.map(({ run, counts, firstSampleId }) => [run.id, counts, firstSampleId])).toEqual([
      [single.run.id, countOf(["correct"]), single.chunk.samples[0]!.id],
      [shown.run.id, countOf(["correct", "correct", "correct"]), shown.chunk.samples[0]!.id],
    ]);
    expect(results[0]?.model).toEqual(seeded.model);
    const [only, ...others] = (await store.problemResults(second!.id, { limit: 10 })).items;
    expect([only?.run.id, only?.firstSampleId, others]).toEqual([
      shown.run.id,
      shown.chunk.samples[1]!.id,
      [],
    ]);
    expect(await store.problemResults("none", { limit: 10 })).toEqual({ items: [], next: null });
  });

  it("keeps a publication, and refuses one that no row holds", async () => {
    const store = open();
    const publication = { id: freshId(), benchmarkVersionId: "v", board: { rows: [] }, at: 1 };
    await expect(store.insertPublication(publication)).resolves.toBeUndefined();
    const board = { rows: "x".repeat(600_000) };
    await expect(store.insertPublication({ ...publication, id: freshId(), board })).rejects.toThrow(
      "board takes",
    );
  });
}
