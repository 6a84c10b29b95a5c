/** What was produced: models and runs, and how a run goes from one state to the next. */
import { and, asc, desc, eq, inArray, isNotNull, isNull, lt, ne, sql } from "drizzle-orm";
import { cleanText, insertRows } from "../bulk.ts";
import type { Connection } from "../connection.ts";
import { readCursor, toPage } from "../cursor.ts";
import type { Store } from "../store.ts";
import { COMPLETE, selectSummaries } from "./runSummaries.ts";

type RunQueries = Pick<
  Store,
  | "findOrCreateModel"
  | "insertRun"
  | "run"
  | "runSummary"
  | "listRuns"
  | "findReplay"
  | "changeRun"
  | "startGrading"
  | "finishRun"
  | "deleteRun"
  | "stalledRuns"
  | "abandonedRuns"
>;

export function runQueries(connection: Connection): RunQueries {
  const { db, tables, words, atomically } = connection;
  const {
    models,
    runs,
    benchmarkVersions,
    samples,
    invalidLines,
    aggregates,
    judgements,
    votes,
    jobBatches,
  } = tables;

  return {
    findOrCreateModel: async (given) => {
      const model = cleanText(given);
      await atomically(insertRows(connection, models, [model]));
      const [found] = await db
        .select()
        .from(models)
        .where(and(eq(models.name, model.name), eq(models.revision, model.revision)));
      return found ?? model;
    },
    insertRun: async (run) => {
      await atomically(insertRows(connection, runs, [run]));
    },
    run: async (id) => (await db.select().from(runs).where(eq(runs.id, id)))[0] ?? null,
    runSummary: async (id) => (await selectSummaries(connection).where(eq(runs.id, id)))[0] ?? null,
    listRuns: async ({ benchmarkId, accountId, publicOnly }, page) => {
      const after = readCursor(page, ["string"]);
      const versions = db
        .select({ id: benchmarkVersions.id })
        .from(benchmarkVersions)
        .where(eq(benchmarkVersions.benchmarkId, benchmarkId ?? ""));
      const rows = await selectSummaries(connection)
        .where(
          and(
            ne(runs.state, "deleted"),
            benchmarkId === undefined ? undefined : inArray(runs.benchmarkVersionId, versions),
            accountId === undefined ? undefined : eq(runs.accountId, accountId),
            publicOnly ? eq(runs.visibility, "public") : undefined,
            after === null ? undefined : lt(runs.id, after[0]),
          ),
        )
        .orderBy(desc(runs.id))
        .limit(page.limit + 1);
      return toPage(
        rows,
        page,
        (summary) => summary,
        ({ run }) => [run.id],
      );
    },
    findReplay: async (wanted) => {
      const [found] = await db
        .select()
        .from(runs)
        .where(
          and(
            eq(runs.contentHash, wanted.contentHash),
            eq(runs.accountId, wanted.accountId),
            eq(runs.benchmarkVersionId, wanted.benchmarkVersionId),
            eq(runs.modelId, wanted.modelId),
            eq(runs.samplingHash, wanted.samplingHash),
            wanted.rowModel === null ? isNull(runs.rowModel) : eq(runs.rowModel, wanted.rowModel),
            ne(runs.id, wanted.exceptRunId),
            inArray(runs.state, ["grading", ...COMPLETE]),
          ),
        )
        .orderBy(asc(runs.id))
        .limit(1);
      return found ?? null;
    },
    changeRun: async (id, { visibility, label }) => {
      if (visibility === undefined && label === undefined) return;
      const change = {
        ...(visibility === undefined ? {} : { visibility }),
        ...(label === undefined ? {} : { label: cleanText(label) }),
      };
      await db
        .update(runs)
        .set(change)
        .where(and(eq(runs.id, id), ne(runs.state, "deleted")));
    },

    startGrading: async (id, object, at) => {
      const changed = await db
        .update(runs)
        .set({ ...object, state: "grading", progressAt: at })
        .where(and(eq(runs.id, id), eq(runs.state, "awaiting_upload")))
        .returning({ id: runs.id });
      return changed.length > 0;
    },
    finishRun: async (id, state, failure, at) => {
      const changed = await db
        .update(runs)
        .set({ state, failure: cleanText(failure), progressAt: at, finishedAt: at })
        .where(and(eq(runs.id, id), inArray(runs.state, ["awaiting_upload", "grading"])))
        .returning({ id: runs.id });
      return changed.length > 0;
    },
    deleteRun: async (id, at, from) => {
      const ofRun = sql`(select ${samples.id} from ${samples} where ${samples.runId} = ${id})`;
      const isDeleted = sql`exists (select 1 from ${runs} where ${runs.id} = ${id} and ${runs.state} = 'deleted')`;
      const [, deleted] = await atomically([
        // The state goes first: a step that commits meanwhile waits for it and is refused.
        sql`select 1 from ${runs} where ${runs.id} = ${id}${words.lock}`,
        db
          .update(runs)
          .set({ state: "deleted", progressAt: at, finishedAt: at })
          .where(and(eq(runs.id, id), from === undefined ? ne(runs.state, "deleted") : eq(runs.state, from)))
          .returning({ id: runs.id })
          .getSQL(),
        sql`delete from ${judgements} where ${judgements.sampleId} in ${ofRun} and ${isDeleted}`,
        sql`delete from ${votes} where ${votes.sampleId} in ${ofRun} and ${isDeleted}`,
        sql`delete from ${samples} where ${samples.runId} = ${id} and ${isDeleted}`,
        sql`delete from ${invalidLines} where ${invalidLines.runId} = ${id} and ${isDeleted}`,
        sql`delete from ${jobBatches} where ${jobBatches.runId} = ${id} and ${isDeleted}`,
        sql`delete from ${aggregates} where ${aggregates.runId} = ${id} and ${isDeleted}`,
      ]);
      return (deleted?.length ?? 0) > 0;
    },
    stalledRuns: async (before, limit) =>
      db
        .select()
        .from(runs)
        .where(and(eq(runs.state, "grading"), isNotNull(runs.objectKey), lt(runs.progressAt, before)))
        .orderBy(asc(runs.progressAt))
        .limit(limit),
    abandonedRuns: async (before, limit) =>
      db
        .select()
        .from(runs)
        .where(and(eq(runs.state, "awaiting_upload"), lt(runs.createdAt, before)))
        .orderBy(asc(runs.id))
        .limit(limit),
  };
}
