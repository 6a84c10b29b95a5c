/**
 * What of an announced sentence is the answer: "the largest $n$ is 34." -> 34, "$21,16$ or $11$" -> the whole.
 *
 * Decision, in this order: the last group of mathematics (pieces joined by conjunctions and punctuation are one
 * group); a number after it where the group says nothing itself (a lone variable that the sentence names); in prose
 * without mathematics the part that a number or formula begins; else the last number; else the words as they stand.
 */
import { findMaths, isLatinLetter, type MathsPiece, readsAsProse } from "./findMaths.ts";
import { lastNumber } from "./findNumber.ts";
import { lastLatexRun } from "./latexRun.ts";
import type { Sentence } from "./sentence.ts";
import { type Range, trimAnswer } from "./trimAnswer.ts";

/** Null where the sentence holds nothing. */
export function pickAnswer(text: string, sentence: Sentence): Range | null {
  const whole = trimAnswer(text, sentence.start, sentence.end);
  if (whole.end <= whole.start) return null;
  // An emphasised part of an announced answer is the answer: "the answer is **C**, because ...".
  const pieces = sentence.pieces.length > 0 ? findMaths(text, whole.start, whole.end) : [];
  if (pieces.length > 0) return pickMaths(text, whole, pieces);
  return pickProse(text, whole);
}

function pickMaths(text: string, whole: Range, pieces: readonly MathsPiece[]): Range {
  const last = pieces.at(-1);
  if (last === undefined) return whole;
  const tail = text.slice(last.end, whole.end);
  let first = pieces.length - 1;
  while (first > 0) {
    const left = pieces[first - 1];
    const right = pieces[first];
    if (left === undefined || right === undefined || !isJoint(text.slice(left.end, right.start))) break;
    first -= 1;
  }
  const begin = pieces[first]?.start ?? last.start;
  const group = trimAnswer(text, begin, last.end);
  if (saysNothing(text.slice(group.start, group.end))) {
    const number = lastNumber(text, last.end, whole.end);
    if (number !== null) return number;
  }
  // A percent sign or a short unit outside the dollars belongs to the answer; so does what is glued to them before.
  if (/^\s?(?:\\?%|percent|pct|°)/u.test(tail))
    return { start: begin, end: last.end + (/^\s?[\\%\w°]+/u.exec(tail)?.[0].length ?? 0) };
  const head = text.slice(whole.start, begin);
  if (head !== "" && /^[-+\d().,=\s]*$/u.test(head) && /\d/u.test(head))
    return { start: whole.start, end: last.end };
  return group;
}

/** A name ("n", "f(x)", "ABCD") without digit, relation or operation. */
function saysNothing(text: string): boolean {
  return !/[\d=<>+\-*/^{\\]/u.test(text);
}

function isJoint(between: string): boolean {
  return (
    between.length <= 24 &&
    /^[\s,;]*(?:\b(?:and|or|und|oder|et|ou|y|o|e)\b|и|или|和|或|及|与|、|，)?[\s,;]*$/u.test(between)
  );
}

function pickProse(text: string, whole: Range): Range | null {
  const said = text.slice(whole.start, whole.end);
  if (!readsAsProse(text, whole.start, whole.end) && !hasForeignWord(said) && !EXPLAINS.test(said))
    return whole;
  const start = skipOpening(text, whole);
  const lead = leadingValue(text.slice(start, whole.end));
  if (lead !== null) return trimAnswer(text, start, start + lead);
  const run = lastLatexRun(text, whole.start, whole.end);
  const number = lastNumber(text, whole.start, whole.end);
  if (run !== null && (number === null || number.end <= run.end)) return run;
  return number ?? whole;
}

const EXPLAINS = /\s(?:because|since|as|so|when|if|after|from|where)\s/u;
const FOREIGN =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Thai}\p{Script=Hangul}]/u;

/** A letter of a script without capital letters: such words need no white space around a number. */
function hasForeignWord(said: string): boolean {
  return FOREIGN.test(said);
}

function skipOpening(text: string, { start, end }: Range): number {
  const opening =
    /^(?:(?:approximately|about|exactly|simply|just|thus|therefore|hence|roughly|equal to|equals)\s+)+/iu.exec(
      text.slice(start, Math.min(end, start + 60)),
    );
  return start + (opening?.[0].length ?? 0);
}

/**
 * Length of the value that opens the words: a number with up to three words of unit keeps them ("10 square
 * meters"), one that a clause follows does not ("5 because 2 + 3 = 5"). Null where no number opens them.
 */
function leadingValue(said: string): number | null {
  const number =
    /^[-+−]?(?:\\?[$€£¥]\s?)?[-+]?(?:\d[\d,. ]*\d|\d|\.\d+)(?:\s?[/^:]\s?-?\d+)*(?:\s?\\?%)?/u.exec(said);
  if (number === null) return null;
  const rest = said.slice(number[0].length);
  if (hasForeignWord(rest) || /^\s*\([^()]*\p{L}{3}[^()]*\)$/u.test(rest)) return number[0].length;
  if (isLatinLetter(rest[0] ?? "") && !/^[a-z]{1,3}(?![a-z])/iu.test(rest)) return null;
  const words = rest.match(/[^\s]+/gu) ?? [];
  const clause = words.findIndex(
    (word) => CLAUSE.has(word.toLowerCase().replace(/[,;]$/u, "")) || /[\d=]/u.test(word),
  );
  if (clause === -1) return words.length <= 3 ? said.length : number[0].length;
  if (/[,;]/u.test(rest)) return number[0].length;
  return number[0].length;
}

const CLAUSE: ReadonlySet<string> = new Set(
  "because since as so for in on at if when where which that with after before from to is are was not but and or".split(
    " ",
  ),
);
