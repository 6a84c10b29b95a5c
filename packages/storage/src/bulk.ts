/**
 * Writes many rows with few statements.
 * Decision: rows travel as JSON behind one bound parameter (D1 takes 100 parameters a statement), split so that each
 * parameter stays below 100 kB: longer strings live until the isolate's next full collection, which raised the peak of
 * its heap from 84-95 to 104 MiB in a 50 MiB upload to PostgreSQL and cost a quarter of the rate. JSON columns and rows have a hard size limit here, because a row that is too large
 * fails the whole batch inside the database with a message that names no row. Text is made well-formed and free of
 * NUL, which PostgreSQL refuses and SQLite cuts at: every store keeps the same characters.
 */
import { LIMITS } from "@plumbline/contract";
import { getTableColumns, type SQL, sql } from "drizzle-orm";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";
import type { Connection, Field } from "./connection.ts";

/** Bytes of a whole row, all its columns together. */
export const ROW_BYTES = 1_000_000;
const PARAMETER_BYTES = 100_000;
const encoder = new TextEncoder();

/** A record that cannot be stored: the caller let something through that the contract does not allow. */
export class RowTooLargeError extends Error {
  constructor(what: string, bytes: number, limit: number) {
    super(`${what} takes ${bytes} bytes, ${limit} at most`);
    this.name = "RowTooLargeError";
  }
}

export interface InsertOptions {
  /** Rows are written only where this holds; it may read the bound row as `source`. */
  readonly onlyIf?: SQL | undefined;
  /** Columns computed by the database; by property name. */
  readonly computed?: Readonly<Record<string, SQL>> | undefined;
  /** What to do with a row that is there already. */
  readonly conflict?: SQL | undefined;
  readonly returning?: SQL | undefined;
}

/** Statements that insert the rows, ignoring those that exist. No rows, no statements. */
export function insertRows(
  { words }: Connection,
  table: SQLiteTable,
  rows: readonly Readonly<Record<string, unknown>>[],
  { onlyIf, computed = {}, conflict, returning }: InsertOptions = {},
): SQL[] {
  const columns = Object.entries(getTableColumns(table));
  const bound = columns.filter(([property]) => !(property in computed));
  const fields = bound.map(([, column]): Field => {
    const type = column.getSQLType();
    return { name: column.name, type, json: column.dataType === "json" };
  });
  const encoded = rows.map((row) => encodeRow(words.encode, fields, bound, row));
  const names = [...bound.map(([, column]) => column), ...computedColumns(columns, computed)].map((column) =>
    sql.identifier(column.name),
  );
  const values = [
    ...fields.map((field) => sql`source.${sql.identifier(field.name)}`),
    ...columns.flatMap(([property]) => computed[property] ?? []),
  ];
  return splitBySize(encoded).map(
    (part) => sql`insert into ${table} (${list(names)}) select ${list(values)}
      from ${words.source(fields, `[${part.join(",")}]`)} as source
      where ${onlyIf ?? sql`1 = 1`} ${conflict ?? sql`on conflict do nothing`}${
        returning === undefined ? sql`` : sql` returning ${returning}`
      }`,
  );
}

/** Sources of rows to join with, each behind one parameter. No rows, no sources. */
export function rowSources(
  { words }: Connection,
  fields: readonly Field[],
  rows: readonly (readonly unknown[])[],
): SQL[] {
  const encoded = rows.map((row) => words.encode(fields, row.map(cleanText)));
  return splitBySize(encoded).map((part) => words.source(fields, `[${part.join(",")}]`));
}

/** Comma-separated SQL. */
export function list(chunks: readonly (SQL | ReturnType<typeof sql.identifier>)[]): SQL {
  return sql.join([...chunks], sql.raw(", "));
}

/** The value with every string well-formed and without NUL, keys included. */
export function cleanText<T>(value: T): T {
  return clean(value) as T;
}

/** The value, checked to fit a JSON column. Throws `RowTooLargeError`. */
export function fitColumn<T>(what: string, value: T, limit: number = LIMITS.columnBytes): T {
  const bytes = encoder.encode(JSON.stringify(value)).length;
  if (bytes > limit) throw new RowTooLargeError(what, bytes, limit);
  return cleanText(value);
}

type Columns = readonly (readonly [string, { readonly name: string }])[];

function computedColumns(columns: Columns, computed: Readonly<Record<string, SQL>>) {
  return columns.filter(([property]) => property in computed).map(([, column]) => column);
}

function encodeRow(
  encode: Connection["words"]["encode"],
  fields: readonly Field[],
  columns: Columns,
  row: Readonly<Record<string, unknown>>,
): string {
  const values = columns.map(([property]) => row[property] ?? null);
  const text = encode(fields, values);
  // Lone surrogates and NUL show as escapes in JSON text; an escape of the text itself only costs the second pass.
  const safe = text.includes("\\ud") || text.includes("\\u0000") ? encode(fields, values.map(clean)) : text;
  if (safe.length * 3 > LIMITS.columnBytes) assertFits(fields, values, safe);
  return safe;
}

function assertFits(fields: readonly Field[], values: readonly unknown[], text: string): void {
  fields.forEach((field, place) => {
    if (field.json && values[place] !== null) fitColumn(field.name, values[place]);
  });
  const bytes = encoder.encode(text).length;
  if (bytes > ROW_BYTES) throw new RowTooLargeError("the row", bytes, ROW_BYTES);
}

function splitBySize(encoded: readonly string[]): string[][] {
  const parts: string[][] = [];
  let room = 0;
  for (const text of encoded) {
    const bytes = encoder.encode(text).length + 1;
    if (bytes > room) {
      parts.push([]);
      room = PARAMETER_BYTES;
    }
    parts.at(-1)?.push(text);
    room -= bytes;
  }
  return parts;
}

function clean(value: unknown): unknown {
  if (typeof value === "string") return value.toWellFormed().replaceAll("\0", "\u{fffd}");
  if (Array.isArray(value)) return value.map(clean);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [clean(key), clean(entry)]));
}
