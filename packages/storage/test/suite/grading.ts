import { emptyCounts, type Outcome } from "@plumbline/contract";
import { expect, it } from "vitest";
import type { Store } from "../../src/store.ts";
import { countOf, GRADER, makeChunk, makeVerdict, seed, startRun } from "../makeRecords.ts";
import { readAll } from "../readAll.ts";

const OUTCOMES: readonly Outcome[] = ["correct", "incorrect", "correct", "undecided", "no_answer"];

export function gradingSuite(open: () => Store): void {
  it("commits a step as a whole: samples, verdicts, lines, counts, progress, epoch", async () => {
    const store = open();
    const { problems, ...seeded } = await seed(store, 3);
    const run = await startRun(store, { ...seeded, problems });
    const chunk = makeChunk(run, problems, OUTCOMES);
    expect(await store.commitChunk(chunk)).toBe(true);
    expect(await store.run(run.id)).toEqual({
      ...run,
      epoch: 1,
      counts: countOf(OUTCOMES),
      invalidLines: 1,
      gradedBytes: 500,
      gradedLines: 6,
      progressAt: 50,
    });
    const { items } = await store.listSamples(run.id, {}, { limit: 10 });
    expect(items.map(({ sample }) => sample)).toEqual(chunk.samples);
    expect(items.map(({ verdict }) => verdict)).toEqual(chunk.verdicts);
    expect(items.map(({ problemKey, gold }) => [problemKey, gold])).toEqual(
      chunk.samples.map((_, place) => [`p${place % 3}`, String((place % 3) + 1)]),
    );
    expect((await store.listInvalidLines(run.id, { limit: 5 })).items).toEqual(chunk.invalidLines);
  });

  it("counts a step that is delivered twice once", async () => {
    const store = open();
    const seeded = await seed(store, 3);
    const run = await startRun(store, seeded);
    const chunk = makeChunk(run, seeded.problems, OUTCOMES);
    expect([await store.commitChunk(chunk), await store.commitChunk(chunk)]).toEqual([true, false]);
    expect(await store.run(run.id)).toMatchObject({ epoch: 1, counts: countOf(OUTCOMES), invalidLines: 1 });
  });

  it("counts a step once that is committed by many at the same time", async () => {
    const store = open();
    const seeded = await seed(store, 3);
    const run = await startRun(store, seeded);
    const chunk = makeChunk(run, seeded.problems, OUTCOMES);
    const committed = await Promise.all(Array.from({ length: 8 }, () => store.commitChunk(chunk)));
    expect(committed.filter(Boolean)).toHaveLength(1);
    expect(await store.run(run.id)).toMatchObject({ epoch: 1, counts: countOf(OUTCOMES), invalidLines: 1 });
    expect((await store.listSamples(run.id, {}, { limit: 10 })).items).toHaveLength(5);
  });

  it("writes nothing of a step that comes too late, too early or after the end", async () => {
    const store = open();
    const seeded = await seed(store, 3);
    const run = await startRun(store, seeded);
    await store.commitChunk(makeChunk(run, seeded.problems, OUTCOMES));
    const stale = makeChunk(run, seeded.problems, ["correct", "correct"], { fromEpoch: 0, from: 5 });
    expect(await store.commitChunk(stale)).toBe(false);
    expect(await store.commitChunk({ ...stale, fromEpoch: 2 })).toBe(false);
    await store.finishRun(run.id, "complete", null, 60);
    expect(await store.commitChunk({ ...stale, fromEpoch: 1 })).toBe(false);
    expect(await store.run(run.id)).toMatchObject({ epoch: 1, counts: countOf(OUTCOMES), invalidLines: 1 });
    expect((await store.listSamples(run.id, {}, { limit: 10 })).items).toHaveLength(5);
    const { outputHash, specHash } = stale.verdicts[0]!;
    expect(await store.verdictHistory(outputHash, specHash)).toEqual([]);
  });

  it("adds one step to the other, and moves on over a step without samples", async () => {
    const store = open();
    const seeded = await seed(store, 3);
    const run = await startRun(store, seeded);
    await store.commitChunk(makeChunk(run, seeded.problems, OUTCOMES));
    const empty = makeChunk(run, seeded.problems, [], { fromEpoch: 1, from: 5 });
    expect(await store.commitChunk({ ...empty, invalidLines: [], invalidCount: 40 })).toBe(true);
    expect(
      await store.commitChunk(makeChunk(run, seeded.problems, OUTCOMES, { fromEpoch: 2, from: 5 })),
    ).toBe(true);
    expect(await store.run(run.id)).toMatchObject({
      epoch: 3,
      counts: countOf([...OUTCOMES, ...OUTCOMES]),
      invalidLines: 42,
    });
  });

  it("commits steps of different runs with the same outputs side by side", async () => {
    const store = open();
    const seeded = await seed(store, 3);
    const source = makeChunk(
      { id: "shared" },
      seeded.problems,
      Array.from({ length: 300 }, () => "correct" as const),
    );
    const runs = await Promise.all(Array.from({ length: 6 }, () => startRun(store, seeded)));
    const committed = await Promise.all(
      runs.map((run, turn) => {
        const samples = source.samples.map((sample) => ({
          ...sample,
          id: `${run.id}:${sample.byteStart}:0`,
          runId: run.id,
        }));
        const verdicts = turn % 2 === 0 ? source.verdicts : source.verdicts.toReversed();
        return store.commitChunk({ ...source, runId: run.id, samples, verdicts });
      }),
    );
    expect(committed).toEqual(runs.map(() => true));
  });

  it("says what is taken of the problems asked for", async () => {
    const store = open();
    const seeded = await seed(store, 4);
    const run = await startRun(store, seeded);
    await store.commitChunk(makeChunk(run, seeded.problems, OUTCOMES));
    const [first, second, , fourth] = seeded.problems.map(({ id }) => id);
    const taken = await store.takenIndices(run.id, [
      { problemId: first!, indices: [0, 1, 2] },
      { problemId: second!, indices: [] },
      { problemId: fourth!, indices: [5] },
      { problemId: "unknown", indices: [0] },
    ]);
    expect(taken).toEqual(
      new Map([
        [first, { last: 1, taken: new Set([0, 1]) }],
        [second, { last: 0, taken: new Set() }],
        [fourth, { last: 0, taken: new Set() }],
        ["unknown", { last: -1, taken: new Set() }],
      ]),
    );
    expect(await store.takenIndices(run.id, [])).toEqual(new Map());
  });

  it("never changes a verdict that is there", async () => {
    const store = open();
    const seeded = await seed(store, 1);
    const run = await startRun(store, seeded);
    const chunk = makeChunk(run, seeded.problems, ["correct"]);
    await store.commitChunk(chunk);
    const [sample] = chunk.samples;
    await store.insertVerdicts([makeVerdict(sample!, "incorrect", { reason: "Changed." })]);
    const newer = makeVerdict(sample!, "undecided", {
      grader: "checker@2/default",
      createdAt: 9,
      score: null,
    });
    await store.insertVerdicts([newer, newer]);
    expect(await store.verdictHistory(sample!.outputHash, sample!.specHash)).toEqual([
      newer,
      chunk.verdicts[0],
    ]);
  });

  it("shows another grader's verdicts with counts made from them, and goes back again", async () => {
    const store = open();
    const seeded = await seed(store, 3);
    const run = await startRun(store, seeded);
    const chunk = makeChunk(run, seeded.problems, OUTCOMES);
    await store.commitChunk(chunk);
    await store.finishRun(run.id, "complete", null, 60);
    const grader = "checker@2/default";
    const regraded = chunk.samples.slice(0, 4).map((sample) => makeVerdict(sample, "incorrect", { grader }));
    await store.insertVerdicts(regraded);
    expect(await store.countUnseen(run.id, grader)).toBe(1);
    expect(await store.countUnseen(run.id, GRADER)).toBe(0);
    const changed = await store.activateGrader(run.id, grader, 77);
    const counts = { ...emptyCounts(), incorrect: 4, unavailable: 1 };
    expect(changed).toMatchObject({ activeGrader: grader, counts, epoch: 2, progressAt: 77 });
    const filtered = await store.listSamples(run.id, { outcome: "incorrect" }, { limit: 10 });
    expect(filtered.items.map(({ verdict }) => verdict)).toEqual(regraded);
    expect((await store.listSamples(run.id, {}, { limit: 10 })).items[4]?.verdict).toBeNull();
    expect(await store.activateGrader(run.id, GRADER, 78)).toMatchObject({ counts: countOf(OUTCOMES) });
    await expect(store.activateGrader("none", GRADER, 79)).rejects.toThrow("no run none");
  });

  it("keeps several malformed lines in order, several reports of one line among them", async () => {
    const store = open();
    const seeded = await seed(store, 1);
    const run = await startRun(store, seeded);
    const invalidLines = [
      { line: 2, code: "not_json" as const, reason: "x".repeat(10_000) },
      { line: 7, code: "duplicate_sample" as const, reason: "Again." },
      { line: 7, code: "unknown_problem" as const, reason: "Which?" },
      { line: 11, code: "not_utf8" as const, reason: "\0", column: 4 },
    ];
    await store.commitChunk({ ...makeChunk(run, seeded.problems, []), invalidLines, invalidCount: 4 });
    const listed = await readAll((page) => store.listInvalidLines(run.id, page), 1);
    expect(listed).toEqual([
      { ...invalidLines[0], reason: "x".repeat(4_000) },
      invalidLines[1],
      invalidLines[2],
      { ...invalidLines[3], reason: "\ufffd" },
    ]);
  });

  it("cuts what would not fit a row and says so", async () => {
    const store = open();
    const seeded = await seed(store, 1);
    const run = await startRun(store, seeded);
    const chunk = makeChunk(run, seeded.problems, ["correct"]);
    const verdicts = chunk.verdicts.map((verdict) => ({
      ...verdict,
      reason: "r".repeat(1_000_000),
      extracted: { text: "é".repeat(1_000_000), rule: "boxed", start: 0, end: 1_000_000 },
      evidence: { steps: Array.from({ length: 200_000 }, (_, step) => step) },
    }));
    expect(await store.commitChunk({ ...chunk, verdicts })).toBe(true);
    const [kept] = (await store.listSamples(run.id, {}, { limit: 1 })).items;
    expect(kept?.verdict?.reason).toHaveLength(4_000);
    expect(kept?.verdict?.extracted).toMatchObject({ text: "é".repeat(64_000), end: 1_000_000 });
    expect(kept?.verdict?.evidence).toMatchObject({ omitted: "evidence too large to keep" });
  });
}
