/**
 * `{"answer": "42"}`: the value of the last answer key of a JSON object, fenced or bare.
 * Only the value is read, so that reasoning in the same object, or an object that was cut off after it, does no harm.
 */
import type { Found, Rule } from "../rule.ts";
import type { Section } from "../section.ts";

const KEYS: readonly string[] = [
  '"final_answer"',
  '"answer"',
  '"final answer"',
  '"finalanswer"',
  '"correct_answer"',
];

export const jsonAnswer: Rule = {
  name: "json_answer",
  find: (section) => {
    let best: Found | null = null;
    for (const key of KEYS) {
      const at = section.lower.lastIndexOf(key, section.end - key.length);
      if (at < section.start || (best !== null && at < best.at)) continue;
      const found = readValue(section, at, at + key.length);
      if (found !== null) best = found;
    }
    return best;
  },
};

function readValue({ text, end }: Section, at: number, from: number): Found | null {
  let start = from;
  while (start < end && /\s/u.test(text[start] ?? "")) start += 1;
  if (text[start] !== ":") return null;
  start += 1;
  while (start < end && /\s/u.test(text[start] ?? "")) start += 1;
  if (text[start] === '"') return readString(text, at, start, end);
  let stop = start;
  let depth = 0;
  while (stop < end) {
    const character = text[stop] ?? "";
    if (depth === 0 && (character === "," || character === "}" || character === "\n")) break;
    if (character === "[") depth += 1;
    if (character === "]") depth -= 1;
    stop += 1;
  }
  const value = text.slice(start, stop).trimEnd();
  if (value === "" || value === "null") return null;
  return { text: value, start, end: start + value.length, at };
}

function readString(text: string, at: number, quote: number, end: number): Found | null {
  let close = quote + 1;
  while (close < end && text[close] !== '"') close += text[close] === "\\" ? 2 : 1;
  if (close >= end) return null;
  const raw = text.slice(quote + 1, close);
  const value = unescapeJson(raw);
  return value.trim() === "" ? null : { text: value, start: quote + 1, end: close, at };
}

/** Models write LaTeX into JSON with one backslash as often as with two. */
function unescapeJson(raw: string): string {
  const doubled = !/(?:^|[^\\])\\[a-zA-Z({[]/u.test(raw) || /(?:^|[^\\])\\[nt"](?![a-z])/u.test(raw);
  if (!doubled) return raw;
  try {
    return String(JSON.parse(`"${raw}"`));
  } catch {
    return raw;
  }
}
