/** Tables of models, runs, uploads, malformed lines, aggregates and publications, SQLite dialect. */
import type { InvalidLineCode, OutcomeCounts, RunState, Sampling, Upload } from "@plumbline/contract";
import { index, integer, primaryKey, real, sqliteTable, text, unique } from "drizzle-orm/sqlite-core";
import { accounts } from "./accounts.ts";
import { benchmarkVersions } from "./benchmarks.ts";

export const models = sqliteTable(
  "models",
  {
    id: text("id").primaryKey(),
    name: text("name").notNull(),
    revision: text("revision").notNull(),
    organisation: text("organisation"),
    releasedAt: integer("released_at"),
    createdAt: integer("created_at").notNull(),
  },
  (table) => [unique("models_by_name").on(table.name, table.revision)],
);

export const runs = sqliteTable(
  "runs",
  {
    id: text("id").primaryKey(),
    benchmarkVersionId: text("benchmark_version_id")
      .notNull()
      .references(() => benchmarkVersions.id),
    modelId: text("model_id")
      .notNull()
      .references(() => models.id),
    accountId: text("account_id")
      .notNull()
      .references(() => accounts.id),
    tokenId: text("token_id"),
    label: text("label"),
    sampling: text("sampling", { mode: "json" }).$type<Sampling>().notNull(),
    samplingHash: text("sampling_hash").notNull(),
    source: text("source").$type<"web" | "cli" | "ci" | "runner">().notNull(),
    commit: text("commit"),
    branch: text("branch"),
    step: integer("step"),
    baselineRunId: text("baseline_run_id"),
    visibility: text("visibility").$type<"private" | "unlisted" | "public">().notNull(),
    state: text("state").$type<RunState>().notNull(),
    failure: text("failure"),
    rowModel: text("row_model"),
    objectKey: text("object_key"),
    objectBytes: integer("object_bytes").notNull(),
    contentHash: text("content_hash"),
    gradedBytes: integer("graded_bytes").notNull(),
    gradedLines: integer("graded_lines").notNull(),
    epoch: integer("epoch").notNull(),
    counts: text("counts", { mode: "json" }).$type<OutcomeCounts>().notNull(),
    invalidLines: integer("invalid_lines").notNull(),
    activeGrader: text("active_grader").notNull(),
    createdAt: integer("created_at").notNull(),
    progressAt: integer("progress_at").notNull(),
    finishedAt: integer("finished_at"),
  },
  (table) => [
    index("runs_by_version").on(table.benchmarkVersionId, table.visibility, table.id),
    index("runs_by_account").on(table.accountId, table.id),
    index("runs_by_visibility").on(table.visibility, table.id),
    index("runs_by_content").on(table.contentHash),
    index("runs_by_progress").on(table.state, table.progressAt),
  ],
);

export const uploads = sqliteTable(
  "uploads",
  {
    id: text("id").primaryKey(),
    runId: text("run_id")
      .notNull()
      .references(() => runs.id),
    objectKey: text("object_key").notNull(),
    objectUpload: text("object_upload").notNull(),
    parts: text("parts", { mode: "json" }).$type<Upload["parts"]>().notNull(),
    state: text("state").$type<"open" | "complete" | "aborted">().notNull(),
    createdAt: integer("created_at").notNull(),
  },
  (table) => [index("uploads_by_run").on(table.runId)],
);

/** One row of several responses can be malformed in several ways, hence the code in the key. */
export const invalidLines = sqliteTable(
  "invalid_lines",
  {
    runId: text("run_id").notNull(),
    line: integer("line").notNull(),
    code: text("code").$type<InvalidLineCode>().notNull(),
    reason: text("reason").notNull(),
    column: integer("column"),
  },
  (table) => [primaryKey({ columns: [table.runId, table.line, table.code] })],
);

export const aggregates = sqliteTable(
  "aggregates",
  {
    runId: text("run_id").notNull(),
    metric: text("metric").notNull(),
    value: real("value").notNull(),
    low: real("low"),
    high: real("high"),
    n: integer("n").notNull(),
    estimator: text("estimator").notNull(),
    seed: integer("seed"),
    grader: text("grader").notNull(),
    epoch: integer("epoch").notNull(),
    computedAt: integer("computed_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.runId, table.metric] })],
);

export const publications = sqliteTable(
  "publications",
  {
    id: text("id").primaryKey(),
    benchmarkVersionId: text("benchmark_version_id").notNull(),
    board: text("board", { mode: "json" }).$type<Record<string, unknown>>().notNull(),
    at: integer("at").notNull(),
  },
  (table) => [index("publications_by_version").on(table.benchmarkVersionId, table.id)],
);
