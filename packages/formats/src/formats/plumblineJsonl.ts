/** The interchange row itself, and the names that rows of other origins use for the same things. */
import type { LineFormat } from "../reader.ts";
import { findKey, GOLD_KEYS, isRecord, nameType, RESPONSE_KEYS, toAnswerRole, toRow } from "./toRow.ts";

export const plumblineJsonl: LineFormat = {
  id: "plumbline-jsonl",
  name: "Plumbline JSONL, one sample per line",

  recognise(first) {
    if (!isRecord(first)) return 0;
    if (typeof first["response"] === "string") return typeof first["problem_id"] === "string" ? 1 : 0.9;
    const key = findKey(first, RESPONSE_KEYS);
    if (key !== undefined) return typeof first[key] === "string" ? 0.7 : 0;
    return toAnswerRole(first, {}) === "response" ? 0.5 : 0;
  },

  toRows(record, options = {}) {
    if (!isRecord(record)) return { reason: `a row is a JSON object, not ${nameType(record)}` };
    const row = toRow(record, options);
    return typeof row === "string" ? { reason: row } : { rows: [row] };
  },

  assumptionsFor(record) {
    return isRecord(record) ? assumptionsOf(record) : [];
  },
};

/** What is taken for granted about the names in the record, for people. */
export function assumptionsOf(record: Parameters<typeof findKey>[0]): readonly string[] {
  const found: string[] = [];
  const role = toAnswerRole(record, {});
  if (role === "gold" || role === "response") found.push(`\`answer\` is read as the ${role}`);
  const response = findKey(record, RESPONSE_KEYS);
  if (response !== undefined && response !== "response")
    found.push(`\`${response}\` is read as the response`);
  const gold = findKey(record, GOLD_KEYS);
  if (gold !== undefined && gold !== "gold") found.push(`\`${gold}\` is read as the gold`);
  return found;
}
