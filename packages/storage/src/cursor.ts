/**
 * Opaque positions in lists: the sort values of the last row, as base64url of JSON. A page is "the rows after these
 * values", so it costs one index seek wherever it starts and does not shift while rows arrive.
 */
import type { Page } from "@plumbline/contract";
import type { PageRequest } from "./store.ts";

export type CursorValues = readonly (string | number)[];

/** A cursor that no list gave out. Callers answer `invalid_request`. */
export class InvalidCursorError extends Error {
  constructor() {
    super("The cursor was not given out by this list.");
    this.name = "InvalidCursorError";
  }
}

/** The values of the request's cursor, null on the first page. Throws `InvalidCursorError`. */
export function readCursor<const T extends readonly ("string" | "number")[]>(
  request: PageRequest,
  shape: T,
): { [K in keyof T]: T[K] extends "string" ? string : number } | null {
  if (request.cursor === undefined) return null;
  const values = parseCursor(request.cursor);
  if (!Array.isArray(values) || values.length !== shape.length) throw new InvalidCursorError();
  // PostgreSQL takes no NUL in a text, so no value that was given out has one.
  if (values.some((value, place) => typeof value !== shape[place] || String(value).includes("\0")))
    throw new InvalidCursorError();
  return values as { [K in keyof T]: T[K] extends "string" ? string : number };
}

/** Makes the page of `limit + 1` rows that were read: the extra row only says that there is a next page. */
export function toPage<R, T>(
  rows: readonly R[],
  request: PageRequest,
  toItem: (row: R) => T,
  toValues: (row: R) => CursorValues,
): Page<T> {
  const kept = rows.slice(0, request.limit);
  const last = kept.at(-1);
  return {
    items: kept.map(toItem),
    next: rows.length > request.limit && last !== undefined ? writeCursor(toValues(last)) : null,
  };
}

function writeCursor(values: CursorValues): string {
  const bytes = new TextEncoder().encode(JSON.stringify(values));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}

function parseCursor(cursor: string): unknown {
  try {
    const bytes = atob(cursor.replaceAll("-", "+").replaceAll("_", "/"));
    return JSON.parse(new TextDecoder().decode(Uint8Array.from(bytes, (char) => char.charCodeAt(0))));
  } catch {
    throw new InvalidCursorError();
  }
}
