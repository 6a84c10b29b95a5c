/**
 * Where a sentence ends, when mathematics may stand in it: a full stop inside `$...$` or in "3.14" ends nothing.
 */
import { findMaths, type MathsPiece } from "./findMaths.ts";

export interface Sentence {
  readonly start: number;
  readonly end: number;
  readonly pieces: readonly MathsPiece[];
}

/** An announced answer is short; the bound keeps a search over many announcements linear. */
const LONGEST = 4_000;

const SKIPPED = " \t\r\n\u00a0\u3000*:：_";

/**
 * The sentence that begins at `from`, leading white space left out: to a full stop that is followed by white space, an
 * ideographic full stop, or the end of a line that says something.
 */
export function sentenceAt(text: string, from: number, to: number): Sentence {
  let start = from;
  // `\text{The answer is } 5`: the brace ends the words, not the answer.
  const worded = /\\(?:text\w*|mathrm|mbox)\{[^{}]*$/u.test(text.slice(Math.max(0, from - 80), from));
  const skipped = worded ? `${SKIPPED}}` : SKIPPED;
  while (start < to && skipped.includes(text[start] ?? "")) start += 1;
  // A long run of digits or letters (a 100,000-digit integer) is one word and may pass the bound.
  let bound = Math.min(to, start + LONGEST);
  while (bound < to && /[^\s]/u.test(text[bound] ?? "") && bound > start + LONGEST - 1) bound += 1;
  const pieces = findMaths(text, start, bound);
  let next = 0;
  let at = start;
  while (at < bound) {
    const piece = pieces[next];
    if (piece !== undefined && at >= piece.start) {
      at = piece.end;
      next += 1;
      continue;
    }
    if (endsSentence(text, at, bound)) break;
    at += 1;
  }
  return { start, end: at, pieces: pieces.filter((piece) => piece.end <= at) };
}

function endsSentence(text: string, at: number, to: number): boolean {
  const character = text[at];
  if (character === "\n") return true;
  if (character === "。" || character === "！" || character === "？" || character === "।") return true;
  if (character !== "." && character !== "?" && character !== "!") return false;
  const after = text[at + 1];
  if (at + 1 < to && after !== " " && after !== "\n" && after !== "\r" && after !== "\t") return false;
  // "5! = 120", "approx. 5", "e.g. 4"
  if (
    character === "!" &&
    /[\d)\]}]/u.test(text[at - 1] ?? "") &&
    /^\s*[=+\-*/\\^,]/u.test(text.slice(at + 1, at + 6))
  )
    return false;
  return !/\b(?:approx|e\.g|i\.e|vs|no|sq|cu)$/iu.test(text.slice(Math.max(0, at - 8), at));
}
