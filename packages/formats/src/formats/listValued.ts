/**
 * Rows of several responses to one problem: `responses`, `completions`, `generations`, `outputs` or `samples` is a
 * list of texts. Decision: each text is a sample, without an index of its own, so that several rows of one problem
 * (seeds) add up in file order; token counts and the like may be lists of the same length.
 */
import type { InterchangeRow } from "@plumbline/contract";
import type { LineFormat } from "../reader.ts";
import { assumptionsOf } from "./plumblineJsonl.ts";
import { isRecord, type JsonRecord, nameType, toRow } from "./toRow.ts";

const LIST_KEYS = ["responses", "completions", "generations", "outputs", "samples"];
/** Singular names are lists in some files. */
const SINGULAR_KEYS = ["response", "completion", "generation", "output"];
const PER_ITEM_KEYS = ["tokens_in", "tokens_out", "completion_tokens", "cost", "finish", "finish_reason"];

export const listValued: LineFormat = {
  id: "list-valued",
  name: "rows with lists of responses",

  recognise(first) {
    if (!isRecord(first)) return 0;
    const key = findListKey(first);
    const list = key === undefined ? undefined : first[key];
    return Array.isArray(list) && list.every((item) => typeof item === "string") ? 0.8 : 0;
  },

  toRows(record, options = {}) {
    if (!isRecord(record)) return { reason: `a row is a JSON object, not ${nameType(record)}` };
    const key = findListKey(record);
    if (key === undefined) return { reason: `none of ${LIST_KEYS.join(", ")} is a list in this row` };
    const list = record[key] as readonly unknown[];
    const rows: InterchangeRow[] = [];
    for (const [item, response] of list.entries()) {
      if (typeof response !== "string") {
        return { reason: `item ${item + 1} of \`${key}\` must be a text, not ${nameType(response)}` };
      }
      const row = toRow(pickItem(record, key, item, list.length), options);
      if (typeof row === "string") return { reason: row };
      rows.push(row);
    }
    return { rows };
  },

  assumptionsFor(record) {
    const key = isRecord(record) ? findListKey(record) : undefined;
    if (!isRecord(record) || key === undefined) return [];
    return [`each text in \`${key}\` is a sample`, ...assumptionsOf(pickItem(record, key, 0, 1))].filter(
      (assumption) => !assumption.endsWith("is read as the response"),
    );
  },
};

function findListKey(record: JsonRecord): string | undefined {
  return [...LIST_KEYS, ...SINGULAR_KEYS].find((key) => Array.isArray(record[key]));
}

/** The record as if it held this one response alone. */
function pickItem(record: JsonRecord, listKey: string, item: number, length: number): JsonRecord {
  const { [listKey]: list, sample_index: _, sample: __, ...rest } = record;
  const single = PER_ITEM_KEYS.flatMap((key) => {
    const values = rest[key];
    return Array.isArray(values) && values.length === length ? [[key, values[item]]] : [];
  });
  const response = Array.isArray(list) ? list[item] : null;
  return { ...rest, ...Object.fromEntries(single), response: response ?? "" };
}
