/**
 * Where a judge's quote stands in a candidate.
 * Decision: a quote is a part of the text, letter for letter; only white space may differ (runs count as one space, the
 * ends are cut), and backslashes that JSON swallowed are put back: a judge that writes "\frac" inside JSON has written
 * a form feed and "rac". Anything looser would let a judge quote what nobody said.
 */
import type { Span } from "@plumbline/contract";

/**
 * UTF-16 positions of the first place, in time linear in both texts; null where there is none or the quote is blank.
 * @example findQuote("so  2+2\n= 5.", "2+2 = 5") // { start: 4, end: 11 }
 */
export function findQuote(candidate: string, quote: string): Span | null {
  for (const reading of readingsOf(quote)) {
    const span = find(candidate, reading);
    if (span !== null) return span;
  }
  return null;
}

function find(candidate: string, wanted: string): Span | null {
  if (wanted === "") return null;
  const exact = candidate.indexOf(wanted);
  if (exact >= 0) return { start: exact, end: exact + wanted.length };
  const { text, positions } = collapse(candidate);
  const needle = wanted.replace(/\s+/gu, " ");
  const at = text.indexOf(needle);
  if (at < 0) return null;
  const last = positions[at + needle.length - 1] ?? 0;
  return { start: positions[at] ?? 0, end: last + 1 };
}

/** `positions[i]` is where character i of the collapsed text begins in the original. */
function collapse(original: string): { readonly text: string; readonly positions: readonly number[] } {
  const pieces: string[] = [];
  const positions: number[] = [];
  let inSpace = false;
  for (let at = 0; at < original.length; at += 1) {
    const character = original.charAt(at);
    const isSpace = /\s/u.test(character);
    if (!isSpace || !inSpace) {
      pieces.push(isSpace ? " " : character);
      positions.push(at);
    }
    inSpace = isSpace;
  }
  return { text: pieces.join(""), positions };
}

const SWALLOWED: Readonly<Record<string, string>> = {
  "\b": "\\b",
  "\f": "\\f",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
};
/** A line break may be a line break, a form feed hardly is one. */
const MISREAD = [/[\b\f\n\r\t](?=[a-zA-Z])/gu, /[\b\f\r\t](?=[a-zA-Z])/gu, /[\b\f](?=[a-zA-Z])/gu];

/** With as many backslashes put back as may be first: a reading with too many stands nowhere, one with too few might. */
function readingsOf(quote: string): string[] {
  const restored = MISREAD.map((pattern) =>
    quote.replace(pattern, (control) => SWALLOWED[control] ?? control),
  );
  return [...new Set([...restored, quote].map((reading) => reading.trim()))];
}
