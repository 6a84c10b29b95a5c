/** One line to what it says: samples, or the reason why it is none. Never throws. */
import { type InvalidLine, type InvalidLineCode, LIMITS } from "@plumbline/contract";
import { locateJsonError } from "./locateJsonError.ts";
import type { LineFormat, ReadEvent, ReadOptions } from "./reader.ts";
import type { Line } from "./splitLines.ts";

const LIMIT_MEBIBYTES = LIMITS.lineBytes / 1024 / 1024;
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** The JSON value on a line, or what is wrong with the line. */
export type LineRecord =
  | { readonly kind: "record"; readonly record: unknown }
  | { readonly kind: "invalid"; readonly invalid: InvalidLine };

export function parseLine(line: Line): LineRecord {
  if (line.kind === "too_long") {
    return invalid(
      line.line,
      "line_too_long",
      `the line is longer than ${LIMIT_MEBIBYTES} MiB and was skipped`,
    );
  }
  let text: string;
  try {
    text = decoder.decode(line.bytes);
  } catch {
    return invalid(line.line, "not_utf8", "the line is not UTF-8: save the file as UTF-8");
  }
  try {
    return { kind: "record", record: JSON.parse(text) };
  } catch {
    const error = locateJsonError(text);
    if (error === null) return invalid(line.line, "not_json", "the line is not JSON");
    return invalid(line.line, "not_json", error.reason, error.position + 1);
  }
}

/** A record of several samples gives several events, in their order. */
export function readLine(line: Line, format: LineFormat, options: ReadOptions = {}): ReadEvent[] {
  const parsed = parseLine(line);
  if (parsed.kind === "invalid" || line.kind === "too_long") {
    return parsed.kind === "invalid" ? [parsed] : [];
  }
  const reading = format.toRows(parsed.record, options);
  if ("reason" in reading) return [invalid(line.line, "not_a_row", reading.reason)];
  const { byteStart, byteEnd } = line;
  return reading.rows.map((row, item) => ({ kind: "row", row, line: line.line, byteStart, byteEnd, item }));
}

/** @example invalid(7, "not_a_row", "`response` is missing") */
export function invalid(
  line: number,
  code: InvalidLineCode,
  reason: string,
  column?: number,
): { readonly kind: "invalid"; readonly invalid: InvalidLine } {
  return { kind: "invalid", invalid: { line, code, reason, ...(column === undefined ? {} : { column }) } };
}
