/**
 * The store on PostgreSQL, in a Worker through Hyperdrive or anywhere else. Atomic = one transaction (read committed);
 * statements that must not interleave with another writer lock the row they decide by first.
 */
import { type SQL, sql } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";
import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import type { Database, RawRow, Tables, Words } from "./connection.ts";
import { createStore } from "./createStore.ts";
import type { RandomBytes } from "./newId.ts";
import type { Store } from "./store.ts";
import * as postgresTables from "./tables/postgres/index.ts";

export interface PostgresOptions {
  /** Connections at most. A Worker makes a client per request and may hold 6 open connections: 5 is the default. */
  readonly max?: number | undefined;
  /** Seconds until an unused connection is closed; never by default, `close` ends them. */
  readonly idleTimeout?: number | undefined;
}

/**
 * Precondition: the migrations of migrations/postgres are applied (`migratePostgres`). In a Worker make one store per
 * request and `close` it after the response (`waitUntil`).
 * @example const store = createPostgresStore(env.HYPERDRIVE.connectionString, random);
 */
export function createPostgresStore(
  connectionString: string,
  random: RandomBytes,
  { max = 5, idleTimeout }: PostgresOptions = {},
): Store {
  const client = postgres(connectionString, {
    max,
    connect_timeout: 10,
    fetch_types: false,
    onnotice: () => {},
    ...(idleTimeout === undefined ? {} : { idle_timeout: idleTimeout }),
  });
  const dialect = new PgDialect();
  // The one cast between the dialects: connection.ts says why it holds.
  const typed = { db: drizzle(client), tables: postgresTables } as unknown as {
    db: Database;
    tables: Tables;
  };
  return createStore({
    ...typed,
    words,
    random,
    atomically: async (statements) => {
      if (statements.length === 0) return [];
      const results: RawRow[][] = [];
      await client.begin(async (transaction) => {
        for (const statement of statements) {
          const query = dialect.sqlToQuery(statement);
          results.push([...(await transaction.unsafe<RawRow[]>(query.sql, query.params as never[]))]);
        }
      });
      return results;
    },
    close: () => client.end({ timeout: 5 }),
  });
}

const words: Words = {
  jsonObject: sql.raw("jsonb_build_object"),
  lock: sql.raw(" for update"),
  lockFree: sql.raw(" for update skip locked"),
  encode: (fields, row) =>
    JSON.stringify(Object.fromEntries(fields.map(({ name }, place) => [name, row[place] ?? null]))),
  source: (fields, json) => {
    const columns: SQL[] = fields.map(({ name, type }) => sql`${sql.identifier(name)} ${sql.raw(type)}`);
    return sql`(select * from jsonb_to_recordset(${json}::jsonb) as bound(${sql.join(columns, sql.raw(", "))}))`;
  },
  joinInOrder: (text, separator, order) => sql`string_agg(${text}, ${separator} order by ${order})`,
  replaceEntry: (
    column,
    number,
    entry,
  ) => sql`(select coalesce(jsonb_agg(value), '[]'::jsonb) from jsonb_array_elements(${column})
    where (value->>'number')::bigint <> ${number}) || jsonb_build_array(${entry}::jsonb)`,
};
