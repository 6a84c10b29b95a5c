/**
 * One line of `plumb check`: `{"id", "gold", "pred", "type"?, "policy"?, "choices"?}` to
 * `{"id", "outcome", "extracted", "relation", "by", "evidence", "fuel"}`, or to `{"line", "invalid_input"}`.
 * Decision: checked by hand and not by a schema, because it runs once per pair and pairs come by the million.
 */
import { type Line, parseLine } from "@plumbline/formats";
import { type AnswerPair, gradeAnswer } from "@plumbline/grading";

const TYPES = ["auto", "math", "text", "choice"] as const;
const POLICIES = ["default", "exact", "relative"] as const;

/** The reply to one line, as JSON text. Never throws. */
export function checkLine(line: Line): string {
  const parsed = parseLine(line);
  if (parsed.kind === "invalid") return refuse(line.line, parsed.invalid.reason);
  const request = toRequest(parsed.record);
  if (typeof request === "string") return refuse(line.line, request);
  const { outcome, extracted, relation, by, evidence, fuel } = gradeAnswer(request.pair);
  return JSON.stringify({ id: request.id, outcome, extracted, relation, by, evidence, fuel });
}

interface Request {
  readonly id: string | number;
  readonly pair: AnswerPair;
}

function toRequest(record: unknown): Request | string {
  if (typeof record !== "object" || record === null || Array.isArray(record))
    return "a pair is a JSON object";
  const { id, gold, pred, type, policy, choices } = record as Readonly<Record<string, unknown>>;
  if (typeof id !== "string" && typeof id !== "number") return "`id` must be a text or a number";
  if (typeof gold !== "string") return "`gold` must be a text";
  if (typeof pred !== "string") return "`pred` must be a text";
  const knownType = TYPES.find((name) => name === type);
  if (type !== undefined && knownType === undefined) return `\`type\` must be one of ${TYPES.join(", ")}`;
  const knownPolicy = POLICIES.find((name) => name === policy);
  if (policy !== undefined && knownPolicy === undefined)
    return `\`policy\` must be one of ${POLICIES.join(", ")}`;
  if (choices !== undefined && !isTexts(choices)) return "`choices` must be an object of texts";
  return { id, pair: { gold, pred, type: knownType, policy: knownPolicy, choices } };
}

function isTexts(value: unknown): value is Readonly<Record<string, string>> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  return Object.values(value).every((text) => typeof text === "string");
}

function refuse(line: number, why: string): string {
  return JSON.stringify({ line, invalid_input: why });
}
