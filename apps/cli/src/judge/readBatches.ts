/** Rows of an outputs file, a batch at a time; lines that are no rows are counted by the caller. */
import type { InterchangeRow, InvalidLine } from "@plumbline/contract";
import { openFile, type ReadOptions } from "@plumbline/formats";
import { CommandFailure } from "../failure.ts";
import { openBytes } from "../openBytes.ts";
import { startProgress } from "../startProgress.ts";
import type { Surroundings } from "../surroundings.ts";

/** A sample and its place in the file: `line` from 1, `item` from 0 within a line of several. */
export interface PlacedRow {
  readonly row: InterchangeRow;
  readonly line: number;
  readonly item: number;
}

export interface ReadBatchesOptions extends ReadOptions {
  readonly size: number;
  /** Rows to read at most. */
  readonly limit?: number | undefined;
  onInvalid(invalid: InvalidLine): void;
}

/** @throws CommandFailure for a file that is no outputs file, or that has no row. */
export async function* readBatches(
  path: string,
  { size, limit = Number.POSITIVE_INFINITY, onInvalid, ...options }: ReadBatchesOptions,
  surroundings: Surroundings,
): AsyncGenerator<readonly PlacedRow[], void, undefined> {
  const bytes = await openBytes(path, surroundings);
  const opened = await openFile(bytes.chunks, options);
  if (!("events" in opened)) {
    const { code, message, fix } = opened.recognition.refusal;
    throw new CommandFailure(2, code, `${path}: ${message}`, fix);
  }
  const progress = startProgress(bytes.name, bytes.size, surroundings);
  let rows: PlacedRow[] = [];
  let seen = 0;
  try {
    for await (const events of opened.events) {
      for (const event of events) {
        if (event.kind === "invalid") {
          onInvalid(event.invalid);
          continue;
        }
        if (seen >= limit) break;
        seen += 1;
        rows.push({ row: event.row, line: event.line, item: event.item });
        if (rows.length < size) continue;
        yield rows;
        rows = [];
      }
      progress.update(bytes.position());
      if (seen >= limit) break;
    }
  } finally {
    progress.stop();
  }
  if (rows.length > 0) yield rows;
  if (seen === 0) throw new CommandFailure(2, "no_rows", `${path} has no row that can be judged.`);
}
