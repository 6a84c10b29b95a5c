/**
 * One JSON object with one response to an interchange row.
 * Decision: names that other tools use for the same thing are read as if they were ours (`question`, `target`,
 * `completion` ...), the first one present wins; every key that is not read goes to `meta`, so nothing is lost.
 * `answer` is the one name that means the gold in some files and the response in others: it is read only where the
 * other of the two is there under its own name, or where the user said what it is.
 */
import type { Finish, InterchangeRow } from "@plumbline/contract";
import type { ReadOptions } from "../reader.ts";

export const ID_KEYS = [
  "problem_id",
  "id",
  "question_id",
  "unique_id",
  "task_id",
  "doc_id",
  "problem_idx",
  "idx",
];
export const PROBLEM_KEYS = ["problem", "question", "statement", "prompt"];
export const GOLD_KEYS = [
  "gold",
  "gold_answer",
  "expected_answer",
  "ground_truth",
  "reference_answer",
  "target",
];
export const RESPONSE_KEYS = ["response", "completion", "generation", "output", "model_output"];
const MODEL_KEYS = ["model", "model_name"];
const TOKENS_IN_KEYS = ["tokens_in", "prompt_tokens", "input_tokens"];
const TOKENS_OUT_KEYS = ["tokens_out", "completion_tokens", "output_tokens", "num_generated_tokens"];
const FINISH_KEYS = ["finish", "finish_reason", "stop_reason"];

const FINISHES: Readonly<Record<string, Finish>> = {
  stop: "stop",
  eos: "stop",
  end_turn: "stop",
  stop_sequence: "stop",
  length: "length",
  max_tokens: "length",
  max_length: "length",
  content_filter: "content_filter",
  refusal: "content_filter",
  error: "error",
};

export type JsonRecord = Readonly<Record<string, unknown>>;

/** A JSON object, not a list and not null. */
export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The first of the keys that the record has with something in it. */
export function findKey(record: JsonRecord, keys: readonly string[]): string | undefined {
  return keys.find((key) => Object.hasOwn(record, key) && record[key] !== null && record[key] !== undefined);
}

/** What `answer` is in this record: read by elimination, or as the user said; `unclear` is never guessed. */
export function toAnswerRole(
  record: JsonRecord,
  options: ReadOptions,
): "gold" | "response" | "meta" | "unclear" {
  const response = findKey(record, RESPONSE_KEYS) !== undefined;
  const gold = findKey(record, GOLD_KEYS) !== undefined;
  if (findKey(record, ["answer"]) === undefined || (response && gold)) return "meta";
  if (options.answerIs !== undefined) {
    const filled = options.answerIs === "gold" ? gold : response;
    return filled ? "meta" : options.answerIs;
  }
  if (response) return "gold";
  return gold ? "response" : "unclear";
}

export const UNCLEAR_ANSWER =
  "`answer` could be the gold or the response: rename it, or say which with --answer-is gold or --answer-is response";

/** Reads one record; a string is the reason why it is no row. */
export function toRow(record: JsonRecord, options: ReadOptions): InterchangeRow | string {
  const role = toAnswerRole(record, options);
  if (role === "unclear") return UNCLEAR_ANSWER;
  const keys = {
    id: findKey(record, ID_KEYS),
    problem: findTextKey(record, PROBLEM_KEYS),
    gold: role === "gold" ? "answer" : findKey(record, GOLD_KEYS),
    response: role === "response" ? "answer" : findKey(record, RESPONSE_KEYS),
    model: findTextKey(record, MODEL_KEYS),
    index: findKey(record, ["sample_index", "sample"]),
    tokensIn: findKey(record, TOKENS_IN_KEYS),
    tokensOut: findKey(record, TOKENS_OUT_KEYS),
    cost: findKey(record, ["cost"]),
    finish: findTextKey(record, FINISH_KEYS),
  };
  if (keys.response === undefined) return `\`response\` is missing${saw(record)}`;
  const response = record[keys.response];
  if (typeof response !== "string") return `\`${keys.response}\` must be a text, not ${nameType(response)}`;
  const id = readText(record, keys.id);
  const gold = readText(record, keys.gold);
  const index = readNumber(record, keys.index) ?? readNestedIndex(record);
  const numbers = {
    tokens_in: readNumber(record, keys.tokensIn),
    tokens_out: readNumber(record, keys.tokensOut),
    cost: readNumber(record, keys.cost),
  };
  for (const part of [id, gold, index, ...Object.values(numbers)]) {
    if (part !== undefined && typeof part === "object") return part.reason;
  }
  if (typeof id === "string" && (id === "" || id.length > 512)) {
    return `\`${keys.id}\` must have 1 to 512 characters, it has ${id.length}`;
  }
  if (typeof index === "number" && !Number.isInteger(index))
    return `\`${keys.index}\` must be a whole number`;
  const used = new Set<string>(Object.values(keys).filter((key) => key !== undefined));
  const meta = toMeta(record, used);
  return {
    problem_id: typeof id === "string" ? id : null,
    ...(typeof index === "number" ? { sample_index: index } : {}),
    ...(keys.problem === undefined ? {} : { problem: record[keys.problem] as string }),
    ...(typeof gold === "string" ? { gold } : {}),
    response,
    ...(keys.model === undefined ? {} : { model: record[keys.model] as string }),
    ...onlyNumbers(numbers),
    ...(keys.finish === undefined ? {} : { finish: toFinish(record[keys.finish] as string) }),
    ...(meta === null ? {} : { meta }),
  };
}

