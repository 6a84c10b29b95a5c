/**
 * Tables of samples, verdicts, judgements and votes, SQLite dialect.
 * Decision: `samples.outcome` repeats the outcome of the run's active verdict. It is written in the same atomic batch
 * as the verdict or the change of the active grader, so that "show me the undecided ones" is one index range instead of
 * a join over the whole run. Samples carry no foreign keys: they are written by the thousand, and the step that writes
 * them has just read the run and its problems. Verdicts are keyed with the spec first, because a file lists the samples
 * of a problem together, which keeps the inserts of a step near each other in the index.
 */
import type { Extracted, Finish, Outcome, Span, Vote } from "@plumbline/contract";
import { index, integer, primaryKey, real, sqliteTable, text, unique } from "drizzle-orm/sqlite-core";

export const samples = sqliteTable(
  "samples",
  {
    id: text("id").primaryKey(),
    runId: text("run_id").notNull(),
    problemId: text("problem_id").notNull(),
    index: integer("index").notNull(),
    promptHash: text("prompt_hash"),
    outputHash: text("output_hash").notNull(),
    specHash: text("spec_hash").notNull(),
    objectKey: text("object_key"),
    byteStart: integer("byte_start").notNull(),
    byteEnd: integer("byte_end").notNull(),
    item: integer("item").notNull(),
    line: integer("line").notNull(),
    thinking: text("thinking", { mode: "json" }).$type<Span>(),
    seed: integer("seed"),
    tokensIn: integer("tokens_in"),
    tokensOut: integer("tokens_out"),
    logProbability: real("log_probability"),
    latencyMs: real("latency_ms"),
    cost: real("cost"),
    finish: text("finish").$type<Finish>(),
    outcome: text("outcome").$type<Outcome>().notNull(),
  },
  (table) => [
    unique("samples_by_problem").on(table.runId, table.problemId, table.index),
    unique("samples_by_position").on(table.runId, table.line, table.item),
    index("samples_by_outcome").on(table.runId, table.outcome, table.line, table.item),
  ],
);

export const verdicts = sqliteTable(
  "verdicts",
  {
    specHash: text("spec_hash").notNull(),
    outputHash: text("output_hash").notNull(),
    grader: text("grader").notNull(),
    outcome: text("outcome").$type<Outcome>().notNull(),
    score: real("score"),
    extracted: text("extracted", { mode: "json" }).$type<Extracted>(),
    relation: text("relation").$type<"equal" | "rounds" | "different" | "undecided">(),
    by: text("by").notNull(),
    reason: text("reason").notNull(),
    evidence: text("evidence", { mode: "json" }).$type<Record<string, unknown>>().notNull(),
    fuel: integer("fuel").notNull(),
    createdAt: integer("created_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.specHash, table.outputHash, table.grader] })],
);

export const judgements = sqliteTable(
  "judgements",
  {
    id: text("id").primaryKey(),
    sampleId: text("sample_id").notNull(),
    judge: text("judge").notNull(),
    step: integer("step"),
    label: text("label").notNull(),
    score: real("score"),
    cost: real("cost"),
    evidence: text("evidence", { mode: "json" }).$type<Record<string, unknown>>().notNull(),
    createdAt: integer("created_at").notNull(),
  },
  (table) => [index("judgements_by_sample").on(table.sampleId, table.id)],
);

export const votes = sqliteTable(
  "votes",
  {
    id: text("id").primaryKey(),
    sampleId: text("sample_id").notNull(),
    verifier: text("verifier").notNull(),
    index: integer("index").notNull(),
    verdict: text("verdict").$type<Vote["verdict"]>().notNull(),
    tokens: integer("tokens"),
    seed: integer("seed"),
    promptHash: text("prompt_hash").notNull(),
    createdAt: integer("created_at").notNull(),
  },
  (table) => [unique("votes_by_sample").on(table.sampleId, table.verifier, table.index)],
);
