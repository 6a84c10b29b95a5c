/**
 * "The final answer is ...", "Answer: ...", "答案：...": an announced answer.
 *
 * Decision: an announcement is a noun of the language table, then within its sentence a colon, an equals sign, a copula
 * or a line end. The last one that leads to something wins. "Final answer" is as explicit as a box and stands in the
 * first tier; "the answer is" may be said of an intermediate result and stands below.
 */
import { ANSWER_WORDS } from "../answerWords.ts";
import { pickAnswer } from "../pickAnswer.ts";
import type { Found, Rule } from "../rule.ts";
import type { Section } from "../section.ts";
import { sentenceAt } from "../sentence.ts";

export const finalAnswer: Rule = {
  name: "final_answer",
  find: (section) => lastAnnounced(section, FINAL_NOUNS, FINAL_COPULAS),
};

export const answerPhrase: Rule = {
  name: "answer_phrase",
  find: (section) => {
    let best: Found | null = null;
    for (const { nouns, copulas } of ANSWER_WORDS) {
      const found = lastAnnounced(section, nouns, copulas);
      if (found !== null && (best === null || found.at > best.at)) best = found;
    }
    return best;
  },
};

const FINAL_NOUNS: readonly string[] = [
  "final answer",
  "final result",
  "réponse finale",
  "respuesta final",
  "最终答案",
  "最終答案",
];
const FINAL_COPULAS: readonly string[] = ["is", "are", "est", "es", "是", "为", "為"];

/** How far behind the noun its copula may stand: "the answer to the first of the two questions is 4". */
const REACH = 80;

export function lastAnnounced(
  section: Section,
  nouns: readonly string[],
  copulas: readonly string[],
): Found | null {
  const { lower, start } = section;
  let best: Found | null = null;
  for (const noun of nouns) {
    let at = lower.lastIndexOf(noun, section.end - noun.length);
    while (at >= start && (best === null || at > best.at)) {
      const found = readAnnouncement(section, at, at + noun.length, copulas);
      if (found !== null) {
        best = found;
        break;
      }
      if (at === 0) break;
      at = lower.lastIndexOf(noun, at - 1);
    }
  }
  return best;
}

function readAnnouncement(
  section: Section,
  at: number,
  from: number,
  copulas: readonly string[],
): Found | null {
  const { text, end } = section;
  // A tag's or a key's name announces nothing; rules of their own read those.
  if (at > 0 && '</"_'.includes(text[at - 1] ?? " ")) return null;
  const after = endOfCopula(section.lower, from, Math.min(end, from + REACH), copulas);
  if (after === null) return null;
  const sentence = sentenceAt(text, after, end);
  if (/^(?:not|n't|nicht|pas)\b/iu.test(text.slice(sentence.start, sentence.start + 6))) return null;
  const range = pickAnswer(text, sentence);
  if (range === null || range.end <= range.start) return null;
  return { text: text.slice(range.start, range.end), start: range.start, end: range.end, at };
}

/** Where the answer begins: after a colon, an equals sign, a copula, or the end of a heading's line. */
function endOfCopula(lower: string, from: number, to: number, copulas: readonly string[]): number | null {
  const rest = lower.slice(from, to);
  // Most nouns of a text that repeats one announce nothing; this keeps 40,000 of them cheap.
  if (!/[:：=\n$\\*】\]）)]/u.test(rest) && !copulas.some((copula) => rest.includes(copula))) return null;
  const heading = /^(?:s)?[*_\s]*\n/u.exec(rest);
  if (heading !== null) return from + heading[0].length;
  const close = /^(?:[s*_]*\s?[:：=]|[】\]）)]\s*[:：]?)/u.exec(rest);
  if (close !== null) return from + close[0].length;
  if (/^\s*(?:\$|\\\(|\\\[|\\boxed|\*\*\S)/u.test(rest)) return from;
  let at = 0;
  while (at < rest.length) {
    const character = rest[at] ?? "";
    const maths = endOfMaths(rest, at);
    if (maths > at) {
      at = maths;
      continue;
    }
    if (character === "\n" || character === "。" || (character === "." && /\s/u.test(rest[at + 1] ?? " ")))
      return null;
    if (character === ":" || character === "：") return from + at + 1;
    const copula = copulaAt(rest, at, copulas);
    if (copula > 0) return from + at + copula;
    at += 1;
  }
  return null;
}

/** Mathematics between the noun and its copula is stepped over: "the answer to $x = 3 + y$ is 4". */
function endOfMaths(rest: string, at: number): number {
  const close =
    rest[at] === "$" ? "$" : rest.startsWith("\\(", at) ? "\\)" : rest.startsWith("\\[", at) ? "\\]" : null;
  if (close === null) return at;
  const end = rest.indexOf(close, at + close.length);
  return end === -1 ? rest.length : end + close.length;
}

function copulaAt(rest: string, at: number, copulas: readonly string[]): number {
  for (const copula of copulas) {
    if (!rest.startsWith(copula, at)) continue;
    // Scripts that write words apart need a whole word.
    const apart = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]/u.test(copula);
    if (apart && (isWord(rest[at - 1]) || isWord(rest[at + copula.length]))) continue;
    return copula.length;
  }
  return 0;
}

function isWord(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\d]/u.test(character);
}
