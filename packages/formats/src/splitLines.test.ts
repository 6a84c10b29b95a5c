import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { plumblineJsonl } from "./formats/plumblineJsonl.ts";
import type { ReadEvent } from "./reader.ts";
import { readLine } from "./readLine.ts";
import { readRange, readStep } from "./readRange.ts";
import { createLineSplitter, type Line } from "./splitLines.ts";

const LIMIT = 60;
const encode = (text: string) => new TextEncoder().encode(text);

/** Files of good rows, blank lines, long lines, broken JSON, broken UTF-8, every line end. */
const fileBytes = fc
  .array(
    fc.oneof(
      fc.string({ unit: "binary", maxLength: 12 }).map((text) => encode(JSON.stringify({ response: text }))),
      fc.constantFrom("", "   ", "\t", "{", '{"response": 1}', "[]", "é", "😀".repeat(20)).map(encode),
      fc.uint8Array({ maxLength: 90 }).map((bytes) => bytes.map((byte) => (byte === 10 ? 32 : byte))),
    ),
    { maxLength: 12 },
  )
  .chain((lines) =>
    fc
      .tuple(
        fc.array(fc.constantFrom("\n", "\r\n"), { minLength: lines.length, maxLength: lines.length }),
        fc.boolean(),
        fc.boolean(),
      )
      .map(([ends, bom, lastEnd]) => {
        const parts = lines.flatMap((line, at) =>
          at === lines.length - 1 && !lastEnd ? [line] : [line, encode(ends[at]!)],
        );
        return Uint8Array.from([...(bom ? [0xef, 0xbb, 0xbf] : []), ...parts.flatMap((part) => [...part])]);
      }),
  );

function cut(bytes: Uint8Array, sizes: readonly number[]): Uint8Array[] {
  const chunks: Uint8Array[] = [];
  let at = 0;
  for (const size of sizes) {
    chunks.push(bytes.slice(at, at + size));
    at += size;
  }
  return [...chunks, bytes.slice(at)];
}

function linesOf(chunks: readonly Uint8Array[]): Line[] {
  const splitter = createLineSplitter({ lineBytes: LIMIT });
  return [...chunks.flatMap((chunk) => splitter.push(chunk)), ...splitter.end()];
}

/** The same by the plainest means: the whole file at once, no limit on memory. */
function expectedLines(bytes: Uint8Array): Line[] {
  const lines: Line[] = [];
  let start = 0;
  for (let line = 1; start < bytes.length; line += 1) {
    const feed = bytes.indexOf(10, start);
    const end = feed === -1 ? bytes.length : feed;
    if (end - start > LIMIT) lines.push({ kind: "too_long", line });
    else {
      const from = start === 0 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : start;
      const to = end > from && bytes[end - 1] === 13 ? end - 1 : end;
      const kept = bytes.slice(from, to);
      if (!/^[ \t\n\v\f\r]*$/.test(Buffer.from(kept).toString("latin1"))) {
        lines.push({ kind: "line", line, bytes: kept, byteStart: from, byteEnd: to });
      }
    }
    start = end + 1;
  }
  return lines;
}

const chunkSizes = fc.array(fc.nat({ max: 40 }), { maxLength: 30 });
const eventsOf = (lines: readonly Line[]): ReadEvent[] =>
  lines.flatMap((line) => readLine(line, plumblineJsonl));

describe("lines of a file", () => {
  test("are the same however the file is cut into chunks", () => {
    fc.assert(
      fc.property(fileBytes, chunkSizes, (bytes, sizes) => {
        expect(linesOf(cut(bytes, sizes))).toEqual(expectedLines(bytes));
      }),
      { numRuns: 500 },
    );
  });

  test("are partitioned by byte ranges of any size: each line in exactly one range", () => {
    fc.assert(
      fc.property(fileBytes, fc.integer({ min: 1, max: 100 }), (bytes, rangeBytes) => {
        const events: ReadEvent[] = [];
        let at = { byteOffset: 0, firstLine: 1, insideLongLine: false };
        for (let size = rangeBytes; at.byteOffset < bytes.length; ) {
          const end = Math.min(bytes.length, at.byteOffset + size);
          const atEnd = end === bytes.length;
          const read = readRange(bytes.subarray(at.byteOffset, end), {
            ...at,
            atEnd,
            format: plumblineJsonl,
            lineBytes: LIMIT,
          });
          events.push(...read.events);
          size = read.consumedBytes === 0 ? size + rangeBytes : rangeBytes;
          at = {
            byteOffset: at.byteOffset + read.consumedBytes,
            firstLine: at.firstLine + read.consumedLines,
            insideLongLine: read.insideLongLine,
          };
        }
        expect(events).toEqual(eventsOf(expectedLines(bytes)));
      }),
      { numRuns: 500 },
    );
  });

  test("are found by steps over a stored object that keep nothing but offset and line number", async () => {
    await fc.assert(
      fc.asyncProperty(fileBytes, fc.integer({ min: 1, max: 100 }), async (bytes, stepBytes) => {
        const events: ReadEvent[] = [];
        let longest = 0;
        const read = async (start: number, end: number) => {
          longest = Math.max(longest, end - start);
          return bytes.slice(start, end);
        };
        let step = { nextByte: 0, nextLine: 1, atEnd: bytes.length === 0 };
        while (!step.atEnd) {
          const reading = await readStep(read, {
            byteOffset: step.nextByte,
            firstLine: step.nextLine,
            size: bytes.length,
            stepBytes,
            format: plumblineJsonl,
            lineBytes: LIMIT,
          });
          events.push(...reading.events);
          step = reading;
        }
        expect(events).toEqual(eventsOf(expectedLines(bytes)));
        expect(longest).toBeLessThanOrEqual(stepBytes + 1);
      }),
      { numRuns: 500 },
    );
  });
});

describe("a line longer than the limit", () => {
  test("is reported once, its followers keep their numbers and offsets", () => {
    const bytes = encode(`{"response":"a"}\n${"x".repeat(1000)}\n{"response":"b"}\n`);
    expect(
      linesOf(
        cut(
          bytes,
          Array.from({ length: 200 }, () => 7),
        ),
      ),
    ).toMatchObject([
      { kind: "line", line: 1, byteStart: 0, byteEnd: 16 },
      { kind: "too_long", line: 2 },
      { kind: "line", line: 3, byteStart: 1018, byteEnd: 1034 },
    ]);
  });

  test("is not held in memory", () => {
    const splitter = createLineSplitter({ lineBytes: 1000 });
    const mebibyte = new Uint8Array(1024 * 1024).fill(0x61);
    const before = process.memoryUsage().arrayBuffers;
    for (let count = 0; count < 200; count += 1) splitter.push(mebibyte);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20 * 1024 * 1024);
    expect(splitter.state).toEqual({ byteOffset: 200 * 1024 * 1024, firstLine: 2, insideLongLine: true });
  });
});
