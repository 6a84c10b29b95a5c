/**
 * One JSON object as it stands in a text: where it ends and which key it says twice. `JSON.parse` keeps the last of two
 * equal keys without a word, and a verdict said twice is no verdict.
 */

/** Deeper nesting than any judge's reply has; what is deeper is not read. */
const DEEPEST = 32;

export interface ScannedObject {
  /** Position after the closing brace. */
  readonly end: number;
  /** A key that one object has twice; null where there is none. */
  readonly duplicateKey: string | null;
}

/**
 * @param start position of an opening brace
 * @returns null where the braces do not close; `scanned` is where the scan gave up.
 */
export function scanObject(
  text: string,
  start: number,
): ScannedObject | { readonly end: null; readonly scanned: number } {
  /** Keys of the open objects; null for an open array. */
  const open: (Set<string> | null)[] = [];
  let duplicateKey: string | null = null;
  for (let at = start; at < text.length; at += 1) {
    const character = text[at];
    if (character === "{" || character === "[") {
      if (open.length === DEEPEST) return { end: null, scanned: at };
      open.push(character === "{" ? new Set() : null);
    } else if (character === "}" || character === "]") {
      if ((character === "}") !== (open.pop() !== null)) return { end: null, scanned: at };
      if (open.length === 0) return { end: at + 1, duplicateKey };
    } else if (character === '"') {
      const end = endOfString(text, at);
      if (end === null) return { end: null, scanned: text.length };
      const keys = open.at(-1);
      if (keys && isKey(text, end)) {
        const key = text.slice(at + 1, end - 1);
        if (keys.has(key)) duplicateKey ??= key;
        keys.add(key);
      }
      at = end - 1;
    }
  }
  return { end: null, scanned: text.length };
}

function endOfString(text: string, start: number): number | null {
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === "\\") at += 1;
    else if (text[at] === '"') return at + 1;
  }
  return null;
}

function isKey(text: string, from: number): boolean {
  let at = from;
  while (text[at] === " " || text[at] === "\n" || text[at] === "\t" || text[at] === "\r") at += 1;
  return text[at] === ":";
}
