import fc from "fast-check";
import { expect, it } from "vitest";
import { InvalidCursorError, readCursor, toPage } from "./cursor.ts";

const row = fc.tuple(fc.string(), fc.integer());

it("reads back the position that a page gave out", () => {
  fc.assert(
    fc.property(fc.array(row, { minLength: 2 }), (rows) => {
      const limit = rows.length - 1;
      const page = toPage(
        rows,
        { limit },
        (item) => item,
        (item) => item,
      );
      expect(page.items).toEqual(rows.slice(0, limit));
      expect(page.next).toMatch(/^[\w-]+$/);
      const read = readCursor({ cursor: page.next ?? undefined, limit }, ["string", "number"]);
      expect(read).toEqual(rows[limit - 1]);
    }),
  );
});

it("ends where there is no further row", () => {
  const rows = ["a", "b"];
  const toValues = (value: string) => [value];
  const keep = (value: string) => value;
  expect(toPage(rows, { limit: 2 }, keep, toValues)).toEqual({ items: rows, next: null });
  expect(toPage([], { limit: 2 }, keep, toValues)).toEqual({ items: [], next: null });
});

it("refuses whatever it did not give out, and never breaks on it", () => {
  fc.assert(
    fc.property(fc.string(), (cursor) => {
      expect(() => readCursor({ cursor, limit: 1 }, ["string"])).toThrow(InvalidCursorError);
    }),
  );
  expect(readCursor({ limit: 1 }, ["string"])).toBeNull();
});
