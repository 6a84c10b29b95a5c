/**
 * Heavy jobs and their leases.
 * Decision: every change of state is ONE update with the old state in its condition, so that it happens once however
 * many ask for it at the same time. A holder is who knows the fence of a lease that has not expired: an expired lease
 * is lost from that moment on, swept or not, so a runner cannot report what another may already be doing again.
 */
import { LIMITS, PRODUCING_KINDS } from "@plumbline/contract";
import { and, asc, count, desc, eq, gt, inArray, isNull, lt, lte, or, type SQL, sql } from "drizzle-orm";
import { cleanText, fitColumn, insertRows, rowSources } from "../bulk.ts";
import type { Connection, Field } from "../connection.ts";
import { readCursor, toPage } from "../cursor.ts";
import type { Store } from "../store.ts";

type JobQueries = Pick<
  Store,
  | "insertJob"
  | "job"
  | "jobPosition"
  | "listJobs"
  | "leaseJob"
  | "heartbeatJob"
  | "checkpointJob"
  | "finishJob"
  | "cancelJob"
  | "cancelJobsOf"
  | "requeueJob"
  | "expireLeases"
>;

/** A job has four JSON columns that grow on their own; together they stay below the limit of a row. */
const COLUMN_BYTES = Math.floor(LIMITS.columnBytes / 3);
const FAILURE_CHARACTERS = 4_000;
const NAMES: readonly Field[] = [{ name: "name", type: "text", json: false }];

