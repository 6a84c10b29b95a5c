/**
 * Splits a text into plain text and formulas. Decision: a scanner over the delimiters that models write, and not a
 * Markdown parser: what is no formula stays text to the last character, so that the segments always add up to the
 * input and spans of the checker can be laid over them.
 *
 * Formulas are `$$..$$`, `\[..\]`, `\(..\)`, `$..$`, `\begin{env}..\end{env}` and a bare `\boxed{..}`. A single `$` opens a
 * formula only where it can: not before white space, not closing after white space or before a digit (so that "$5 and
 * $6" are prices), not across an empty line. Nothing is done about text macros inside: KaTeX reads them.
 */

export interface TextPiece {
  readonly kind: "text";
  readonly start: number;
  readonly end: number;
}
export interface MathPiece {
  readonly kind: "math";
  /** UTF-16 range of the whole formula in the text, delimiters included. */
  readonly start: number;
  readonly end: number;
  /** What stands between the delimiters (or the whole, where the delimiter is part of the formula). */
  readonly tex: string;
  readonly display: boolean;
}
export type Piece = TextPiece | MathPiece;

/** Bounds the search for a closing delimiter, so that a text of unclosed ones stays linear. */
const LONGEST_FORMULA = 4_000;
/** A text with more delimiters than this that open nothing is no mathematics; its rest stays text. */
const MOST_UNCLOSED = 2_000;
const OPENERS = /\\\(|\\\[|\\begin\{([a-zA-Z]+\*?)\}|\\boxed\s*\{|\$\$|\$/gu;
const ENVIRONMENTS = new Set([
  "align",
  "aligned",
  "alignat",
  "array",
  "cases",
  "equation",
  "gather",
  "gathered",
]);
const MATRIX = /^[bpvBV]?matrix$/u;

/**
 * Pieces in order; together they cover the text exactly, and no piece is empty.
 * @example segmentMath("so $x=1$.") // text [0,3), math [3,8) tex "x=1", text [8,9)
 */
export function segmentMath(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let done = 0;
  let unclosed = 0;
  const opener = new RegExp(OPENERS);
  for (let found = opener.exec(text); found !== null; found = opener.exec(text)) {
    const formula = readFormula(text, found.index, found[0], found[1]);
    if (formula === null) {
      unclosed += 1;
      if (unclosed > MOST_UNCLOSED) break;
      continue;
    }
    if (formula.start > done) pieces.push({ kind: "text", start: done, end: formula.start });
    pieces.push(formula);
    done = formula.end;
    opener.lastIndex = formula.end;
  }
  if (done < text.length) pieces.push({ kind: "text", start: done, end: text.length });
  return pieces;
}

function readFormula(text: string, at: number, opener: string, environment?: string): MathPiece | null {
  if (isEscaped(text, at)) return null;
  if (opener === "$$") return between(text, at, opener, "$$", true);
  if (opener === "\\[") return between(text, at, opener, "\\]", true);
  if (opener === "\\(") return between(text, at, opener, "\\)", false);
  if (opener === "$") return readDollar(text, at);
  if (environment !== undefined) {
    const name = environment.replace("*", "");
    if (!ENVIRONMENTS.has(name) && !MATRIX.test(name)) return null;
    const piece = between(text, at, opener, `\\end{${environment}}`, true);
    return piece === null ? null : { ...piece, tex: text.slice(piece.start, piece.end) };
  }
  const end = closeBrace(text, at + opener.length);
  return end === null ? null : { kind: "math", start: at, end, tex: text.slice(at, end), display: false };
}

function between(text: string, at: number, open: string, close: string, display: boolean): MathPiece | null {
  const inside = at + open.length;
  const end = text.slice(inside, inside + LONGEST_FORMULA).indexOf(close);
  if (end < 0) return null;
  const tex = text.slice(inside, inside + end);
  if (tex.trim() === "") return null;
  return { kind: "math", start: at, end: inside + end + close.length, tex, display };
}

function readDollar(text: string, at: number): MathPiece | null {
  if (/\s/u.test(text.charAt(at + 1))) return null;
  const limit = Math.min(text.length, at + LONGEST_FORMULA);
  for (let place = at + 1; place < limit; place += 1) {
    const character = text.charAt(place);
    if (character === "\\") place += 1;
    else if (character === "\n" && text.charAt(place + 1) === "\n") return null;
    else if (character === "$") {
      const closes = !/\s/u.test(text.charAt(place - 1)) && !/[0-9]/u.test(text.charAt(place + 1));
      if (!closes || place === at + 1) return null;
      return { kind: "math", start: at, end: place + 1, tex: text.slice(at + 1, place), display: false };
    }
  }
  return null;
}

/** The position after the brace that closes the group whose inside starts at `from`. */
function closeBrace(text: string, from: number): number | null {
  let depth = 1;
  const limit = Math.min(text.length, from + LONGEST_FORMULA);
  for (let place = from; place < limit; place += 1) {
    const character = text.charAt(place);
    if (character === "\\") place += 1;
    else if (character === "{") depth += 1;
    else if (character === "}") {
      depth -= 1;
      if (depth === 0) return place + 1;
    }
  }
  return null;
}

/** Whether an odd number of backslashes stands before: `\$` is a dollar sign. */
function isEscaped(text: string, at: number): boolean {
  let before = at;
  while (before > 0 && text.charAt(before - 1) === "\\") before -= 1;
  return (at - before) % 2 === 1;
}
