/**
 * "The solution is (3, 4).", "The roots are 2 and 3.": what the last sentence that says something states of its subject.
 *
 * Decision: what follows the sentence's last copula counts where it is bare: a formula, a number, a list, or a number
 * in words; plain words count only where the gold is words. Sentences without any such thing ("I hope it is correct.")
 * are passed over, three at the most. Everything else is left to the last number.
 */
import { findMaths, readsAsProse } from "../findMaths.ts";
import { isProgramLine } from "../programLine.ts";
import type { Found, Rule, RuleContext } from "../rule.ts";
import type { Section } from "../section.ts";
import { trimAnswer } from "../trimAnswer.ts";

export const lastStatement: Rule = {
  name: "last_statement",
  find: (section, context) => {
    const { text, start } = section;
    let end = section.end;
    for (let tries = 0; tries < 3 && end > start; tries += 1) {
      const from = startOfSentence(text, start, end);
      const said = text.slice(from, end);
      if (context.goldIsWords || SAYS.test(said)) return statementIn(section, from, end, context);
      end = from;
    }
    return null;
  },
};

const NUMBER_WORD =
  /^(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|half|third|quarter)/iu;
const SAYS = /\d|\\[a-zA-Z]|\$|\b(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|half)\b/iu;
const COPULA = /\s(?:is|are|equals|be)\s+(?:equal to\s+|simply\s+|exactly\s+|just\s+)?/giu;
/** A sentence that states an answer is short. */
const LONGEST = 400;

function startOfSentence(text: string, from: number, end: number): number {
  const first = Math.max(from, end - LONGEST);
  const pieces = findMaths(text, first, end);
  let at = trimAnswer(text, first, end).end - 1;
  while (at > first) {
    const inside = pieces.find((piece) => at >= piece.start && at < piece.end);
    if (inside !== undefined) at = inside.start - 1;
    else if (text[at] === "\n" || (/[.!?]/u.test(text[at] ?? "") && /\s/u.test(text[at + 1] ?? "")))
      return at + 1;
    else at -= 1;
  }
  return first;
}

function statementIn({ text }: Section, from: number, end: number, context: RuleContext): Found | null {
  const copulas = [...text.slice(from, end).matchAll(COPULA)].reverse();
  for (const copula of copulas) {
    const range = trimAnswer(text, from + copula.index + copula[0].length, end);
    const stated = text.slice(range.start, range.end);
    if (stated === "" || /^not\b/iu.test(stated)) continue;
    if (isProgramLine(text, range.start, from, end)) return null;
    if (isBare(text, range.start, range.end, context)) {
      // "1,000.99m²": a unit glued to the number is left to prose, as for any last number.
      const glued = /^[-+−]?[\d.,]*\d(?=(?:°[CF]|(?:[ckmd]?m|ft|in)[²³]|(?:cm|mm|km|kg|mg|ml|mL))$)/u.exec(
        stated,
      );
      const said = glued === null ? stated : glued[0];
      return { text: said, start: range.start, end: range.start + said.length, at: range.start };
    }
  }
  return null;
}

function isBare(text: string, start: number, end: number, { goldIsWords }: RuleContext): boolean {
  const said = text.slice(start, end);
  const words = (said.match(/\S+/gu) ?? []).length;
  if (NUMBER_WORD.test(said)) return words <= 3;
  if (goldIsWords) return words <= 6 && !/[\d$\\]/u.test(said);
  const pieces = findMaths(text, start, end);
  if (pieces.length > 0) {
    let at = start;
    let outside = "";
    for (const piece of pieces) {
      outside += text.slice(at, piece.start);
      at = piece.end;
    }
    return !/\p{L}{2}/u.test((outside + text.slice(at, end)).replace(/\b(?:and|or)\b/giu, ""));
  }
  return /\d/u.test(said) && !readsAsProse(text, start, end) && !/\p{L}{3}/u.test(said.replace(JOINED, ""));
}

const JOINED = /\b(?:and|or|sqrt|sin|cos|tan|log|exp)\b|(?<=\d\s?)\p{L}+$/giu;
