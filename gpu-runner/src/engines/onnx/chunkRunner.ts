/** One run of a graph: rows in, up to K tokens for each of them out. One file for each kind of graph beside this one. */
import type { Batch } from "./cache.ts";
import type { Chunk, ChunkDraw } from "./protocol.ts";

export interface ChunkInput {
  /** Numbers of the rows; the batch that comes back has them in this order. */
  readonly rows: readonly number[];
  /** Tokens to read first, [rows, columns], padded on the left. */
  readonly tokens: readonly (readonly number[])[];
  /** Columns on the left that are padding, for each row; caches included. */
  readonly padding: readonly number[];
  /** What was read before; null at the start. */
  readonly past: Batch | null;
  readonly draw: ChunkDraw;
}

export interface ChunkOutput {
  readonly chunk: Chunk;
  readonly batch: Batch;
}

export interface ChunkRunner {
  run(input: ChunkInput): Promise<ChunkOutput>;
}

/** The tokens that the model has, as far as running needs to know. */
export interface Ends {
  readonly endTokens: readonly number[];
  readonly padToken: number;
}

/** [rows, total], 0 at padding. */
export function toMask(padding: readonly number[], total: number): number[] {
  return padding.flatMap((width) => Array.from({ length: total }, (_, column) => (column < width ? 0 : 1)));
}
