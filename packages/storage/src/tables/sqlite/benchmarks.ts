/** Tables of benchmarks, versions, problems and disputes, SQLite dialect. */
import type { GraderPlan, ProblemSpec } from "@plumbline/contract";
import { index, integer, sqliteTable, text, unique } from "drizzle-orm/sqlite-core";
import { accounts } from "./accounts.ts";

export const benchmarks = sqliteTable("benchmarks", {
  id: text("id").primaryKey(),
  slug: text("slug").notNull().unique(),
  name: text("name").notNull(),
  description: text("description").notNull(),
  visibility: text("visibility").$type<"public" | "hidden">().notNull(),
  accountId: text("account_id")
    .notNull()
    .references(() => accounts.id),
  createdAt: integer("created_at").notNull(),
});

export const benchmarkVersions = sqliteTable(
  "benchmark_versions",
  {
    id: text("id").primaryKey(),
    benchmarkId: text("benchmark_id")
      .notNull()
      .references(() => benchmarks.id),
    version: integer("version").notNull(),
    plan: text("plan", { mode: "json" }).$type<GraderPlan>().notNull(),
    specHash: text("spec_hash").notNull(),
    problemCount: integer("problem_count").notNull(),
    state: text("state").$type<"draft" | "sealed">().notNull(),
    createdAt: integer("created_at").notNull(),
  },
  (table) => [unique("benchmark_versions_by_number").on(table.benchmarkId, table.version)],
);

export const problems = sqliteTable(
  "problems",
  {
    id: text("id").primaryKey(),
    benchmarkVersionId: text("benchmark_version_id")
      .notNull()
      .references(() => benchmarkVersions.id),
    key: text("key").notNull(),
    statement: text("statement").notNull(),
    statementHash: text("statement_hash").notNull(),
    spec: text("spec", { mode: "json" }).$type<ProblemSpec>().notNull(),
    specHash: text("spec_hash").notNull(),
    cluster: text("cluster"),
    tags: text("tags", { mode: "json" }).$type<string[]>().notNull(),
    state: text("state").$type<"live" | "void" | "amended">().notNull(),
  },
  (table) => [
    unique("problems_by_key").on(table.benchmarkVersionId, table.key),
    index("problems_by_statement").on(table.benchmarkVersionId, table.statementHash),
    index("problems_in_order").on(table.benchmarkVersionId, table.id),
  ],
);

export const disputes = sqliteTable(
  "disputes",
  {
    id: text("id").primaryKey(),
    problemId: text("problem_id").notNull(),
    accountId: text("account_id").notNull(),
    claim: text("claim").notNull(),
    evidence: text("evidence", { mode: "json" }).$type<Record<string, unknown>>().notNull(),
    state: text("state").$type<"open" | "upheld" | "rejected">().notNull(),
    resolution: text("resolution"),
    createdAt: integer("created_at").notNull(),
    closedAt: integer("closed_at"),
  },
  (table) => [index("disputes_by_problem").on(table.problemId, table.id)],
);
