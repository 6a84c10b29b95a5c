import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Batch, packRows } from "./cache.ts";

const shapes = [
  { past: "k", present: "pk", heads: 2, size: 3, type: "float32" },
  { past: "v", present: "pv", heads: 1, size: 2, type: "float16" },
] as const;

/** A batch whose every number tells its row, column (from the right) and place. */
function makeBatch(rows: readonly number[], lengths: readonly number[], columns: number): Batch {
  const caches = shapes.map(({ heads, size, type }) => {
    const data =
      type === "float32"
        ? new Float32Array(rows.length * heads * columns * size)
        : new Uint16Array(rows.length * heads * columns * size);
    rows.forEach((row, at) => {
      for (let head = 0; head < heads; head += 1)
        for (let column = 0; column < columns; column += 1)
          for (let place = 0; place < size; place += 1)
            data[((at * heads + head) * columns + column) * size + place] =
              column < columns - lengths[at]!
                ? 9_999
                : row * 1_000 + (columns - column) * 10 + head * 3 + place;
    });
    return data;
  });
  return {
    rows,
    columns,
    padding: lengths.map((length) => columns - length),
    caches,
    last: rows.map((row) => row + 100),
  };
}

/** What a row's cache says, from its newest column to its oldest. */
function read(batch: Batch, row: number): number[][] {
  const at = batch.rows.indexOf(row);
  return batch.caches.flatMap((data, index) => {
    const { heads, size } = shapes[index]!;
    const length = batch.columns - batch.padding[at]!;
    return Array.from({ length: heads }, (_, head) => {
      const end = (at * heads + head + 1) * batch.columns * size;
      return Array.from(data.subarray(end - length * size, end));
    });
  });
}

describe("packing rows into a batch", () => {
  const first = makeBatch([1, 2, 3], [4, 2, 3], 5);
  const second = makeBatch([7, 8], [6, 1], 6);

  it("keeps every row's cache, whatever rows leave, stay and join", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([1, 2, 3, 7, 8], { minLength: 1 }), (rows) => {
        const packed = packRows([first, second], rows, shapes);
        expect(packed.rows).toEqual(rows);
        for (const row of rows) expect(read(packed, row)).toEqual(read(row < 5 ? first : second, row));
        expect(packed.last).toEqual(rows.map((row) => row + 100));
        // No column is padding for all.
        expect(Math.min(...packed.padding)).toBe(0);
      }),
    );
  });

  it("copies nothing where nothing changes", () => {
    const full = makeBatch([4, 5], [3, 2], 3);
    expect(packRows([full], [4, 5], shapes)).toBe(full);
  });

  it("pads with zeros", () => {
    const packed = packRows([first], [1, 2], shapes);
    expect([...packed.caches[0]!.subarray(2 * 4 * 3, 2 * 4 * 3 + 2 * 3)]).toEqual([0, 0, 0, 0, 0, 0]);
  });
});
