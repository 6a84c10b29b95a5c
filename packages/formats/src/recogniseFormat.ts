/**
 * What a file is, from its first bytes.
 * Decision: magic bytes first, because a packed file must be named for what it is and not as "bad JSON"; then the
 * first records are shown to the readers in order. What cannot be read is refused by name, with what to do about it.
 */

import { type InvalidLine, LIMITS } from "@plumbline/contract";
import { isRecord, toAnswerRole, UNCLEAR_ANSWER } from "./formats/toRow.ts";
import { LINE_FORMATS } from "./lineFormats.ts";
import type { LineFormat, ReadOptions } from "./reader.ts";
import { parseLine } from "./readLine.ts";
import { createLineSplitter } from "./splitLines.ts";

export type FileRefusalCode =
  | "empty"
  | "zip"
  | "gzip"
  | "zstd"
  | "parquet"
  | "utf16"
  | "binary"
  | "json_document"
  | "json_array"
  | "not_json_lines"
  | "unknown_rows"
  | "unclear_answer";

export interface FileRefusal {
  readonly code: FileRefusalCode;
  /** What was found. */
  readonly message: string;
  /** What to do about it. */
  readonly fix: string;
}

export type Recognition =
  | {
      readonly status: "recognised";
      readonly format: LineFormat;
      /** What is taken for granted about the rows, for people. */
      readonly assumptions: readonly string[];
    }
  | { readonly status: "refused"; readonly refusal: FileRefusal }
  /** No line ends in these bytes: show more of the file. Never said when `atEnd`. */
  | { readonly status: "more" };

/** Records that are looked at before a file is refused. */
const RECORDS_TRIED = 20;
const LINES_TRIED = 200;
/** A file whose first lines are all too long is given up after this many bytes. */
const LONGEST_HEAD = 3 * LIMITS.lineBytes;
const ROWS_HINT =
  "A row is one JSON object on one line, for example " +
  '{"problem_id": "p1", "gold": "42", "response": "... so the answer is 42", "model": "my-model"}';

/** @param bytes the start of the file: 64 KiB do, unless its first line is longer. */
export function recogniseFormat(
  bytes: Uint8Array,
  options: ReadOptions & { readonly atEnd: boolean },
): Recognition {
  const packed = recognisePacked(bytes);
  if (packed !== null) return refuse(...packed);

  const splitter = createLineSplitter();
  const lines = splitter.push(bytes);
  if (options.atEnd) lines.push(...splitter.end());
  const onlyLong = lines.every((line) => line.kind === "too_long");
  if (onlyLong && !options.atEnd && bytes.length < LONGEST_HEAD) return { status: "more" };
  if (lines.length === 0) {
    return refuse("empty", "The file has no rows.", ROWS_HINT);
  }
  const records: unknown[] = [];
  let firstError: InvalidLine | null = null;
  for (const line of lines.slice(0, LINES_TRIED)) {
    const parsed = parseLine(line);
    if (parsed.kind === "record") records.push(parsed.record);
    else firstError ??= parsed.invalid;
    if (records.length === RECORDS_TRIED) break;
  }
  if (firstVisible(bytes) === OPENING_BRACKET) {
    return refuse("json_array", "The file is one JSON array, not one object per line.", ARRAY_FIX);
  }
  return !records.some(isRecord) ? refuseText(bytes, firstError) : recogniseRecords(records, options);
}

function recogniseRecords(records: readonly unknown[], options: ReadOptions): Recognition {
  const unclear = records.every((record) => isRecord(record) && toAnswerRole(record, {}) === "unclear");
  for (const record of records) {
    const best = LINE_FORMATS.map((format) => ({ format, sure: format.recognise(record) })).reduce(
      (left, right) => (right.sure > left.sure ? right : left),
    );
    if (best.sure > 0) {
      const { format } = best;
      return { status: "recognised", format, assumptions: format.assumptionsFor(record) };
    }
  }
  const first = records[0];
  if (unclear) {
    const format = LINE_FORMATS[0];
    if (options.answerIs === "response" && format !== undefined) {
      return { status: "recognised", format, assumptions: ["`answer` is read as the response, as you said"] };
    }
    if (options.answerIs === "gold") {
      return refuse("unknown_rows", "With `answer` as the gold, these rows have no response.", ROWS_HINT);
    }
    return refuse("unclear_answer", `In these rows ${UNCLEAR_ANSWER.split(":")[0]}.`, ANSWER_FIX);
  }
  const keys = isRecord(first) ? Object.keys(first).slice(0, 12).join(", ") : String(first).slice(0, 40);
  return refuse("unknown_rows", `No reader knows rows like these (found: ${keys}).`, ROWS_HINT);
}

