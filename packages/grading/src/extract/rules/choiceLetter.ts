/**
 * The letter that a response to a multiple-choice question settles on, where nothing announces it.
 *
 * Decision, in this order: a letter that opens the response ("D. it can't be A or B", "B不是 A"); a lone letter in
 * bold or brackets; the last lone letter that no negation stands before. "A" before a lower-case word is an article
 * and "I" a pronoun, so both need brackets, punctuation or an end behind them.
 */
import { ANSWER_WORDS } from "../answerWords.ts";
import type { Found, Rule, RuleContext } from "../rule.ts";
import type { Section } from "../section.ts";

export const choiceLetter: Rule = {
  name: "choice_letter",
  find: (section, context) => {
    if (!context.choice) return null;
    return openingLetter(section, context) ?? lastLetter(section, context);
  },
};

/** "the answer is for sure D, it can't be A or B": the first letter behind an announcement. */
export const announcedLetter: Rule = {
  name: "announced_letter",
  find: (section, context) => {
    if (!context.choice) return null;
    let best: Found | null = null;
    for (const { nouns } of ANSWER_WORDS) {
      for (const noun of nouns) {
        const at = section.lower.lastIndexOf(noun, section.end - noun.length);
        if (at < section.start || (best !== null && at <= best.at)) continue;
        const found = firstLetter(section, at + noun.length, context);
        if (found !== null) best = { ...found, at };
      }
    }
    return best;
  },
};

function firstLetter(section: Section, from: number, context: RuleContext): Found | null {
  const stop = Math.min(section.end, from + 60);
  for (let at = from; at < stop; at += 1) {
    if (section.text[at] === "\n" && at > from + 3) return null;
    if (isLone(section, at, context) && !isNegated(section.text, at)) return letterAt(section.text, at);
  }
  return null;
}

function openingLetter(section: Section, context: RuleContext): Found | null {
  let at = section.start;
  while (at < section.end && " \t\r\n*(（[$\\".includes(section.text[at] ?? "")) at += 1;
  if (!context.letters.includes((section.text[at] ?? " ").toUpperCase())) return null;
  const next = section.text[at + 1] ?? "";
  const alone = section.text.slice(at + 1, section.end).trim() === "";
  if (!alone && section.text[at] !== section.text[at]?.toUpperCase()) return null;
  if (alone || /[).:,;。，、：）\]*]/u.test(next) || /\p{Script=Han}/u.test(next))
    return letterAt(section.text, at);
  return null;
}

function lastLetter(section: Section, context: RuleContext): Found | null {
  for (let at = section.end - 1; at >= section.start; at -= 1) {
    if (isLone(section, at, context) && !isNegated(section.text, at)) return letterAt(section.text, at);
  }
  return null;
}

function isLone({ text, start, end }: Section, at: number, { letters }: RuleContext): boolean {
  const character = text[at] ?? " ";
  if (!letters.includes(character) || character === " ") return false;
  const before = at > start ? (text[at - 1] ?? "") : "";
  const after = at + 1 < end ? (text[at + 1] ?? "") : "";
  if (/[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\d_'’\\-]/u.test(before)) return false;
  if (/[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\d_'’=^]/u.test(after)) return false;
  if (character !== "A" && character !== "I") return true;
  // An article or a pronoun goes before a word.
  return !/^ \p{Ll}/u.test(text.slice(at + 1, at + 3)) || /[(*]/u.test(before);
}

function isNegated(text: string, at: number): boolean {
  return /(?:\bnot|n't|n’t|\bnon|\bnicht|\bpas|\bno|不是|не)\s*(?:be\s+|option\s+|answer\s+)?[(*"]*$/iu.test(
    text.slice(Math.max(0, at - 24), at),
  );
}

function letterAt(text: string, at: number): Found {
  return { text: text[at] ?? "", start: at, end: at + 1, at };
}
