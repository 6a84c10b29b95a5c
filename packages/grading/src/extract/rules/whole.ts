/**
 * A bare answer: the section says one thing and nothing else. "42", "$x = 3$", "17 meters", "no solution".
 *
 * Decision: what reads as a sentence with a number or a formula in it is a response, and other rules look into it; what
 * is one formula, or a few words without any, is an answer as it stands. Where the gold itself is such a sentence
 * ("all integers greater than 3"), a short sentence is an answer too.
 */
import { findMaths, readsAsProse } from "../findMaths.ts";
import type { Rule, RuleContext } from "../rule.ts";
import type { Section } from "../section.ts";
import { type Range, trimAnswer } from "../trimAnswer.ts";

export const whole: Rule = {
  name: "whole",
  find: (section, context) => {
    const range = withoutRemarks(section.text, trimAnswer(section.text, section.start, section.end));
    if (MARKUP.test(section.text.slice(range.start, range.start + 2_000))) return null;
    if (range.end <= range.start || !isBare(section, range, context)) return null;
    return { text: section.text.slice(range.start, range.end), ...range, at: section.start };
  },
};

/** "approximately 7", "7 (seven)": the number alone. */
function withoutRemarks(text: string, { start, end }: Range): Range {
  const said = text.slice(start, Math.min(end, start + 200));
  const before =
    /^(?:approximately|approx\.?|about|roughly|exactly|around|nearly|only|just)\s+(?=[-+\d$\\.])/iu.exec(
      said,
    );
  const after =
    end - start > 200 ? null : /^[^\p{L}()]*\d[^\p{L}()]*?(\s*\(\p{L}{3}[\p{L}\s-]*\))$/u.exec(said);
  return { start: start + (before?.[0].length ?? 0), end: end - (after?.[1]?.length ?? 0) };
}

/** Fences, tags, objects and boxes hold answers, they are none. */
const MARKUP = /```|<\/|<[a-z_]{3,}>|^\{\s*"|\\f?box/u;
const MOST_WORDS = 12;

function isBare(
  { text }: Section,
  { start, end }: Range,
  { choice, letters, goldIsProse, goldStates, goldIsBoolean }: RuleContext,
): boolean {
  // Where a letter is expected, what says a letter is one and a sentence is never bare.
  if (choice && (readsAsProse(text, start, end) || hasLetterScript(text.slice(start, end)))) return false;
  if (choice && /\p{L}{2}\s*[:：]|\b(?:option|choice|answer)\b/iu.test(text.slice(start, end))) return false;
  if (choice && isChoice(text.slice(start, Math.min(end, start + 24)), letters)) return true;
  if (choice && /[.。,，]\s*\S/u.test(text.slice(start, end))) return false;
  const long = end - start > 400;
  if (isSeveralLines(text, start, end)) return false;
  if (readsAsProse(text, start, end)) {
    const said = text.slice(start, end);
    // "The result is five": what is stated is the answer, not the sentence.
    if (long || goldIsBoolean || (!goldStates && /\s(?:is|are)\s/u.test(said))) return false;
    if (/[.!?:]\s/u.test(said) || (said.match(/\S+/gu) ?? []).length > MOST_WORDS) return false;
    return goldIsProse || !/[\d$\\=<>]/u.test(said);
  }
  if (long) return !hasForeignWords(text.slice(start, end));
  const pieces = findMaths(text, start, end);
  const outside = withoutPieces(text, start, end, pieces);
  if (pieces.length > 0)
    return !/\p{L}{2}/u.test(outside.replace(CONNECTIVE, " ").replace(/\\[a-zA-Z]+/gu, " "));
  if (/\d/u.test(outside) && hasSeveralWords(outside)) return false;
  return !hasForeignWords(outside) && !/\p{L}{2,}\s*:\s*\S+.*\p{L}/u.test(outside);
}

/** Lines of a list or a table; the lines of one formula or environment are one. */
function isSeveralLines(text: string, start: number, end: number): boolean {
  const said = text.slice(start, Math.min(end, start + 4_000));
  return (
    /\n\s*(?:[|\-*•]|\d+[.)]\s)/u.test(said) ||
    (/\n/u.test(said) && /\p{L}{3}[^\n]*\n/u.test(said) && !/\\begin|\\\\/u.test(said))
  );
}

/** Two words apart ("Thus, x equals 3"): a sentence about a number. */
function hasSeveralWords(said: string): boolean {
  const words = said.replace(/\\[a-zA-Z]+/gu, " ").match(/(?<![a-zA-Z])[a-zA-Z]{4,}(?![a-zA-Z(^])/gu) ?? [];
  return (
    words.filter((word) => !/^(?:sqrt|arcsin|arccos|arctan|sinh|cosh|tanh|percent|dollars?)$/iu.test(word))
      .length >= 2
  );
}

const CONNECTIVE = /\b(?:and|or|percent|percentage|pct|miles|dollars|degrees|cents|units?)\b/giu;

function withoutPieces(
  text: string,
  start: number,
  end: number,
  pieces: ReturnType<typeof findMaths>,
): string {
  let outside = "";
  let at = start;
  for (const piece of pieces) {
    outside += `${text.slice(at, piece.start)} `;
    at = piece.end;
  }
  return outside + text.slice(at, end);
}

/** Prose of a script that `readsAsProse` does not read, with a digit or formula in it. */
function hasForeignWords(said: string): boolean {
  return (
    /[\d\\=]/u.test(said) &&
    /[\p{Script=Han}\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Thai}\p{Script=Hangul}\p{Script=Hebrew}\p{Script=Cyrillic}]{3}/u.test(
      said,
    )
  );
}

function hasLetterScript(said: string): boolean {
  return /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Arabic}\p{Script=Cyrillic}]/u.test(
    said,
  );
}

function isChoice(said: string, letters: string): boolean {
  const letter = said.replace(/[()[\]{}*.:$\s]|\\(?:text|textbf|mathrm|boxed)/gu, "");
  return letter.length === 1 && letters.includes(letter.toUpperCase());
}
