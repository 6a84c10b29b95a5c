/**
 * Problems of a benchmark from a JSONL file, as streaming events.
 * Two shapes: `{id, problem, answer, meta}` as public benchmarks are handed around, and our own
 * `{key, statement, gold, choices, type, tags, cluster}`. In a file of problems `answer` is the gold: there are no
 * responses. A problem without a gold is reported, because nothing could ever be graded against it.
 */
import type { InvalidLine, NewProblem } from "@plumbline/contract";
import {
  findKey,
  GOLD_KEYS,
  ID_KEYS,
  isRecord,
  type JsonRecord,
  nameType,
  PROBLEM_KEYS,
  readText,
} from "./formats/toRow.ts";
import { invalid, parseLine } from "./readLine.ts";
import { type ByteSource, streamLines } from "./readStream.ts";

export type BenchmarkEvent =
  | { readonly kind: "problem"; readonly problem: NewProblem; readonly line: number }
  | { readonly kind: "invalid"; readonly invalid: InvalidLine };

/** Keys of `meta` that sort problems into groups; they become tags `subject:Algebra`. */
const TAG_KEYS = [
  "subject",
  "type",
  "category",
  "Category",
  "subcategory",
  "Subcategory",
  "level",
  "difficulty",
];
const STATEMENT_CHARACTERS = 100_000;

/** Yields one list of events for each piece of input. The second of two rows with the same key is reported. */
export async function* readBenchmarkFile(
  source: ByteSource,
): AsyncGenerator<readonly BenchmarkEvent[], void, undefined> {
  const lineOfKey = new Map<string, number>();
  for await (const lines of streamLines(source)) {
    yield lines.map((line): BenchmarkEvent => {
      const parsed = parseLine(line);
      if (parsed.kind === "invalid") return parsed;
      const problem = toProblem(parsed.record);
      if (typeof problem === "string") return invalid(line.line, "not_a_row", problem);
      const earlier = lineOfKey.get(problem.key);
      if (earlier !== undefined) {
        return invalid(
          line.line,
          "not_a_row",
          `the key ${problem.key.slice(0, 80)} is used on line ${earlier} already`,
        );
      }
      lineOfKey.set(problem.key, line.line);
      return { kind: "problem", problem, line: line.line };
    });
  }
}

/** One record as a problem; a string is the reason why it is none. */
function toProblem(record: unknown): NewProblem | string {
  if (!isRecord(record)) return `a problem is a JSON object, not ${nameType(record)}`;
  const key = readText(record, findKey(record, ["key", ...ID_KEYS]));
  const statement = readText(record, findKey(record, ["statement", ...PROBLEM_KEYS]));
  const gold = readText(record, findKey(record, [...GOLD_KEYS, "answer"]));
  for (const part of [key, statement, gold]) if (typeof part === "object") return part.reason;
  if (typeof key !== "string" || key === "") return "the problem has no `id` (or `key`)";
  if (key.length > 512) return `the key has ${key.length} characters, more than 512`;
  if (typeof gold !== "string" || gold.trim() === "") return "the problem has no `answer` (or `gold`)";
  if (typeof statement === "string" && statement.length > STATEMENT_CHARACTERS) {
    return `the statement has ${statement.length} characters, more than ${STATEMENT_CHARACTERS}`;
  }
  const meta: JsonRecord = isRecord(record["meta"]) ? record["meta"] : {};
  const choices = toChoices(record["choices"] ?? meta["choices"] ?? meta["options"]);
  const type = toType(record["type"]);
  const tags = toTags(record["tags"], meta);
  const cluster = record["cluster"] ?? meta["cluster"];
  const constraint = record["constraint"];
  return {
    key,
    statement: typeof statement === "string" ? statement : "",
    spec: {
      gold,
      ...(type === undefined ? {} : { type }),
      ...(choices === undefined ? {} : { choices }),
      ...(typeof constraint === "string" ? { constraint } : {}),
    },
    ...(typeof cluster === "string" ? { cluster } : {}),
    ...(tags.length === 0 ? {} : { tags }),
  };
}

function toType(value: unknown): NewProblem["spec"]["type"] {
  return value === "auto" || value === "math" || value === "text" || value === "choice" ? value : undefined;
}

/** `{A: "12"}` as it is; `["12", "13"]` by letters in order. */
function toChoices(value: unknown): Readonly<Record<string, string>> | undefined {
  if (Array.isArray(value) && value.length > 0 && value.length <= 26) {
    if (!value.every((text) => typeof text === "string")) return undefined;
    return Object.fromEntries(value.map((text, at) => [String.fromCharCode(65 + at), text]));
  }
  if (!isRecord(value)) return undefined;
  const entries = Object.entries(value);
  const usable = entries.every(([letter, text]) => letter.length <= 8 && typeof text === "string");
  return usable && entries.length > 0 ? (value as Record<string, string>) : undefined;
}

function toTags(own: unknown, meta: JsonRecord): string[] {
  if (Array.isArray(own)) return own.filter((tag) => typeof tag === "string");
  return TAG_KEYS.flatMap((key) => {
    const value = meta[key];
    const short = (typeof value === "string" && value.length <= 60) || typeof value === "number";
    return short ? [`${key.toLowerCase()}:${value}`] : [];
  });
}
