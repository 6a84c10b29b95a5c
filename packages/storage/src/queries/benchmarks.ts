/** What is measured: benchmarks, versions, problems. */
import { and, asc, count, desc, eq, gt, inArray, lt, sql } from "drizzle-orm";
import { insertRows, rowSources } from "../bulk.ts";
import type { Connection, Field } from "../connection.ts";
import { readCursor, toPage } from "../cursor.ts";
import type { ProblemKey, Store } from "../store.ts";

type BenchmarkQueries = Pick<
  Store,
  | "createBenchmark"
  | "benchmarkBySlug"
  | "benchmark"
  | "listBenchmarks"
  | "insertVersion"
  | "latestVersion"
  | "version"
  | "versionByNumber"
  | "sealVersion"
  | "deleteDraft"
  | "insertProblems"
  | "listProblems"
  | "problem"
  | "findProblems"
  | "countPublicRuns"
>;

const WANTED: readonly Field[] = [{ name: "wanted", type: "text", json: false }];

export function benchmarkQueries(connection: Connection): BenchmarkQueries {
  const { db, tables, atomically } = connection;
  const { benchmarks, benchmarkVersions, problems, runs } = tables;

  const bySlug = async (slug: string) =>
    (await db.select().from(benchmarks).where(eq(benchmarks.slug, slug)))[0] ?? null;

  /** Problems whose `column` is one of the values, looked up value by value. */
  const findBy = async (
    column: typeof problems.key | typeof problems.statementHash,
    versionId: string,
    values: readonly string[],
  ): Promise<ProblemKey[]> => {
    const unique = [...new Set(values)].map((value) => [value]);
    const found = await Promise.all(
      rowSources(connection, WANTED, unique).map((source) =>
        db
          .select({
            id: problems.id,
            key: problems.key,
            statementHash: problems.statementHash,
            spec: problems.spec,
            specHash: problems.specHash,
          })
          .from(problems)
          .where(
            and(
              eq(problems.benchmarkVersionId, versionId),
              inArray(column, sql`(select wanted from ${source} as source)`),
            ),
          ),
      ),
    );
    return found.flat();
  };

  return {
    createBenchmark: async (benchmark) => {
      await atomically(insertRows(connection, benchmarks, [benchmark]));
      return (await bySlug(benchmark.slug)) ?? benchmark;
    },
    benchmarkBySlug: bySlug,
    benchmark: async (id) => (await db.select().from(benchmarks).where(eq(benchmarks.id, id)))[0] ?? null,
    listBenchmarks: async (page) => {
      const after = readCursor(page, ["string"]);
      const rows = await db
        .select()
        .from(benchmarks)
        .where(after === null ? undefined : lt(benchmarks.id, after[0]))
        .orderBy(desc(benchmarks.id))
        .limit(page.limit + 1);
      return toPage(
        rows,
        page,
        (benchmark) => benchmark,
        (benchmark) => [benchmark.id],
      );
    },

    insertVersion: async (version) => {
      const conflict = sql`on conflict (id) do nothing`;
      await atomically(insertRows(connection, benchmarkVersions, [version], { conflict }));
    },
    latestVersion: async (benchmarkId, state) => {
      const [found] = await db
        .select()
        .from(benchmarkVersions)
        .where(
          and(
            eq(benchmarkVersions.benchmarkId, benchmarkId),
            state === null ? undefined : eq(benchmarkVersions.state, state),
          ),
        )
        .orderBy(desc(benchmarkVersions.version))
        .limit(1);
      return found ?? null;
    },
    version: async (id) =>
      (await db.select().from(benchmarkVersions).where(eq(benchmarkVersions.id, id)))[0] ?? null,
    versionByNumber: async (benchmarkId, version) => {
      const [found] = await db
        .select()
        .from(benchmarkVersions)
        .where(and(eq(benchmarkVersions.benchmarkId, benchmarkId), eq(benchmarkVersions.version, version)));
      return found ?? null;
    },
    sealVersion: async (id, specHash, problemCount) => {
      await db
        .update(benchmarkVersions)
        .set({ specHash, problemCount, state: "sealed" })
        .where(and(eq(benchmarkVersions.id, id), eq(benchmarkVersions.state, "draft")));
    },
    deleteDraft: async (versionId) => {
      const isDraft = sql`exists (select 1 from ${benchmarkVersions}
        where ${benchmarkVersions.id} = ${versionId} and ${benchmarkVersions.state} = 'draft')`;
      await atomically([
        sql`delete from ${problems} where ${problems.benchmarkVersionId} = ${versionId} and ${isDraft}`,
        sql`delete from ${benchmarkVersions}
          where ${benchmarkVersions.id} = ${versionId} and ${benchmarkVersions.state} = 'draft'`,
      ]);
    },

    insertProblems: async (added) => {
      // A sealed version never changes, whatever a late request still wants to add.
      const onlyIf = sql`exists (select 1 from ${benchmarkVersions}
        where ${benchmarkVersions.id} = source.benchmark_version_id and ${benchmarkVersions.state} = 'draft')`;
      const returning = sql.identifier(problems.id.name);
      const inserted = await atomically(
        insertRows(connection, problems, added, { onlyIf, returning: sql`${returning}` }),
      );
      return inserted.reduce((total, rows) => total + rows.length, 0);
    },
    listProblems: async (versionId, page) => {
      const after = readCursor(page, ["string"]);
      const rows = await db
        .select()
        .from(problems)
        .where(
          and(
            eq(problems.benchmarkVersionId, versionId),
            after === null ? undefined : gt(problems.id, after[0]),
          ),
        )
        .orderBy(asc(problems.id))
        .limit(page.limit + 1);
      return toPage(
        rows,
        page,
        (problem) => problem,
        (problem) => [problem.id],
      );
    },
    problem: async (id) => (await db.select().from(problems).where(eq(problems.id, id)))[0] ?? null,
    findProblems: async (versionId, keys, statementHashes) => {
      const found = [
        ...(await findBy(problems.key, versionId, keys)),
        ...(await findBy(problems.statementHash, versionId, statementHashes)),
      ];
      return [...new Map(found.map((problem) => [problem.id, problem])).values()];
    },
    countPublicRuns: async (benchmarkVersionId) => {
      const [row] = await db
        .select({ n: count() })
        .from(runs)
        .where(
          and(
            eq(runs.benchmarkVersionId, benchmarkVersionId),
            eq(runs.visibility, "public"),
            inArray(runs.state, ["complete", "complete_with_errors"]),
          ),
        );
      return row?.n ?? 0;
    },
  };
}
