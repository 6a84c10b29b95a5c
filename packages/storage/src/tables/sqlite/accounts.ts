/** Tables of accounts, tokens, quota and audit, SQLite dialect. Its PostgreSQL twin has the same names and row types. */
import type { Scope } from "@plumbline/contract";
import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const accounts = sqliteTable("accounts", {
  id: text("id").primaryKey(),
  name: text("name").notNull().unique(),
  createdAt: integer("created_at").notNull(),
});

export const tokens = sqliteTable(
  "tokens",
  {
    id: text("id").primaryKey(),
    accountId: text("account_id")
      .notNull()
      .references(() => accounts.id),
    label: text("label").notNull(),
    prefix: text("prefix").notNull(),
    hash: text("hash").notNull().unique(),
    scopes: text("scopes", { mode: "json" }).$type<Scope[]>().notNull(),
    dailySubmissions: integer("daily_submissions"),
    createdAt: integer("created_at").notNull(),
    expiresAt: integer("expires_at"),
    revokedAt: integer("revoked_at"),
  },
  (table) => [index("tokens_by_account").on(table.accountId, table.id)],
);

export const quotaUses = sqliteTable(
  "quota_uses",
  {
    tokenId: text("token_id").notNull(),
    day: text("day").notNull(),
    used: integer("used").notNull(),
  },
  (table) => [primaryKey({ columns: [table.tokenId, table.day] })],
);

export const events = sqliteTable(
  "events",
  {
    id: text("id").primaryKey(),
    at: integer("at").notNull(),
    accountId: text("account_id"),
    action: text("action").notNull(),
    subject: text("subject").notNull(),
    detail: text("detail", { mode: "json" }).$type<Record<string, unknown>>().notNull(),
  },
  (table) => [index("events_by_subject").on(table.subject, table.id)],
);
