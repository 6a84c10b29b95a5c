/**
 * The ends of an answer without what belongs to the sentence around it: white space, markdown emphasis, quotes,
 * closing punctuation, and one pair of maths delimiters around the whole.
 */
export interface Range {
  readonly start: number;
  readonly end: number;
}

const DELIMITERS: readonly (readonly [open: string, close: string])[] = [
  ["$$", "$$"],
  ["$", "$"],
  ["\\(", "\\)"],
  ["\\[", "\\]"],
];
const QUOTES: readonly (readonly [open: string, close: string])[] = [
  ["**", "**"],
  ["__", "__"],
  ["*", "*"],
  ["`", "`"],
  ['\\"', '\\"'],
  ['"', '"'],
  ["“", "”"],
  ["「", "」"],
];
const BEFORE = " \t\r\n\u00a0\u3000:：=*_";
const AFTER = " \t\r\n\u00a0\u3000.,;:!?。．，、；：！？।。*_✓✔✅☑";

/** @example trimAnswer(" **$4$**.", 0, 9) // the range of "4" */
export function trimAnswer(text: string, from: number, to: number): Range {
  let start = from;
  let end = to;
  for (;;) {
    const before = start;
    const after = end;
    while (start < end && isBefore(text, start, end)) start += 1;
    for (let rest = closing(text, start, end); rest > 0; rest = closing(text, start, end)) end -= rest;
    for (const [open, close] of QUOTES) [start, end] = unwrap(text, start, end, open, close);
    for (const [open, close] of DELIMITERS) [start, end] = unwrap(text, start, end, open, close);
    if (start === before && end === after) return { start, end };
  }
}

function isBefore(text: string, start: number, end: number): boolean {
  const character = text[start] ?? "";
  // "**" and "__" that close again inside are emphasis of a part, not of the whole.
  if ((character === "*" || character === "_") && text.slice(start + 2, end).includes(character))
    return false;
  return BEFORE.includes(character);
}

/** How many characters at the end belong to the sentence: 0, 1, or a whole run of "!", so that a run is read once. */
function closing(text: string, start: number, end: number): number {
  if (end <= start) return 0;
  const character = text[end - 1] ?? "";
  if (!AFTER.includes(character)) return 0;
  if (character === "!") return exclamations(text, start, end);
  // "\right." closes a bracket that is not drawn.
  if (character === "." && text.slice(start, end - 1).endsWith("\\right")) return 0;
  const emphasis = character === "*" || character === "_";
  return emphasis && text.slice(start, end - 2).includes(character) ? 0 : 1;
}

/** A run of "!" after a number, a bracket or a single letter is a factorial's; after a word it is an exclamation. */
function exclamations(text: string, start: number, end: number): number {
  let before = end - 1;
  while (before > start && text[before - 1] === "!") before -= 1;
  const factorial = /(?:[\d)\]}]|(?:^|[^a-z])[a-z]|\\[a-z]+)$/iu;
  return factorial.test(text.slice(Math.max(start, before - 16), before)) ? 0 : end - before;
}

function unwrap(
  text: string,
  start: number,
  end: number,
  open: string,
  close: string,
): [start: number, end: number] {
  if (end - start < open.length + close.length) return [start, end];
  if (!text.startsWith(open, start) || !text.startsWith(close, end - close.length)) return [start, end];
  const inside = text.slice(start + open.length, end - close.length).replaceAll("\\$", "");
  // "$1$ and $2$" is two pieces of maths, not one.
  if (inside.includes(open) || inside.includes(close)) return [start, end];
  return [start + open.length, end - close.length];
}
