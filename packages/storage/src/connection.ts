/**
 * What the queries need of a database.
 * Decision: drizzle has no dialect-free builder, but the parts used here (select, insert, update, delete, joins,
 * returning) behave the same in both dialects. So the queries are typed once, against the SQLite tables, and the
 * PostgreSQL connection is cast to that type in one place (`createPostgresStore`); tables/rowTypes.ts proves that the
 * rows are the same. Where the dialects' words differ, the query asks `words`.
 */
import type { SQL } from "drizzle-orm";
import type { BaseSQLiteDatabase } from "drizzle-orm/sqlite-core";
import type { RandomBytes } from "./newId.ts";
import type * as sqliteTables from "./tables/sqlite/index.ts";

export type Tables = typeof sqliteTables;
export type Database = BaseSQLiteDatabase<"async", unknown>;
export type RawRow = Readonly<Record<string, unknown>>;

/** A column of a bound list of rows: its name, its SQL type, and whether it holds JSON. */
export interface Field {
  readonly name: string;
  readonly type: string;
  readonly json: boolean;
}

/** The few words that the dialects spell differently. */
export interface Words {
  /** Function that builds a JSON object of names and values. */
  readonly jsonObject: SQL;
  /** After a select: keeps other transactions off the rows until this one ends. Empty where writes are serial. */
  readonly lock: SQL;
  /** After a select: as `lock`, passing over rows that others hold. */
  readonly lockFree: SQL;
  /** `rows` as JSON text for `source`; one array or object per row. */
  encode(fields: readonly Field[], row: readonly unknown[]): string;
  /** A table of encoded rows behind ONE bound parameter, to be named by `as`. */
  source(fields: readonly Field[], json: string): SQL;
  /** Aggregate of a group: its texts one after the other, sorted by `order`; null for an empty group. */
  joinInOrder(text: SQL, separator: string, order: SQL): SQL;
  /** The list `parts` of a JSON column without the entry of that number, and with `entry` at its end. */
  replaceEntry(column: SQL, number: number, entry: string): SQL;
}

export interface Connection {
  readonly db: Database;
  readonly tables: Tables;
  readonly words: Words;
  readonly random: RandomBytes;
  /** Runs the statements in order, all or none, and gives the rows of each. */
  atomically(statements: readonly SQL[]): Promise<readonly (readonly RawRow[])[]>;
  close(): Promise<void>;
}
