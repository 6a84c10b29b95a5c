/** Tables of heavy jobs and of the batches of rows that they have handed in, SQLite dialect. */
import type { Job, JobKind, JobState } from "@plumbline/contract";
import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const jobs = sqliteTable(
  "jobs",
  {
    id: text("id").primaryKey(),
    kind: text("kind").$type<JobKind>().notNull(),
    runId: text("run_id"),
    accountId: text("account_id").notNull(),
    payload: text("payload", { mode: "json" }).$type<Record<string, unknown>>().notNull(),
    model: text("model"),
    needsGold: integer("needs_gold", { mode: "boolean" }).notNull(),
    state: text("state").$type<JobState>().notNull(),
    attempts: integer("attempts").notNull(),
    maxAttempts: integer("max_attempts").notNull(),
    fence: integer("fence").notNull(),
    leasedBy: text("leased_by"),
    leaseExpiresAt: integer("lease_expires_at"),
    cancelRequested: integer("cancel_requested", { mode: "boolean" }).notNull(),
    checkpoint: text("checkpoint", { mode: "json" }).$type<Record<string, unknown>>().notNull(),
    progress: text("progress", { mode: "json" }).$type<Job["progress"]>().notNull(),
    result: text("result", { mode: "json" }).$type<Record<string, unknown>>(),
    failure: text("failure"),
    batchPlan: text("batch_plan", { mode: "json" }).$type<Record<string, unknown>>(),
    createdAt: integer("created_at").notNull(),
    updatedAt: integer("updated_at").notNull(),
    finishedAt: integer("finished_at"),
  },
  (table) => [
    index("jobs_by_age").on(table.state, table.createdAt, table.id),
    index("jobs_by_expiry").on(table.state, table.leaseExpiresAt),
    index("jobs_by_run").on(table.runId, table.id),
    index("jobs_by_account").on(table.accountId, table.id),
  ],
);

/** `epoch`: the run's when the batch was committed. It tells a commit whether the row is its own. */
export const jobBatches = sqliteTable(
  "job_batches",
  {
    jobId: text("job_id").notNull(),
    batch: integer("batch").notNull(),
    runId: text("run_id").notNull(),
    epoch: integer("epoch").notNull(),
    objectKey: text("object_key").notNull(),
    createdAt: integer("created_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.jobId, table.batch] })],
);
