/**
 * The last number of a stretch of prose, with what is written into it: sign, thousands, decimals, a fraction's other
 * half, an exponent, a percent sign. A digit inside a word (`AZYUK2A`, `x2`, `H2O`) is no number.
 */
import { isLatinLetter } from "./findMaths.ts";
import type { Range } from "./trimAnswer.ts";

/** @example lastNumber("100 - 30 = 70 dollars", 0, 21) // the range of "70" */
export function lastNumber(text: string, from: number, to: number): Range | null {
  let at = to - 1;
  while (at >= from) {
    while (at >= from && !isDigit(text.charCodeAt(at))) at -= 1;
    if (at < from) return null;
    const start = growLeft(text, from, at);
    if (!isInsideWord(text, from, start)) {
      return { start: withSign(text, from, start), end: growRight(text, at + 1, to) };
    }
    at = start - 1;
  }
  return null;
}

function growLeft(text: string, from: number, at: number): number {
  let start = at;
  for (;;) {
    const before = text[start - 1] ?? "";
    if (start <= from) return start;
    if (isDigit(text.charCodeAt(start - 1))) start -= 1;
    else if (isInner(before) && start - 2 >= from && isDigit(text.charCodeAt(start - 2))) start -= 2;
    else if (isExponent(text, from, start)) start -= before === "-" || before === "+" ? 3 : 2;
    else if (isGroupGap(text, from, start)) start -= 2;
    else if (before === "." && !isDigit(text.charCodeAt(start - 2)) && text[start - 2] !== ".") start -= 1;
    else return start;
  }
}

/** `3.5e-7`: an "e" between digits, with or without a sign. */
function isExponent(text: string, from: number, start: number): boolean {
  return /\d[eE][+-]?$/u.test(text.slice(Math.max(from, start - 3), start));
}

/** `1 000` and `1 1/4`: one space between digits where exactly three digits or a fraction follow. */
function isGroupGap(text: string, from: number, start: number): boolean {
  const before = text[start - 1];
  if (before !== " " && before !== "\u00a0" && before !== "\u202f") return false;
  if (start - 2 < from || !isDigit(text.charCodeAt(start - 2))) return false;
  const after = /^(?:\d{3}(?!\d)|\d{1,3}\/\d)/u.test(text.slice(start, start + 6));
  return after && !/[.,/]/u.test(text[start - 3] ?? "");
}

function isInner(character: string): boolean {
  return (
    character === "." ||
    character === "," ||
    character === "/" ||
    character === "'" ||
    character === ":" ||
    character === "^"
  );
}

function withSign(text: string, from: number, start: number): number {
  const before = text[start - 1];
  if (start - 1 < from) return start;
  // A dollar sign between sign and number: "-$5".
  if (before === "$" && (text[start - 2] === "-" || text[start - 2] === "−")) return start - 2;
  if (before !== "-" && before !== "−" && before !== "+") return start;
  return start - 2 < from || /[\s=(:$*,<>，：=]/u.test(text[start - 2] ?? "") ? start - 1 : start;
}

function growRight(text: string, from: number, to: number): number {
  let end = from;
  const rest = text.slice(end, Math.min(to, end + 12));
  const exponent = /^[eE][+-]?\d+(?![a-zA-Z\d])/u.exec(rest);
  if (exponent !== null) end += exponent[0].length;
  const circle = /^\s?(?:π|\\pi(?![a-zA-Z]))/u.exec(text.slice(end, Math.min(to, end + 5)));
  if (circle !== null) end += circle[0].length;
  const percent = /^ ?\\?%/u.exec(text.slice(end, Math.min(to, end + 3)));
  if (percent !== null) end += percent[0].length;
  else if (text[end] === "°" || (text[end] === "!" && !/^!(?:\s|$)/u.test(rest))) end += 1;
  return end;
}

function isInsideWord(text: string, from: number, start: number): boolean {
  const before = text[start - 1] ?? "";
  return start > from && (isLatinLetter(before) || before === "_");
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}
