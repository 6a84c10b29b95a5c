/**
 * The letter that a response to a multiple-choice question settles on.
 *
 * Decision: from strong to weak. A box or tag that holds a letter, bare or named ("\boxed{Choice A: 100}"); a letter
 * behind an announcement ("the answer is for sure D, it can't be A or B", "Solution: Choice_D"); a letter that opens
 * the response ("D. it can't be A or B", "B不是 A") or is named as a choice ("so option C is right"); and, where the
 * output was not cut off, the last lone letter that no negation stands before.
 */
import { ANSWER_WORDS } from "../answerWords.ts";
import type { Found, Rule, RuleContext } from "../rule.ts";
import type { Section } from "../section.ts";
import { isLone, isNegated, lettersAt } from "./loneLetter.ts";

/** A rule that counts only where what it finds is a letter. */
export function asLetter(rule: Rule): Rule {
  return {
    name: rule.name,
    find: (section, context) => {
      const found = rule.find(section, context);
      if (found === null) return null;
      const inside = { ...section, start: found.start, end: found.end };
      const bare = found.text.replace(/\\(?:text|textbf|mathrm|mathbf)(?![a-zA-Z])|[\s()[\]{}.:*$"']/gu, "");
      if (bare.length === 1 && context.letters.includes(bare.toUpperCase())) return found;
      const named = namedLetter(inside, context) ?? openingLetter(inside, context);
      return named === null ? null : { ...named, at: found.at };
    },
  };
}

export const announcedLetter: Rule = {
  name: "announced_letter",
  find: (section, context) => {
    let best: Found | null = null;
    for (const { nouns } of ANSWER_WORDS) {
      for (const noun of nouns) {
        const at = section.lower.lastIndexOf(noun, section.end - noun.length);
        if (at < section.start || (best !== null && at <= best.at)) continue;
        const found = firstLetter(section, at + noun.length, context);
        if (found !== null) best = { ...found, at };
      }
    }
    const at = section.lower.lastIndexOf("solution:", section.end - 9);
    if (at >= section.start && (best === null || at > best.at)) {
      const named = namedLetter({ ...section, start: at, end: Math.min(section.end, at + 24) }, context);
      if (named !== null) return { ...named, at };
    }
    return best;
  },
};

export const choiceLetter: Rule = {
  name: "choice_letter",
  find: (section, context) => openingLetter(section, context) ?? namedLetter(section, context),
};

export const lastLetter: Rule = {
  name: "last_letter",
  find: (section, context) => {
    for (let at = section.end - 1; at >= section.start; at -= 1) {
      if (isLone(section, at, context) && !isNegated(section.text, at))
        return lettersAt(section, at, context);
    }
    return null;
  },
};

/** How far behind an announcement its letter may stand. */
const REACH = 60;

function firstLetter(section: Section, from: number, context: RuleContext): Found | null {
  const stop = Math.min(section.end, from + REACH);
  for (let at = from; at < stop; at += 1) {
    if (section.text[at] === "\n" && at > from + 3) return null;
    if (isLone(section, at, context) && !isNegated(section.text, at)) return lettersAt(section, at, context);
  }
  return null;
}

const NAMES: readonly string[] = ["choice", "option", "选项", "选择", "опция"];

/** The last letter that is named as a choice. */
function namedLetter(section: Section, context: RuleContext): Found | null {
  let best: Found | null = null;
  for (const name of NAMES) {
    let at = section.lower.lastIndexOf(name, section.end - name.length);
    while (at >= section.start && (best === null || at > best.at)) {
      const behind = at + name.length;
      const gap = /^[\s_:：(（*"'`$]*/u.exec(section.text.slice(behind, behind + 8))?.[0].length ?? 0;
      const letter = behind + gap;
      const apart = { ...section, start: letter };
      if (letter < section.end && isLone(apart, letter, context) && !isNegated(section.text, at)) {
        best = { ...lettersAt(section, letter, context), at };
        break;
      }
      if (at === 0) break;
      at = section.lower.lastIndexOf(name, at - 1);
    }
  }
  return best;
}

function openingLetter(section: Section, context: RuleContext): Found | null {
  const { text, start, end } = section;
  let at = start;
  while (at < end && " \t\r\n*(（[$\\".includes(text[at] ?? "")) at += 1;
  const letter = text[at] ?? " ";
  if (!context.letters.includes(letter.toUpperCase())) return null;
  const alone = text.slice(at + 1, end).trim() === "";
  if (!alone && letter !== letter.toUpperCase()) return null;
  if (alone || /[).:,;。，、：）\]*\p{Script=Han}]/u.test(text[at + 1] ?? ""))
    return lettersAt(section, at, context);
  return null;
}
