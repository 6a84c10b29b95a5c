/** Tables of benchmarks, versions, problems and disputes, PostgreSQL dialect. */
import type { GraderPlan, ProblemSpec } from "@plumbline/contract";
import { bigint, index, jsonb, pgTable, text, unique } from "drizzle-orm/pg-core";
import { accounts } from "./accounts.ts";

export const benchmarks = pgTable("benchmarks", {
  id: text("id").primaryKey(),
  slug: text("slug").notNull().unique(),
  name: text("name").notNull(),
  description: text("description").notNull(),
  visibility: text("visibility").$type<"public" | "hidden">().notNull(),
  accountId: text("account_id")
    .notNull()
    .references(() => accounts.id),
  createdAt: bigint("created_at", { mode: "number" }).notNull(),
});

export const benchmarkVersions = pgTable(
  "benchmark_versions",
  {
    id: text("id").primaryKey(),
    benchmarkId: text("benchmark_id")
      .notNull()
      .references(() => benchmarks.id),
    version: bigint("version", { mode: "number" }).notNull(),
    plan: jsonb("plan").$type<GraderPlan>().notNull(),
    specHash: text("spec_hash").notNull(),
    problemCount: bigint("problem_count", { mode: "number" }).notNull(),
    state: text("state").$type<"draft" | "sealed">().notNull(),
    createdAt: bigint("created_at", { mode: "number" }).notNull(),
  },
  (table) => [unique("benchmark_versions_by_number").on(table.benchmarkId, table.version)],
);

export const problems = pgTable(
  "problems",
  {
    id: text("id").primaryKey(),
    benchmarkVersionId: text("benchmark_version_id")
      .notNull()
      .references(() => benchmarkVersions.id),
    key: text("key").notNull(),
    statement: text("statement").notNull(),
    statementHash: text("statement_hash").notNull(),
    spec: jsonb("spec").$type<ProblemSpec>().notNull(),
    specHash: text("spec_hash").notNull(),
    cluster: text("cluster"),
    tags: jsonb("tags").$type<string[]>().notNull(),
    state: text("state").$type<"live" | "void" | "amended">().notNull(),
  },
  (table) => [
    unique("problems_by_key").on(table.benchmarkVersionId, table.key),
    index("problems_by_statement").on(table.benchmarkVersionId, table.statementHash),
    index("problems_in_order").on(table.benchmarkVersionId, table.id),
  ],
);

export const disputes = pgTable(
  "disputes",
  {
    id: text("id").primaryKey(),
    problemId: text("problem_id").notNull(),
    accountId: text("account_id").notNull(),
    claim: text("claim").notNull(),
    evidence: jsonb("evidence").$type<Record<string, unknown>>().notNull(),
    state: text("state").$type<"open" | "upheld" | "rejected">().notNull(),
    resolution: text("resolution"),
    createdAt: bigint("created_at", { mode: "number" }).notNull(),
    closedAt: bigint("closed_at", { mode: "number" }),
  },
  (table) => [index("disputes_by_problem").on(table.problemId, table.id)],
);
