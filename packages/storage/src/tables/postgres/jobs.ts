/** Tables of heavy jobs and of the batches of rows that they have handed in, PostgreSQL dialect. */
import type { Job, JobKind, JobState } from "@plumbline/contract";
import { bigint, boolean, index, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";

export const jobs = pgTable(
  "jobs",
  {
    id: text("id").primaryKey(),
    kind: text("kind").$type<JobKind>().notNull(),
    runId: text("run_id"),
    accountId: text("account_id").notNull(),
    payload: jsonb("payload").$type<Record<string, unknown>>().notNull(),
    model: text("model"),
    needsGold: boolean("needs_gold").notNull(),
    state: text("state").$type<JobState>().notNull(),
    attempts: bigint("attempts", { mode: "number" }).notNull(),
    maxAttempts: bigint("max_attempts", { mode: "number" }).notNull(),
    fence: bigint("fence", { mode: "number" }).notNull(),
    leasedBy: text("leased_by"),
    leaseExpiresAt: bigint("lease_expires_at", { mode: "number" }),
    cancelRequested: boolean("cancel_requested").notNull(),
    checkpoint: jsonb("checkpoint").$type<Record<string, unknown>>().notNull(),
    progress: jsonb("progress").$type<Job["progress"]>().notNull(),
    result: jsonb("result").$type<Record<string, unknown>>(),
    failure: text("failure"),
    batchPlan: jsonb("batch_plan").$type<Record<string, unknown>>(),
    createdAt: bigint("created_at", { mode: "number" }).notNull(),
    updatedAt: bigint("updated_at", { mode: "number" }).notNull(),
    finishedAt: bigint("finished_at", { mode: "number" }),
  },
  (table) => [
    index("jobs_by_age").on(table.state, table.createdAt, table.id),
    index("jobs_by_expiry").on(table.state, table.leaseExpiresAt),
    index("jobs_by_run").on(table.runId, table.id),
    index("jobs_by_account").on(table.accountId, table.id),
  ],
);

export const jobBatches = pgTable(
  "job_batches",
  {
    jobId: text("job_id").notNull(),
    batch: bigint("batch", { mode: "number" }).notNull(),
    runId: text("run_id").notNull(),
    epoch: bigint("epoch", { mode: "number" }).notNull(),
    objectKey: text("object_key").notNull(),
    createdAt: bigint("created_at", { mode: "number" }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.jobId, table.batch] })],
);