const OPENING_BRACKET = 0x5b;
const ARRAY_FIX = "Turn it into lines: jq -c '.[]' FILE > rows.jsonl";
const ANSWER_FIX = "Say which with --answer-is gold or --answer-is response, or rename the key.";

/** The name of a packed or binary file, with what to do; null for text. */
function recognisePacked(bytes: Uint8Array): readonly [FileRefusalCode, string, string] | null {
  const starts = (...magic: number[]) => magic.every((byte, at) => bytes[at] === byte);
  if (starts(0x50, 0x4b, 0x03, 0x04) || starts(0x50, 0x4b, 0x05, 0x06)) {
    return ["zip", "The file is a zip archive.", "Unpack it and give the JSONL file inside."];
  }
  if (starts(0x1f, 0x8b)) return ["gzip", "The file is packed with gzip.", "Unpack it: gunzip FILE"];
  if (starts(0x28, 0xb5, 0x2f, 0xfd)) {
    return ["zstd", "The file is packed with zstd.", "Unpack it: zstd -d FILE"];
  }
  if (starts(0x50, 0x41, 0x52, 0x31)) {
    return [
      "parquet",
      "The file is a Parquet table.",
      "Turn it into JSONL, in Python: pandas.read_parquet(FILE).to_json('rows.jsonl', orient='records', lines=True)",
    ];
  }
  const head = bytes.subarray(0, 4096);
  if (starts(0xff, 0xfe) || starts(0xfe, 0xff) || looksLikeUtf16(head)) {
    return [
      "utf16",
      "The file is UTF-16 text.",
      "Save it as UTF-8: iconv -f UTF-16 -t UTF-8 FILE > rows.jsonl",
    ];
  }
  if (head.includes(0)) return ["binary", "The file is binary, not text.", ROWS_HINT];
  return null;
}

/** Every other byte of Latin text is zero in UTF-16. */
function looksLikeUtf16(head: Uint8Array): boolean {
  if (head.length < 4) return false;
  const zeros = [0, 0];
  for (const [at, byte] of head.entries()) if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  return Math.max(even, odd) > head.length * 0.4 && Math.min(even, odd) < head.length * 0.05;
}

/** None of the first lines is JSON: a document over several lines, or no JSON at all. */
function refuseText(bytes: Uint8Array, firstError: InvalidLine | null): Recognition {
  const secondLine = bytes.subarray(bytes.indexOf(0x0a) + 1).find((byte) => byte > 0x20);
  if (firstVisible(bytes) === 0x7b && secondLine === 0x22) {
    return refuse(
      "json_document",
      "The file is one JSON document over several lines, not one object per line.",
      "If it is a single row, put it on one line: jq -c . FILE > rows.jsonl. If its rows are in a list inside: jq -c '.LIST[]' FILE > rows.jsonl",
    );
  }
  const column = firstError?.column === undefined ? "" : `, column ${firstError.column}`;
  const example = firstError === null ? "" : ` (line ${firstError.line}${column}: ${firstError.reason})`;
  return refuse("not_json_lines", `None of the first lines is a JSON object${example}.`, ROWS_HINT);
}

/** The first byte that is neither white space nor a byte order mark. */
function firstVisible(bytes: Uint8Array): number | undefined {
  return bytes.find((byte) => byte > 0x20 && byte !== 0xef && byte !== 0xbb && byte !== 0xbf);
}

function refuse(code: FileRefusalCode, message: string, fix: string): Recognition {
  return { status: "refused", refusal: { code, message, fix } };
}
