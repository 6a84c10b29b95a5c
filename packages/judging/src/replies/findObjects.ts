/**
 * The JSON objects in a text, outermost ones, in their order.
 * Decision: braces are tried from left to right, and one that does not open readable JSON (LaTeX, sets, code) is stepped
 * over by one character. The work is bounded by a number of characters, not by trust: a text of opening braces would
 * otherwise cost the square of its length. Backslashes that JSON does not know ("\sqrt") are doubled, because judges
 * quote LaTeX.
 */
import { scanObject } from "./scanObject.ts";

export interface FoundObject {
  readonly value: Readonly<Record<string, unknown>>;
  /** As it stands in the text. */
  readonly text: string;
  readonly duplicateKey: string | null;
}

/** Characters looked at, all tries together, for each character of the text and at least. */
const FUEL_PER_CHARACTER = 16;
const LEAST_FUEL = 100_000;

/** @example findObjects('Set {1}: {"verdict": "pass"} done')[0]?.value // { verdict: "pass" } */
export function findObjects(text: string): readonly FoundObject[] {
  const found: FoundObject[] = [];
  let fuel = LEAST_FUEL + FUEL_PER_CHARACTER * text.length;
  let at = text.indexOf("{");
  while (at >= 0 && fuel > 0) {
    const scanned = scanObject(text, at);
    fuel -= (scanned.end ?? scanned.scanned) - at + 1;
    const object = scanned.end === null ? null : parseObject(text.slice(at, scanned.end));
    if (object !== null && scanned.end !== null) {
      found.push({
        value: object,
        text: text.slice(at, scanned.end),
        duplicateKey: scanned.duplicateKey,
      });
      at = text.indexOf("{", scanned.end);
    } else at = text.indexOf("{", at + 1);
  }
  return found;
}

function parseObject(text: string): Readonly<Record<string, unknown>> | null {
  const value = parse(text) ?? parse(doubleStrangeBackslashes(text));
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : null;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function doubleStrangeBackslashes(text: string): string {
  return text.replace(/\\(?:u[0-9a-fA-F]{4}|["\\/bfnrt]|)/gu, (sequence) =>
    sequence === "\\" ? "\\\\" : sequence,
  );
}

/** A value with keys in order and no white space: equal texts for equal values. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
    return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`).join(",")}}`;
  }
  return JSON.stringify(value) ?? "null";
}
