/** Tables of samples, verdicts, judgements and votes, PostgreSQL dialect; the SQLite twin says why they are as they are. */
import type { Extracted, Finish, Outcome, Span, Vote } from "@plumbline/contract";
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

export const samples = pgTable(
  "samples",
  {
    id: text("id").primaryKey(),
    runId: text("run_id").notNull(),
    problemId: text("problem_id").notNull(),
    index: bigint("index", { mode: "number" }).notNull(),
    promptHash: text("prompt_hash"),
    outputHash: text("output_hash").notNull(),
    specHash: text("spec_hash").notNull(),
    objectKey: text("object_key"),
    byteStart: bigint("byte_start", { mode: "number" }).notNull(),
    byteEnd: bigint("byte_end", { mode: "number" }).notNull(),
    item: bigint("item", { mode: "number" }).notNull(),
    line: bigint("line", { mode: "number" }).notNull(),
    thinking: jsonb("thinking").$type<Span>(),
    seed: bigint("seed", { mode: "number" }),
    tokensIn: bigint("tokens_in", { mode: "number" }),
    tokensOut: bigint("tokens_out", { mode: "number" }),
    logProbability: doublePrecision("log_probability"),
    latencyMs: doublePrecision("latency_ms"),
    cost: doublePrecision("cost"),
    finish: text("finish").$type<Finish>(),
    outcome: text("outcome").$type<Outcome>().notNull(),
  },
  (table) => [
    unique("samples_by_problem").on(table.runId, table.problemId, table.index),
    unique("samples_by_position").on(table.runId, table.line, table.item),
    index("samples_by_outcome").on(table.runId, table.outcome, table.line, table.item),
  ],
);

export const verdicts = pgTable(
  "verdicts",
  {
    specHash: text("spec_hash").notNull(),
    outputHash: text("output_hash").notNull(),
    grader: text("grader").notNull(),
    outcome: text("outcome").$type<Outcome>().notNull(),
    score: doublePrecision("score"),
    extracted: jsonb("extracted").$type<Extracted>(),
    relation: text("relation").$type<"equal" | "rounds" | "different" | "undecided">(),
    by: text("by").notNull(),
    reason: text("reason").notNull(),
    evidence: jsonb("evidence").$type<Record<string, unknown>>().notNull(),
    fuel: bigint("fuel", { mode: "number" }).notNull(),
    createdAt: bigint("created_at", { mode: "number" }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.specHash, table.outputHash, table.grader] })],
);

export const judgements = pgTable(
  "judgements",
  {
    id: text("id").primaryKey(),
    sampleId: text("sample_id").notNull(),
    judge: text("judge").notNull(),
    step: bigint("step", { mode: "number" }),
    label: text("label").notNull(),
    score: doublePrecision("score"),
    cost: doublePrecision("cost"),
    evidence: jsonb("evidence").$type<Record<string, unknown>>().notNull(),
    createdAt: bigint("created_at", { mode: "number" }).notNull(),
  },
  (table) => [index("judgements_by_sample").on(table.sampleId, table.id)],
);

export const votes = pgTable(
  "votes",
  {
    id: text("id").primaryKey(),
    sampleId: text("sample_id").notNull(),
    verifier: text("verifier").notNull(),
    index: bigint("index", { mode: "number" }).notNull(),
    verdict: text("verdict").$type<Vote["verdict"]>().notNull(),
    tokens: bigint("tokens", { mode: "number" }),
    seed: bigint("seed", { mode: "number" }),
    promptHash: text("prompt_hash").notNull(),
    createdAt: bigint("created_at", { mode: "number" }).notNull(),
  },
  (table) => [unique("votes_by_sample").on(table.sampleId, table.verifier, table.index)],
);
