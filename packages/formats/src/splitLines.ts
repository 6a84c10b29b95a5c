/**
 * Bytes to complete lines, with byte offsets and line numbers.
 * Decision: split on the byte 0x0A and not on decoded text. In UTF-8 that byte is never part of another character,
 * so a cut anywhere, also in the middle of a character, changes nothing; splitting decoded strings miscounts.
 * Memory is bounded: of an unfinished line at most `lineBytes` are held, a longer one is reported and then skipped
 * without being kept, also across calls and processes (`insideLongLine`). Lines that hold only white space are
 * counted and not handed out; a byte order mark at offset 0 and a carriage return before the line feed are no part
 * of a line.
 */
import { LIMITS } from "@plumbline/contract";

/** `bytes` are [byteStart, byteEnd) of the input: without line feed, carriage return and byte order mark. */
export type Line =
  | {
      readonly kind: "line";
      readonly line: number;
      readonly bytes: Uint8Array;
      readonly byteStart: number;
      readonly byteEnd: number;
    }
  | { readonly kind: "too_long"; readonly line: number };

export interface SplitterStart {
  /** Position of the first byte that will be pushed. */
  readonly byteOffset?: number | undefined;
  /** Number of the first line that will be handed out, from 1. */
  readonly firstLine?: number | undefined;
  /** The first bytes belong to a line that was reported as too long: skip to its end. */
  readonly insideLongLine?: boolean | undefined;
  readonly lineBytes?: number | undefined;
  /** Hand out lines of white space too, for callers that answer line by line. */
  readonly keepBlank?: boolean | undefined;
}

export interface LineSplitter {
  /** Takes any piece of the input, of any size, in order. The piece may be reused by the caller afterwards. */
  push(chunk: Uint8Array): Line[];
  /** Ends the input: the last line needs no line feed. */
  end(): Line[];
  /** Where to go on later: first byte of the unfinished line, its number, and whether it is being skipped. */
  readonly state: {
    readonly byteOffset: number;
    readonly firstLine: number;
    readonly insideLongLine: boolean;
  };
}

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const SPACE = 0x20;

/** @example createLineSplitter().push(bytes) // [{ kind: "line", line: 1, bytes, byteStart: 0, byteEnd: 17 }] */
export function createLineSplitter(start: SplitterStart = {}): LineSplitter {
  const limit = start.lineBytes ?? LIMITS.lineBytes;
  let lineStart = start.byteOffset ?? 0;
  let line = start.firstLine ?? 1;
  let skipping = start.insideLongLine ?? false;
  let pieces: Uint8Array[] = [];
  let held = 0;

  function finish(last: Uint8Array, into: Line[]): void {
    const length = held + last.length;
    if (skipping) skipping = false;
    else {
      if (length > limit) into.push({ kind: "too_long", line });
      else {
        const found = toLine(
          held === 0 ? last : join([...pieces, last], length),
          line,
          lineStart,
          start.keepBlank,
        );
        if (found !== null) into.push(found);
      }
      line += 1;
    }
    lineStart += length;
    pieces = [];
    held = 0;
  }

  function keep(rest: Uint8Array, into: Line[]): void {
    if (rest.length === 0) return;
    if (!skipping && held + rest.length > limit) {
      into.push({ kind: "too_long", line });
      line += 1;
      skipping = true;
      lineStart += held;
      pieces = [];
      held = 0;
    }
    if (skipping) {
      lineStart += rest.length;
      return;
    }
    pieces.push(rest.slice());
    held += rest.length;
  }

  return {
    push(chunk) {
      const lines: Line[] = [];
      let from = 0;
      for (;;) {
        const at = chunk.indexOf(LINE_FEED, from);
        if (at === -1) break;
        finish(chunk.subarray(from, at), lines);
        lineStart += 1;
        from = at + 1;
      }
      keep(chunk.subarray(from), lines);
      return lines;
    },
    end() {
      const lines: Line[] = [];
      if (held > 0 || skipping) finish(new Uint8Array(0), lines);
      return lines;
    },
    get state() {
      return { byteOffset: lineStart, firstLine: line, insideLongLine: skipping };
    },
  };
}

function toLine(raw: Uint8Array, line: number, offset: number, keepBlank = false): Line | null {
  let start = 0;
  let end = raw.length;
  if (offset === 0 && raw[0] === 0xef && raw[1] === 0xbb && raw[2] === 0xbf) start = 3;
  if (raw[end - 1] === CARRIAGE_RETURN) end -= 1;
  if (!keepBlank && isBlank(raw, start, end)) return null;
  return {
    kind: "line",
    line,
    bytes: raw.subarray(start, end),
    byteStart: offset + start,
    byteEnd: offset + end,
  };
}

function isBlank(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at] ?? SPACE;
    if (byte !== SPACE && (byte < 0x09 || byte > CARRIAGE_RETURN)) return false;
  }
  return true;
}

/** Puts pieces behind one another; `length` is the sum of theirs. */
export function join(pieces: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
