import { expect, it } from "vitest";
import { RowTooLargeError } from "../../src/bulk.ts";
import { InvalidCursorError } from "../../src/cursor.ts";
import type { Store } from "../../src/store.ts";
import { freshId, hashOf, makeBenchmark, makeProblems, makeVersion, seed, startRun } from "../makeRecords.ts";
import { readAll } from "../readAll.ts";

export function benchmarkSuite(open: () => Store): void {
  it("creates a benchmark once for a slug", async () => {
    const store = open();
    const account = await store.findOrCreateAccount(freshId(), 1);
    const first = makeBenchmark(account.id);
    const second = makeBenchmark(account.id, { slug: first.slug, name: "another" });
    expect(await store.createBenchmark(first)).toEqual(first);
    expect(await store.createBenchmark(second)).toEqual(first);
    expect(await store.benchmarkBySlug(first.slug)).toEqual(first);
    expect(await store.benchmark(first.id)).toEqual(first);
    expect(await store.benchmarkBySlug("none")).toBeNull();
    expect(await store.benchmark("none")).toBeNull();
  });

  it("lists benchmarks newest first", async () => {
    const store = open();
    const account = await store.findOrCreateAccount(freshId(), 1);
    const made = Array.from({ length: 4 }, () => makeBenchmark(account.id));
    for (const benchmark of made) await store.createBenchmark(benchmark);
    const listed = await readAll((page) => store.listBenchmarks(page), 3);
    expect(listed.slice(0, 4)).toEqual(made.toReversed());
  });

  it("finds versions by number and the newest by state", async () => {
    const store = open();
    const { benchmark, version } = await seed(store, 1);
    const draft = makeVersion(benchmark.id, { version: 2 });
    await store.insertVersion(draft);
    await store.insertVersion(draft);
    const sealed = { ...version, specHash: hashOf("specs"), problemCount: 1, state: "sealed" };
    expect(await store.version(version.id)).toEqual(sealed);
    expect(await store.versionByNumber(benchmark.id, 1)).toEqual(sealed);
    expect(await store.latestVersion(benchmark.id, null)).toEqual(draft);
    expect(await store.latestVersion(benchmark.id, "draft")).toEqual(draft);
    expect((await store.latestVersion(benchmark.id, "sealed"))?.id).toBe(version.id);
    expect(await store.versionByNumber(benchmark.id, 3)).toBeNull();
    expect(await store.latestVersion("none", null)).toBeNull();
    await expect(store.insertVersion(makeVersion(benchmark.id, { version: 2 }))).rejects.toThrow();
  });

  it("deletes drafts with their problems, never a sealed version", async () => {
    const store = open();
    const { benchmark, version, problems } = await seed(store, 2);
    const draft = makeVersion(benchmark.id, { version: 2 });
    await store.insertVersion(draft);
    const added = makeProblems(draft.id, 3);
    await store.insertProblems(added);
    await store.deleteDraft(draft.id);
    await store.deleteDraft(version.id);
    expect(await store.version(draft.id)).toBeNull();
    expect(await store.problem(added[0]!.id)).toBeNull();
    expect(await store.problem(problems[0]!.id)).toEqual(problems[0]);
  });

  it("takes problems once per key, into drafts only", async () => {
    const store = open();
    const { benchmark, version } = await seed(store, 1);
    const draft = makeVersion(benchmark.id, { version: 2 });
    await store.insertVersion(draft);
    const problems = makeProblems(draft.id, 40);
    expect(await store.insertProblems(problems.slice(0, 30))).toBe(30);
    expect(await store.insertProblems(makeProblems(draft.id, 40))).toBe(10);
    expect(await store.insertProblems([])).toBe(0);
    expect(await store.insertProblems(makeProblems(version.id, 5))).toBe(0);
  });

  it("lists problems in the order in which they were handed in", async () => {
    const store = open();
    const { version, problems } = await seed(store, 25);
    expect(await readAll((page) => store.listProblems(version.id, page), 4)).toEqual(problems);
  });

  it("finds problems by key and by statement, each once, only those of the version", async () => {
    const store = open();
    const { version, problems } = await seed(store, 30);
    await seed(store, 30);
    const found = await store.findProblems(
      version.id,
      ["p1", "p2", "p1", "unknown"],
      [hashOf("statement-2"), hashOf("statement-7"), hashOf("nothing")],
    );
    const expected = [1, 2, 7].map((place) => {
      const { id, key, statementHash, spec, specHash } = problems[place]!;
      return { id, key, statementHash, spec, specHash };
    });
    expect(found.toSorted((a, b) => a.id.localeCompare(b.id))).toEqual(expected);
    expect(await store.findProblems(version.id, [], [])).toEqual([]);
  });

  it("takes more problems than one bound parameter holds, and refuses one that no row holds", async () => {
    const store = open();
    const { benchmark } = await seed(store, 1);
    const draft = makeVersion(benchmark.id, { version: 2 });
    await store.insertVersion(draft);
    const large = makeProblems(draft.id, 40).map((problem) => ({
      ...problem,
      statement: "é".repeat(90_000),
    }));
    expect(await store.insertProblems(large)).toBe(40);
    expect((await store.problem(large[39]!.id))?.statement).toHaveLength(90_000);
    const [huge] = makeProblems(draft.id, 1);
    const spec = { gold: "1", type: "choice" as const, choices: { A: "x".repeat(600_000) } };
    await expect(store.insertProblems([{ ...huge!, key: "huge", spec }])).rejects.toThrow(RowTooLargeError);
    const statement = "x".repeat(1_000_001);
    await expect(store.insertProblems([{ ...huge!, key: "huge", statement }])).rejects.toThrow(
      RowTooLargeError,
    );
  });

  it("counts the public, complete runs of a version", async () => {
    const store = open();
    const seeded = await seed(store, 1);
    await startRun(store, seeded, { state: "complete" });
    await startRun(store, seeded, { state: "complete_with_errors" });
    await startRun(store, seeded, { state: "complete", visibility: "unlisted" });
    await startRun(store, seeded, { state: "grading" });
    expect(await store.countPublicRuns(seeded.version.id)).toBe(2);
  });

  it.each(["?", "bm9wZQ", "WzEsMl0", "WyJhIiwiYiJd"])("refuses the foreign cursor %s", async (cursor) => {
    await expect(open().listBenchmarks({ limit: 1, cursor })).rejects.toThrow(InvalidCursorError);
  });
}
