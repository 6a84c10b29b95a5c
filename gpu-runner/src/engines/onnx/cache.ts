/**
 * The key-value caches of rows, and how rows go from batch to batch.
 *
 * Decision: between two runs all live rows are copied into one new batch, right-aligned, with as few columns as the
 * longest row needs. This one operation is compaction (rows that ended are left out), trimming (columns that are padding
 * for all go) and joining (rows of a newly read batch come in), and it costs one copy of the live part of the cache.
 * Where nothing would change, nothing is copied. Padding stays on the left, so that each row's newest column
 * is its last: models may rely on it.
 */

/** 32-bit floats, or 16-bit floats as their bits. */
export type CacheData = Float32Array | Uint16Array;

/** One cache of one layer: [rows, heads, columns, size]. */
export interface CacheShape {
  readonly past: string;
  readonly present: string;
  readonly heads: number;
  readonly size: number;
  readonly type: "float32" | "float16";
}

export interface Batch {
  /** Numbers of the rows, in the batch's order. */
  readonly rows: readonly number[];
  /** Columns of padding on the left, for each row. */
  readonly padding: readonly number[];
  /** Columns of the caches; equal for all of them. */
  readonly columns: number;
  /** In the order of the shapes. */
  readonly caches: readonly CacheData[];
  /** The token of each row that was drawn last and is not in the caches yet. */
  readonly last: readonly number[];
}

interface Source {
  readonly batch: Batch;
  readonly at: number;
  readonly length: number;
}

/** The wanted rows as one batch, in that order. Throws where no batch has a row: that is a bug of the caller. */
export function packRows(
  batches: readonly Batch[],
  rows: readonly number[],
  shapes: readonly CacheShape[],
): Batch {
  const sources = rows.map((row) => find(batches, row));
  const columns = Math.max(0, ...sources.map(({ length }) => length));
  const same = sources[0]?.batch;
  const unchanged = sources.every(({ batch, at }, index) => batch === same && at === index);
  if (same !== undefined && unchanged && same.rows.length === rows.length && same.columns === columns)
    return same;
  return {
    rows,
    columns,
    padding: sources.map(({ length }) => columns - length),
    caches: shapes.map((shape, index) => packCache(sources, columns, shape, index)),
    last: sources.map(({ batch, at }) => batch.last[at] ?? 0),
  };
}

export function emptyCache({ type }: CacheShape, length: number): CacheData {
  return type === "float16" ? new Uint16Array(length) : new Float32Array(length);
}

function find(batches: readonly Batch[], row: number): Source {
  for (const batch of batches) {
    const at = batch.rows.indexOf(row);
    if (at >= 0) return { batch, at, length: batch.columns - (batch.padding[at] ?? 0) };
  }
  throw new Error(`row ${row} has no cache`);
}

function packCache(sources: readonly Source[], columns: number, shape: CacheShape, index: number): CacheData {
  const { heads, size } = shape;
  const target = emptyCache(shape, sources.length * heads * columns * size);
  sources.forEach(({ batch, at, length }, row) => {
    const source = batch.caches[index];
    if (source === undefined) return;
    for (let head = 0; head < heads; head += 1) {
      const end = (at * heads + head + 1) * batch.columns * size;
      const to = ((row * heads + head + 1) * columns - length) * size;
      target.set(source.subarray(end - length * size, end), to);
    }
  });
  return target;
}
