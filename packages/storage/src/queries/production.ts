/**
 * Runs that jobs fill, batch by batch.
 * Decision: a job and its run start together in one atomic batch, so that a run has one such job at most and none is
 * left waiting without one. What a job has handed in is a row of its own per batch, written with the commit of the
 * batch (`commitChunk`), so that nothing else has to tell whether a batch is there already.
 */
import { PRODUCING_KINDS } from "@plumbline/contract";
import { and, asc, desc, eq, inArray, isNull, notInArray, sql } from "drizzle-orm";
import { insertRows } from "../bulk.ts";
import type { Connection } from "../connection.ts";
import type { Store } from "../store.ts";

type ProductionQueries = Pick<Store, "startJob" | "hasBatch" | "fillingJob" | "unfilledRuns">;

export function productionQueries(connection: Connection): ProductionQueries {
  const { db, tables, words, atomically } = connection;
  const { runs, jobs, jobBatches } = tables;
  const fills = inArray(jobs.kind, [...PRODUCING_KINDS]);

  return {
    startJob: async (job) => {
      const waiting = and(
        eq(runs.id, job.runId ?? ""),
        eq(runs.state, "awaiting_upload"),
        eq(runs.source, "runner"),
      );
      const [, ...results] = await atomically([
        sql`select 1 from ${runs} where ${runs.id} = ${job.runId}${words.lock}`,
        ...insertRows(connection, jobs, [job], {
          onlyIf: sql`exists (select 1 from ${runs} where ${waiting})`,
        }),
        db
          .update(runs)
          .set({ state: "grading", progressAt: job.createdAt })
          .where(and(waiting, sql`exists (select 1 from ${jobs} where ${jobs.id} = ${job.id})`))
          .returning({ id: runs.id })
          .getSQL(),
      ]);
      return (results.at(-1)?.length ?? 0) > 0;
    },
    hasBatch: async (jobId, batch) => {
      const found = await db
        .select({ batch: jobBatches.batch })
        .from(jobBatches)
        .where(and(eq(jobBatches.jobId, jobId), eq(jobBatches.batch, batch)));
      return found.length > 0;
    },
    fillingJob: async (runId) => {
      const [job] = await db
        .select()
        .from(jobs)
        .where(and(eq(jobs.runId, runId), fills))
        .orderBy(desc(jobs.id))
        .limit(1);
      return job ?? null;
    },
    unfilledRuns: async (limit) => {
      const alive = db
        .select({ runId: sql`coalesce(${jobs.runId}, '')` })
        .from(jobs)
        .where(and(inArray(jobs.state, ["queued", "leased"]), fills));
      return db
        .select()
        .from(runs)
        .where(and(eq(runs.state, "grading"), isNull(runs.objectKey), notInArray(runs.id, alive)))
        .orderBy(asc(runs.progressAt))
        .limit(limit);
    },
  };
}
