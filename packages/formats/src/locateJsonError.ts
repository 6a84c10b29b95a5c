/**
 * Where a text stops being JSON, and why, in words.
 * Decision: an own scan instead of the engine's message, because engines word it differently and leave the position
 * out for short texts; it runs only on lines that `JSON.parse` refused. Iterative, so depth is no danger.
 * It is a recogniser only: it agrees with `JSON.parse` on every text (a property test holds it to that).
 */

export interface JsonError {
  /** UTF-16 position of the first character that cannot stand there, from 0; the text's length where it is cut off. */
  readonly position: number;
  readonly reason: string;
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const CUT_OFF = "the line ends in the middle of a value: was the file cut off?";

/** Null where the text is JSON. @example locateJsonError("{'a': 1}") // { position: 1, reason: "..." } */
export function locateJsonError(text: string): JsonError | null {
  const open: ("{" | "[")[] = [];
  let at = skipSpace(text, 0);
  let expected: "value" | "key" | "first key" | "first item" | "after" = "value";
  for (;;) {
    at = skipSpace(text, at);
    const character = text[at];
    if (character === undefined) {
      if (expected === "after" && open.length === 0) return null;
      return { position: at, reason: text.trim() === "" ? "the line is empty" : CUT_OFF };
    }
    if (expected === "after") {
      const inside = open.at(-1);
      if (inside === undefined)
        return { position: at, reason: "something follows the end of the JSON value" };
      if (character === ",") {
        expected = inside === "{" ? "key" : "value";
        at += 1;
      } else if (character === (inside === "{" ? "}" : "]")) {
        open.pop();
        at += 1;
      } else {
        return {
          position: at,
          reason: `a comma or ${inside === "{" ? "}" : "]"} is missing before this place`,
        };
      }
      continue;
    }
    if ((expected === "first key" && character === "}") || (expected === "first item" && character === "]")) {
      open.pop();
      at += 1;
      expected = "after";
      continue;
    }
    if (expected === "key" || expected === "first key") {
      if (character !== '"') return { position: at, reason: explainKey(character) };
      const key = scanString(text, at);
      if (typeof key !== "number") return key;
      at = skipSpace(text, key);
      if (text[at] !== ":") {
        return { position: at, reason: at >= text.length ? CUT_OFF : "a colon is missing after the key" };
      }
      at += 1;
      expected = "value";
      continue;
    }
    if (character === "{" || character === "[") {
      open.push(character);
      expected = character === "{" ? "first key" : "first item";
      at += 1;
      continue;
    }
    const end = scanScalar(text, at);
    if (typeof end !== "number") return end;
    at = end;
    expected = "after";
  }
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && " \t\n\r".includes(text.charAt(at))) at += 1;
  return at;
}

/** End of the string, number or word that starts at `from`, or the error. */
function scanScalar(text: string, from: number): number | JsonError {
  if (text[from] === '"') return scanString(text, from);
  for (const word of ["true", "false", "null"]) {
    if (text.startsWith(word, from)) return from + word.length;
  }
  NUMBER.lastIndex = from;
  const number = NUMBER.exec(text);
  if (number !== null) return from + number[0].length;
  const word = /[-\p{L}']+/uy;
  word.lastIndex = from;
  const found = word.exec(text)?.[0] ?? text.slice(from, from + 1);
  return { position: from, reason: explainWord(found) };
}

/** A loop and not one expression: an expression over a text of megabytes runs out of backtracking space. */
function scanString(text: string, from: number): number | JsonError {
  let at = from + 1;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === 0x22) return at + 1;
    if (code < 0x20) {
      return {
        position: at,
        reason: "a text holds a raw control character: write it as \\n, \\t or \\u00XX",
      };
    }
    if (code === 0x5c) {
      ESCAPE.lastIndex = at;
      const found = ESCAPE.exec(text);
      if (found === null) {
        return {
          position: at,
          reason: "a backslash in a text must be written twice (or the line is cut off)",
        };
      }
      at += found[0].length;
    } else at += 1;
  }
  return { position: at, reason: CUT_OFF };
}

function explainKey(character: string): string {
  if (character === "'") return 'keys are written in double quotes, "key", not in single ones';
  if (character === "}") return "a comma stands before the closing }";
  return "a key in double quotes is expected here";
}

function explainWord(word: string): string {
  if (word.startsWith("'")) return "texts are written in double quotes, not in single ones";
  if (/^-?(?:NaN|Infinity)$/.test(word)) return `${word} is no JSON value: write null or a number`;
  if (/^(?:True|False|None)$/.test(word)) return `${word} is Python: JSON writes true, false and null`;
  if (word === "]" || word === "}" || word === ",") return `a value is missing before ${word}`;
  return "no JSON value starts here";
}
