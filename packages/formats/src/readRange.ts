/**
 * Samples of one byte range of a stored object: what the Worker reads in one grading step.
 * Decision: a range owns the lines that END in it; where the last one is unfinished, the next range starts at its
 * first byte. So steps partition the file exactly, whatever their sizes. A line longer than the limit is reported
 * when the limit is passed and skipped over any number of ranges without being held.
 */
import { LIMITS } from "@plumbline/contract";
import type { LineFormat, ReadEvent, ReadOptions } from "./reader.ts";
import { readLine } from "./readLine.ts";
import { createLineSplitter, type SplitterStart } from "./splitLines.ts";

export interface RangeStart extends SplitterStart {
  readonly byteOffset: number;
  readonly firstLine: number;
  readonly format: LineFormat;
  readonly options?: ReadOptions | undefined;
}

/** The next range starts at `byteOffset + consumedBytes` and line `firstLine + consumedLines`. */
export interface RangeReading {
  readonly events: readonly ReadEvent[];
  /** 0 = not one line ends in the range: read a longer one. */
  readonly consumedBytes: number;
  readonly consumedLines: number;
  readonly insideLongLine: boolean;
}

/** Reads a range that is in memory. `atEnd`: the object ends with it, so its last line is complete. */
export function readRange(bytes: Uint8Array, start: RangeStart & { readonly atEnd: boolean }): RangeReading {
  const splitter = createLineSplitter(start);
  const events = splitter.push(bytes).flatMap((line) => readLine(line, start.format, start.options));
  if (start.atEnd) {
    events.push(...splitter.end().flatMap((line) => readLine(line, start.format, start.options)));
  }
  const { byteOffset, firstLine, insideLongLine } = splitter.state;
  return {
    events,
    consumedBytes: byteOffset - start.byteOffset,
    consumedLines: firstLine - start.firstLine,
    insideLongLine,
  };
}

export interface StepReading {
  readonly events: readonly ReadEvent[];
  readonly nextByte: number;
  readonly nextLine: number;
  readonly atEnd: boolean;
}

/**
 * One step over an object of `size` bytes: reads `stepBytes` from `byteOffset`, and on where no line ends in them.
 * `read` gives bytes [start, end). Whether the step starts inside a line that is being skipped is told by the byte
 * before it, so that nothing but the offset needs to be stored between steps.
 */
export async function readStep(
  read: (start: number, end: number) => Promise<Uint8Array>,
  start: RangeStart & { readonly size: number; readonly stepBytes?: number | undefined },
): Promise<StepReading> {
  const { size, byteOffset, format, options } = start;
  const stepBytes = start.stepBytes ?? LIMITS.chunkBytes;
  const first = await read(Math.max(0, byteOffset - 1), Math.min(size, byteOffset + stepBytes));
  const insideLongLine = byteOffset > 0 && first[0] !== 0x0a;
  const splitter = createLineSplitter({ ...start, insideLongLine });
  const events: ReadEvent[] = [];
  let chunk = byteOffset > 0 ? first.subarray(1) : first;
  let position = byteOffset;
  for (;;) {
    position += chunk.length;
    for (const line of splitter.push(chunk)) events.push(...readLine(line, format, options));
    const atEnd = position >= size || chunk.length === 0;
    if (atEnd) for (const line of splitter.end()) events.push(...readLine(line, format, options));
    const { byteOffset: nextByte, firstLine: nextLine } = splitter.state;
    if (atEnd || nextByte > byteOffset) return { events, nextByte, nextLine, atEnd };
    chunk = await read(position, Math.min(size, position + stepBytes));
  }
}
