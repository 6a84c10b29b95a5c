/** Tables of accounts, tokens, quota and audit, PostgreSQL dialect. */
import type { Scope } from "@plumbline/contract";
import { bigint, index, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";

export const accounts = pgTable("accounts", {
  id: text("id").primaryKey(),
  name: text("name").notNull().unique(),
  createdAt: bigint("created_at", { mode: "number" }).notNull(),
});

export const tokens = pgTable(
  "tokens",
  {
    id: text("id").primaryKey(),
    accountId: text("account_id")
      .notNull()
      .references(() => accounts.id),
    label: text("label").notNull(),
    prefix: text("prefix").notNull(),
    hash: text("hash").notNull().unique(),
    scopes: jsonb("scopes").$type<Scope[]>().notNull(),
    dailySubmissions: bigint("daily_submissions", { mode: "number" }),
    createdAt: bigint("created_at", { mode: "number" }).notNull(),
    expiresAt: bigint("expires_at", { mode: "number" }),
    revokedAt: bigint("revoked_at", { mode: "number" }),
  },
  (table) => [index("tokens_by_account").on(table.accountId, table.id)],
);

export const quotaUses = pgTable(
  "quota_uses",
  {
    tokenId: text("token_id").notNull(),
    day: text("day").notNull(),
    used: bigint("used", { mode: "number" }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.tokenId, table.day] })],
);

export const events = pgTable(
  "events",
  {
    id: text("id").primaryKey(),
    at: bigint("at", { mode: "number" }).notNull(),
    accountId: text("account_id"),
    action: text("action").notNull(),
    subject: text("subject").notNull(),
    detail: jsonb("detail").$type<Record<string, unknown>>().notNull(),
  },
  (table) => [index("events_by_subject").on(table.subject, table.id)],
);
