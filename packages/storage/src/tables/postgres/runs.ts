/** Tables of models, runs, uploads, malformed lines, aggregates and publications, PostgreSQL dialect. */
import type { InvalidLineCode, OutcomeCounts, RunState, Sampling, Upload } from "@plumbline/contract";
import {
  bigint,
  doublePrecision,
  index,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
} from "drizzle-orm/pg-core";
import { accounts } from "./accounts.ts";
import { benchmarkVersions } from "./benchmarks.ts";

export const models = pgTable(
  "models",
  {
    id: text("id").primaryKey(),
    name: text("name").notNull(),
    revision: text("revision").notNull(),
    organisation: text("organisation"),
    releasedAt: bigint("released_at", { mode: "number" }),
    createdAt: bigint("created_at", { mode: "number" }).notNull(),
  },
  (table) => [unique("models_by_name").on(table.name, table.revision)],
);

export const runs = pgTable(
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
    sampling: jsonb("sampling").$type<Sampling>().notNull(),
    samplingHash: text("sampling_hash").notNull(),
    source: text("source").$type<"web" | "cli" | "ci" | "runner">().notNull(),
    commit: text("commit"),
    branch: text("branch"),
    step: bigint("step", { mode: "number" }),
    baselineRunId: text("baseline_run_id"),
    visibility: text("visibility").$type<"private" | "unlisted" | "public">().notNull(),
    state: text("state").$type<RunState>().notNull(),
    failure: text("failure"),
    rowModel: text("row_model"),
    objectKey: text("object_key"),
    objectBytes: bigint("object_bytes", { mode: "number" }).notNull(),
    contentHash: text("content_hash"),
    gradedBytes: bigint("graded_bytes", { mode: "number" }).notNull(),
    gradedLines: bigint("graded_lines", { mode: "number" }).notNull(),
    epoch: bigint("epoch", { mode: "number" }).notNull(),
    counts: jsonb("counts").$type<OutcomeCounts>().notNull(),
    invalidLines: bigint("invalid_lines", { mode: "number" }).notNull(),
    activeGrader: text("active_grader").notNull(),
    createdAt: bigint("created_at", { mode: "number" }).notNull(),
    progressAt: bigint("progress_at", { mode: "number" }).notNull(),
    finishedAt: bigint("finished_at", { mode: "number" }),
  },
  (table) => [
    index("runs_by_version").on(table.benchmarkVersionId, table.visibility, table.id),
    index("runs_by_account").on(table.accountId, table.id),
    index("runs_by_visibility").on(table.visibility, table.id),
    index("runs_by_content").on(table.contentHash),
    index("runs_by_progress").on(table.state, table.progressAt),
  ],
);

export const uploads = pgTable(
  "uploads",
  {
    id: text("id").primaryKey(),
    runId: text("run_id")
      .notNull()
      .references(() => runs.id),
    objectKey: text("object_key").notNull(),
    objectUpload: text("object_upload").notNull(),
    parts: jsonb("parts").$type<Upload["parts"]>().notNull(),
    state: text("state").$type<"open" | "complete" | "aborted">().notNull(),
    createdAt: bigint("created_at", { mode: "number" }).notNull(),
  },
  (table) => [index("uploads_by_run").on(table.runId)],
);

/** One row of several responses can be malformed in several ways, hence the code in the key. */
export const invalidLines = pgTable(
  "invalid_lines",
  {
    runId: text("run_id").notNull(),
    line: bigint("line", { mode: "number" }).notNull(),
    code: text("code").$type<InvalidLineCode>().notNull(),
    reason: text("reason").notNull(),
    column: bigint("column", { mode: "number" }),
  },
  (table) => [primaryKey({ columns: [table.runId, table.line, table.code] })],
);

export const aggregates = pgTable(
  "aggregates",
  {
    runId: text("run_id").notNull(),
    metric: text("metric").notNull(),
    value: doublePrecision("value").notNull(),
    low: doublePrecision("low"),
    high: doublePrecision("high"),
    n: bigint("n", { mode: "number" }).notNull(),
    estimator: text("estimator").notNull(),
    seed: bigint("seed", { mode: "number" }),
    grader: text("grader").notNull(),
    epoch: bigint("epoch", { mode: "number" }).notNull(),
    computedAt: bigint("computed_at", { mode: "number" }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.runId, table.metric] })],
);

export const publications = pgTable(
  "publications",
  {
    id: text("id").primaryKey(),
    benchmarkVersionId: text("benchmark_version_id").notNull(),
    board: jsonb("board").$type<Record<string, unknown>>().notNull(),
    at: bigint("at", { mode: "number" }).notNull(),
  },
  (table) => [index("publications_by_version").on(table.benchmarkVersionId, table.id)],
);
