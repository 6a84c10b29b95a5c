/**
 * The reader interface: bytes in, interchange rows out. One file per format, listed in `lineFormats.ts`, tried in order.
 * Decision: a reader works on parsed records and not on streams, so that the Worker (byte ranges of an object), the
 * CLI (a file stream) and the browser (a Blob stream) share it; `splitLines.ts` owns bytes, lines and encodings.
 */
import type { InterchangeRow, InvalidLine } from "@plumbline/contract";

/** A sample and where it stood: `line` from 1, bytes [start, end) of the line, `item` within a row of several. */
export interface ReadRow {
  readonly kind: "row";
  readonly row: InterchangeRow;
  readonly line: number;
  readonly byteStart: number;
  readonly byteEnd: number;
  readonly item: number;
}
/** A line that is no sample. */
export interface ReadInvalid {
  readonly kind: "invalid";
  readonly invalid: InvalidLine;
}
export type ReadEvent = ReadRow | ReadInvalid;

/** What the user settled where a file can be read in two ways. */
export interface ReadOptions {
  /** What a key `answer` holds, in rows where nothing else says it. */
  readonly answerIs?: "gold" | "response" | undefined;
}

/** The samples of one record, or why it has none. */
export type RecordReading = { readonly rows: readonly InterchangeRow[] } | { readonly reason: string };

/** How sure a reader is of a first record: 0 = not mine, 1 = certainly mine. */
export interface LineFormat {
  readonly id: string;
  /** For people: "Plumbline JSONL", "rows with lists of responses". */
  readonly name: string;
  recognise(first: unknown): number;
  /** Never throws; an unusable record gives one `not_a_row` with the reason. */
  toRows(record: unknown, options?: ReadOptions): RecordReading;
  /** What is assumed about rows like this one, for the report: "`answer` is read as the gold". */
  assumptionsFor(record: unknown): readonly string[];
}