export function jobQueries(connection: Connection): JobQueries {
  const { db, tables, words, atomically } = connection;
  const { jobs, runs } = tables;

  const find = async (id: string) => (await db.select().from(jobs).where(eq(jobs.id, id)))[0] ?? null;
  const held = (id: string, fence: number, now: number): SQL | undefined =>
    and(eq(jobs.id, id), eq(jobs.state, "leased"), eq(jobs.fence, fence), gt(jobs.leaseExpiresAt, now));
  const free = { leasedBy: null, leaseExpiresAt: null };

  const cancel = async (which: SQL, now: number): Promise<void> => {
    await db
      .update(jobs)
      .set({
        state: sql`case when ${jobs.state} = 'queued' then 'cancelled' else ${jobs.state} end`,
        finishedAt: sql`case when ${jobs.state} = 'queued' then cast(${now} as bigint) else null end`,
        cancelRequested: true,
        updatedAt: now,
      })
      .where(and(which, inArray(jobs.state, ["queued", "leased"])));
  };

  return {
    insertJob: async (job) => {
      fitColumn("payload", job.payload, COLUMN_BYTES);
      fitColumn("checkpoint", job.checkpoint, COLUMN_BYTES);
      fitColumn("batchPlan", job.batchPlan, COLUMN_BYTES);
      await atomically(insertRows(connection, jobs, [job]));
    },
    job: find,
    jobPosition: async (job) => {
      const current = await find(job.id);
      if (current?.state !== "queued") return null;
      const [before] = await db
        .select({ n: count() })
        .from(jobs)
        .where(
          and(
            eq(jobs.state, "queued"),
            eq(jobs.kind, current.kind),
            sql`(${jobs.createdAt}, ${jobs.id}) < (${current.createdAt}, ${current.id})`,
          ),
        );
      return before?.n ?? 0;
    },
    listJobs: async ({ state, runId, accountId }, page) => {
      const after = readCursor(page, ["string"]);
      const rows = await db
        .select()
        .from(jobs)
        .where(
          and(
            state === undefined ? undefined : eq(jobs.state, state),
            runId === undefined ? undefined : eq(jobs.runId, runId),
            accountId === undefined ? undefined : eq(jobs.accountId, accountId),
            after === null ? undefined : lt(jobs.id, after[0]),
          ),
        )
        .orderBy(desc(jobs.id))
        .limit(page.limit + 1);
      return toPage(
        rows,
        page,
        (job) => job,
        (job) => [job.id],
      );
    },

    leaseJob: async ({ runner, kinds, models, gold, ttlMs }, now) => {
      const names = rowSources(
        connection,
        NAMES,
        models.map((name) => [name]),
      );
      const has = (model: SQL): SQL | undefined =>
        or(
          isNull(model),
          ...names.map((source) => inArray(model, sql`(select name from ${source} as source)`)),
        );
      const oldest = db
        .select({ id: jobs.id })
        .from(jobs)
        .where(
          and(
            eq(jobs.state, "queued"),
            inArray(jobs.kind, [...kinds]),
            gold ? undefined : eq(jobs.needsGold, false),
            has(sql`${jobs.model}`),
            // The second model of a `particle` job.
            has(sql`${jobs.payload}->>'scorer'`),
          ),
        )
        .orderBy(asc(jobs.createdAt), asc(jobs.id))
        .limit(1);
      const [leased] = await db
        .update(jobs)
        .set({
          state: "leased",
          leasedBy: cleanText(runner),
          leaseExpiresAt: now + ttlMs,
          attempts: sql`${jobs.attempts} + 1`,
          fence: sql`${jobs.fence} + 1`,
          updatedAt: now,
        })
        .where(eq(jobs.id, sql`(${oldest.getSQL()}${words.lockFree})`))
        .returning();
      return leased ?? null;
    },
    heartbeatJob: async (id, fence, ttlMs, now) => {
      const [job] = await db
        .update(jobs)
        .set({ leaseExpiresAt: now + ttlMs, updatedAt: now })
        .where(held(id, fence, now))
        .returning();
      return job ?? null;
    },
    checkpointJob: async (id, fence, { checkpoint, progress }, ttlMs, now) => {
      const changed = await db
        .update(jobs)
        .set({
          checkpoint: fitColumn("checkpoint", checkpoint, COLUMN_BYTES),
          progress,
          leaseExpiresAt: now + ttlMs,
          updatedAt: now,
        })
        .where(held(id, fence, now))
        .returning({ id: jobs.id });
      return changed.length > 0;
    },
    finishJob: async (id, fence, { state, result, failure, batchPlan, attempts }, now) => {
      const changed = await db
        .update(jobs)
        .set({
          ...free,
          state,
          ...(result === undefined ? {} : { result: fitColumn("result", result, COLUMN_BYTES) }),
          ...(batchPlan === undefined ? {} : { batchPlan: fitColumn("batchPlan", batchPlan, COLUMN_BYTES) }),
          ...(attempts === undefined ? {} : { attempts }),
          ...(failure === undefined
            ? {}
            : { failure: cleanText(failure?.slice(0, FAILURE_CHARACTERS) ?? null) }),
          updatedAt: now,
          finishedAt: state === "queued" ? null : now,
        })
        .where(held(id, fence, now))
        .returning({ id: jobs.id });
      return changed.length > 0;
    },

    cancelJob: async (id, now) => {
      await cancel(eq(jobs.id, id), now);
      return find(id);
    },
    cancelJobsOf: (runId, now) => cancel(eq(jobs.runId, runId), now),
    requeueJob: async (id, now) => {
      const filled = db
        .select({ id: sql`coalesce(${jobs.runId}, '')` })
        .from(jobs)
        .where(and(eq(jobs.id, id), eq(jobs.state, "queued"), inArray(jobs.kind, [...PRODUCING_KINDS])));
      const [changed] = await atomically([
        db
          .update(jobs)
          .set({
            ...free,
            state: "queued",
            attempts: 0,
            cancelRequested: false,
            result: null,
            failure: null,
            updatedAt: now,
            finishedAt: null,
          })
          .where(and(eq(jobs.id, id), inArray(jobs.state, ["dead", "failed", "cancelled"])))
          .returning({ id: jobs.id })
          .getSQL(),
        db
          .update(runs)
          .set({ state: "grading", failure: null, finishedAt: null, progressAt: now })
          .where(and(inArray(runs.id, filled), eq(runs.state, "failed"), isNull(runs.objectKey)))
          .getSQL(),
      ]);
      return (changed?.length ?? 0) > 0;
    },
    expireLeases: async (now) => {
      const usedUp = sql`${jobs.attempts} >= ${jobs.maxAttempts}`;
      const changed = await db
        .update(jobs)
        .set({
          ...free,
          state: sql`case when ${jobs.cancelRequested} then 'cancelled' when ${usedUp} then 'dead' else 'queued' end`,
          failure: sql`case when ${jobs.cancelRequested} then ${jobs.failure}
            when ${usedUp} then 'The lease expired in the last attempt.' else ${jobs.failure} end`,
          finishedAt: sql`case when ${or(jobs.cancelRequested, usedUp)} then cast(${now} as bigint) else null end`,
          updatedAt: now,
        })
        .where(and(eq(jobs.state, "leased"), lte(jobs.leaseExpiresAt, now)))
        .returning({ id: jobs.id });
      return changed.length;
    },
  };
}