interface Unreadable {
  readonly reason: string;
}

/** A text; a number is taken as it prints, unless printing may have changed it. */
export function readText(record: JsonRecord, key: string | undefined): string | undefined | Unreadable {
  if (key === undefined) return undefined;
  const value = record[key];
  if (typeof value === "string") return value;
  if (typeof value === "boolean") return String(value);
  if (typeof value !== "number") {
    return { reason: `\`${key}\` must be a text or a number, not ${nameType(value)}` };
  }
  const exact = Number.isInteger(value) ? Number.isSafeInteger(value) : String(value).length <= 17;
  if (exact) return String(value);
  return { reason: `\`${key}\` is a number of too many digits to be read exactly: put it in quotes` };
}

function readNumber(record: JsonRecord, key: string | undefined): number | undefined | Unreadable {
  if (key === undefined) return undefined;
  const value = record[key];
  if (typeof value === "number" && value >= 0) return value;
  return { reason: `\`${key}\` must be a number of 0 or more, not ${nameType(value)}` };
}

/** Rows made from other tools' files often carry the index in `meta.sample`. */
function readNestedIndex(record: JsonRecord): number | undefined {
  const meta = record["meta"];
  const sample = isRecord(meta) ? meta["sample"] : undefined;
  return typeof sample === "number" && Number.isInteger(sample) && sample >= 0 ? sample : undefined;
}

function findTextKey(record: JsonRecord, keys: readonly string[]): string | undefined {
  return keys.find(
    (key) => Object.hasOwn(record, key) && typeof record[key] === "string" && record[key] !== "",
  );
}

function onlyNumbers(
  numbers: Readonly<Record<"tokens_in" | "tokens_out" | "cost", unknown>>,
): Partial<InterchangeRow> {
  return Object.fromEntries(Object.entries(numbers).filter(([, value]) => typeof value === "number"));
}

function toMeta(record: JsonRecord, used: ReadonlySet<string>): JsonRecord | null {
  const own = record["meta"];
  const rest = Object.entries(record).filter(
    ([key, value]) => value !== null && !used.has(key) && !(key === "meta" && isRecord(own)),
  );
  if (!isRecord(own) && rest.length === 0) return null;
  return { ...(isRecord(own) ? own : {}), ...Object.fromEntries(rest) };
}

function toFinish(text: string): Finish {
  const name = text.toLowerCase();
  return Object.hasOwn(FINISHES, name) ? (FINISHES[name] ?? "unknown") : "unknown";
}

function saw(record: JsonRecord): string {
  const keys = Object.keys(record)
    .slice(0, 8)
    .map((key) => `\`${key.slice(0, 40)}\``);
  return keys.length === 0 ? ": the object is empty" : `; the row has ${keys.join(", ")}`;
}

/** @example nameType([1]) === "a list" */
export function nameType(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "an object";
  if (typeof value === "string") return "a text";
  if (typeof value === "number") return `the number ${value}`;
  return typeof value === "boolean" ? String(value) : "nothing";
}
