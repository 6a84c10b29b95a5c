/** Samples of a stream of bytes of any length, in bounded memory: what the CLI and the upload page read. */

import type { LineFormat, ReadEvent, ReadOptions } from "./reader.ts";
import { readLine } from "./readLine.ts";
import { type Recognition, recogniseFormat } from "./recogniseFormat.ts";
import { createLineSplitter, join, type Line, type SplitterStart } from "./splitLines.ts";

/** A web stream of bytes, by the part of it that is used (not every browser can iterate one). */
export interface ByteStream {
  getReader(): {
    read(): Promise<{ readonly done: boolean; readonly value?: Uint8Array | undefined }>;
    cancel(): Promise<void>;
  };
}
export type ByteSource = AsyncIterable<Uint8Array> | Iterable<Uint8Array> | ByteStream;

/** All events of one piece of input at a time, so that a caller pays for one `await` per piece and not per row. */
export async function* readStream(
  source: ByteSource,
  format: LineFormat,
  options: ReadOptions = {},
): AsyncGenerator<readonly ReadEvent[], void, undefined> {
  for await (const lines of streamLines(source)) {
    const events = lines.flatMap((line) => readLine(line, format, options));
    if (events.length > 0) yield events;
  }
}

/** Complete lines, one list for each piece of input. */
export async function* streamLines(
  source: ByteSource,
  start: SplitterStart = {},
): AsyncGenerator<readonly Line[], void, undefined> {
  const splitter = createLineSplitter(start);
  for await (const chunk of toChunks(source)) {
    const lines = splitter.push(chunk);
    if (lines.length > 0) yield lines;
  }
  const last = splitter.end();
  if (last.length > 0) yield last;
}

/** What the file is, and its samples where it can be read; nothing is read twice. */
export type OpenedFile =
  | { readonly recognition: Extract<Recognition, { status: "refused" }> }
  | {
      readonly recognition: Extract<Recognition, { status: "recognised" }>;
      readonly events: AsyncGenerator<readonly ReadEvent[], void, undefined>;
    };

/** @example const file = await openFile(blob.stream()); // file.recognition.format.name === "Plumbline JSONL" */
export async function openFile(source: ByteSource, options: ReadOptions = {}): Promise<OpenedFile> {
  const chunks = toChunks(source);
  const pieces: Uint8Array[] = [];
  let size = 0;
  let tried = 0;
  for (;;) {
    const next = await chunks.next();
    if (next.done !== true) {
      pieces.push(next.value.slice());
      size += next.value.length;
      if (size < tried * 2) continue;
    }
    tried = size;
    const atEnd = next.done === true;
    const recognition = recogniseFormat(join(pieces, size), { atEnd, ...options });
    if (recognition.status === "more") continue;
    if (recognition.status === "refused") {
      await chunks.return(undefined);
      return { recognition };
    }
    return { recognition, events: readStream(replay(pieces, chunks), recognition.format, options) };
  }
}

async function* replay(
  pieces: Uint8Array[],
  rest: AsyncGenerator<Uint8Array, void, undefined>,
): AsyncGenerator<Uint8Array, void, undefined> {
  yield* pieces.splice(0);
  yield* rest;
}

/** The source as one kind of iteration. Stopping early cancels the source. */
async function* toChunks(source: ByteSource): AsyncGenerator<Uint8Array, void, undefined> {
  if (!("getReader" in source)) {
    yield* source;
    return;
  }
  const reader = source.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      if (value !== undefined) yield value;
    }
  } finally {
    await reader.cancel();
  }
}
