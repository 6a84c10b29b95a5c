/** The store on Cloudflare D1. Atomic = one `batch`, which D1 runs as a transaction with no other writer beside it. */
import type { D1Database, D1PreparedStatement } from "@cloudflare/workers-types";
import { type SQL, sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/d1";
import { SQLiteAsyncDialect } from "drizzle-orm/sqlite-core";
import type { Words } from "./connection.ts";
import { createStore } from "./createStore.ts";
import type { RandomBytes } from "./newId.ts";
import type { Store } from "./store.ts";
import * as tables from "./tables/sqlite/index.ts";

/**
 * Precondition: the migrations of migrations/d1 are applied.
 * @example const store = createD1Store(env.DB, (length) => crypto.getRandomValues(new Uint8Array(length)));
 */
export function createD1Store(d1: D1Database, random: RandomBytes): Store {
  const dialect = new SQLiteAsyncDialect();
  const prepare = (statement: SQL): D1PreparedStatement => {
    const query = dialect.sqlToQuery(statement);
    return d1.prepare(query.sql).bind(...query.params);
  };
  return createStore({
    db: drizzle(d1),
    tables,
    words,
    random,
    atomically: async (statements) => {
      if (statements.length === 0) return [];
      const results = await d1.batch<Record<string, unknown>>(statements.map(prepare));
      return results.map((result) => result.results);
    },
    close: async () => {},
  });
}

const words: Words = {
  jsonObject: sql.raw("json_object"),
  lock: sql.raw(""),
  lockFree: sql.raw(""),
  encode: (fields, row) =>
    JSON.stringify(
      fields.map(({ json }, place) => {
        const value = row[place] ?? null;
        return json && value !== null ? JSON.stringify(value) : value;
      }),
    ),
  source: (fields, json) => {
    const columns = fields.map(
      ({ name }, place) => sql`json_extract(value, ${sql.raw(`'$[${place}]'`)}) as ${sql.identifier(name)}`,
    );
    return sql`(select ${sql.join(columns, sql.raw(", "))} from json_each(${json}))`;
  },
  joinInOrder: (text, separator, order) => sql`group_concat(${text}, ${separator} order by ${order})`,
  replaceEntry: (column, number, entry) => sql`(select json_group_array(json(value)) from (
    select value from json_each(${column}) where json_extract(value, '$.number') <> ${number}
    union all select ${entry}))`,
};
