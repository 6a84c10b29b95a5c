/**
 * Where mathematics stands in prose: `$...$`, `$$...$$`, `\(...\)`, `\[...\]` and display environments.
 *
 * Decision: a dollar sign is also money. "$5 and then $7" is not mathematics, so a pair of single dollars counts only
 * where what it encloses does not read as a sentence (two words in a row outside of \text) and stays in its paragraph.
 * One pass from left to right; each position is looked at a bounded number of times.
 */
export interface MathsPiece {
  /** Range with the delimiters. */
  readonly start: number;
  readonly end: number;
  /** Range without them. */
  readonly innerStart: number;
  readonly innerEnd: number;
  readonly display: boolean;
}

/** No environment in an answer is longer; the bound keeps unclosed ones from costing a scan each. */
const LONGEST_ENVIRONMENT = 20_000;

/** All pieces of mathematics that lie in `[from, to)`, in order. */
export function findMaths(text: string, from: number, to: number): MathsPiece[] {
  const pieces: MathsPiece[] = [];
  // Once a closing delimiter is not found, it is not found further on either.
  const absent = new Set<string>();
  const close = (delimiter: string, start: number): number => {
    if (absent.has(delimiter)) return -1;
    const found = text.indexOf(delimiter, start);
    if (found === -1 || found >= to) absent.add(delimiter);
    return found >= to ? -1 : found;
  };
  let at = from;
  while (at < to) {
    const character = text[at];
    let piece: MathsPiece | null = null;
    if (character === "$") piece = readDollar(text, at, close);
    else if (character === "\\") piece = readBackslash(text, at, to, close);
    if (piece === null) {
      at += character === "\\" ? 2 : 1;
    } else {
      pieces.push(piece);
      at = piece.end;
    }
  }
  return pieces;
}

type Close = (delimiter: string, start: number) => number;

function readBackslash(text: string, at: number, to: number, close: Close): MathsPiece | null {
  const next = text[at + 1];
  if (next === "(" || next === "[") {
    const end = close(next === "(" ? "\\)" : "\\]", at + 2);
    if (end === -1) return null;
    return { start: at, end: end + 2, innerStart: at + 2, innerEnd: end, display: next === "[" };
  }
  if (next !== "b" || !text.startsWith("begin{", at + 1)) return null;
  const window = text.slice(at, Math.min(to, at + LONGEST_ENVIRONMENT));
  const nameEnd = window.indexOf("}");
  if (nameEnd === -1 || nameEnd > 30) return null;
  const closing = `\\end{${window.slice(7, nameEnd)}}`;
  const end = window.indexOf(closing, nameEnd);
  if (end === -1) return null;
  const stop = at + end + closing.length;
  return { start: at, end: stop, innerStart: at, innerEnd: stop, display: true };
}

function readDollar(text: string, at: number, close: Close): MathsPiece | null {
  const display = text[at + 1] === "$";
  const width = display ? 2 : 1;
  let end = close(display ? "$$" : "$", at + width);
  while (end !== -1 && text[end - 1] === "\\") end = close(display ? "$$" : "$", end + 1);
  if (end === -1 || end === at + width) return null;
  if (!display && readsAsProse(text, at + 1, end)) return null;
  return { start: at, end: end + width, innerStart: at + width, innerEnd: end, display };
}

/** Two words of at least two letters in a row, outside of \text{...}, or an empty line. */
export function readsAsProse(text: string, from: number, to: number): boolean {
  let words = 0;
  let at = from;
  while (at < to) {
    const character = text[at] ?? "";
    if (character === "\\") {
      at = skipCommand(text, at, to);
      words = 0;
    } else if (isLatinLetter(character)) {
      let end = at;
      while (end < to && isLatinLetter(text[end] ?? "")) end += 1;
      if (end - at >= 2) words += 1;
      else words = 0;
      if (words >= 2) return true;
      at = end;
    } else {
      if (character === "\n" && text[at + 1] === "\n") return true;
      if (character !== " ") words = 0;
      at += 1;
    }
  }
  return false;
}

function skipCommand(text: string, at: number, to: number): number {
  let end = at + 1;
  while (end < to && isLatinLetter(text[end] ?? "")) end += 1;
  const name = text.slice(at + 1, end);
  if (text[end] !== "{" || !/^(?:text|mathrm|mbox|operatorname)/u.test(name)) return Math.max(end, at + 2);
  const close = text.indexOf("}", end);
  return close === -1 || close >= to ? to : close + 1;
}

/** A letter of a language written in Latin script, accents included. */
export function isLatinLetter(character: string): boolean {
  return (
    (character >= "a" && character <= "z") ||
    (character >= "A" && character <= "Z") ||
    (character >= "\u00c0" && character <= "\u024f" && character !== "×" && character !== "÷")
  );
}
