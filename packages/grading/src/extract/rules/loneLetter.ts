/**
 * A capital letter that stands for a choice and not for a word.
 *
 * Decision: "A" before a lower-case word is an article and "I" a pronoun, so both need brackets, emphasis, punctuation
 * or an end behind them. Letters that a conjunction joins are one answer of several choices, never the first of them.
 */
import type { Found, RuleContext } from "../rule.ts";
import type { Section } from "../section.ts";

export function isLone({ text, start, end }: Section, at: number, { letters }: RuleContext): boolean {
  const character = text[at] ?? " ";
  if (character === " " || !letters.includes(character)) return false;
  const before = at > start ? (text[at - 1] ?? "") : "";
  const after = at + 1 < end ? (text[at + 1] ?? "") : "";
  if (/[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\d_'’\\-]/u.test(before)) return false;
  if (/[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\d_'’=^]/u.test(after)) return false;
  if (character !== "A" && character !== "I") return true;
  const next = text.slice(at + 1, at + 12);
  return (
    !/^ \p{Ll}/u.test(next) ||
    /^ (?:(?:and|or) [A-Z](?!\p{L})|(?:is|was|as|since|because|must|fits|works|seems)(?!\p{L}))/u.test(
      next,
    ) ||
    /[(*]/u.test(before)
  );
}

/** Whether "not", "isn't", "不是" or the like stands before the letter. */
export function isNegated(text: string, at: number): boolean {
  return /(?:\bnot|n't|n’t|\bnon|\bnicht|\bpas|\bno|不是|不选|不)\s*(?:be\s+|option\s+|answer\s+)?[(*"]*$/iu.test(
    text.slice(Math.max(0, at - 24), at),
  );
}

/** The letter at `at` with those that follow it in a list: "A, D", "B 和 C". */
export function lettersAt({ text, end }: Section, at: number, { letters }: RuleContext): Found {
  let stop = at + 1;
  for (;;) {
    const next =
      /^[)\]}*]*\s*(?:,|、|，|&|and|or|和|或|及)\s*(?:and\s+|or\s+)?[([{*]*([A-Z])(?![\p{L}\d'’])/u.exec(
        text.slice(stop, Math.min(end, stop + 24)),
      );
    if (next === null || !letters.includes(next[1] ?? " ")) break;
    // "D, A cat ..." goes on with a sentence.
    if (next[1] === "A" && /^ \p{Ll}/u.test(text.slice(stop + next[0].length, stop + next[0].length + 2)))
      break;
    stop += next[0].length;
  }
  if (stop === at + 1) return { text: text.slice(at, stop), start: at, end: stop, at };
  // A list keeps the brackets of its first and last letter.
  const start = text[at - 1] === "(" ? at - 1 : at;
  if (start < at && text[stop] === ")") stop += 1;
  return { text: text.slice(start, stop), start, end: stop, at };
}
