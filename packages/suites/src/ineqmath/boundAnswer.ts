/** The answer of a bound problem: the constant C. */
import { readAnswer } from "@plumbline/checker";
import { answerSentence } from "./answerSentence.ts";

const LONGEST = 400;

/**
 * The text of C in "C = ...", from the answer sentence; else what is boxed there. Null where there is none or the text is
 * no mathematics.
 * @example readBound("The answer is $C=\\frac{5}{2}$.") // "\\frac{5}{2}"
 */
export function readBound(response: string): string | null {
  const { text: sentence, announced } = answerSentence(response);
  const all = [...sentence.matchAll(/(?<![a-zA-Z\\])C\s*(?:\\\)|\$|\})?\s*=\s*/gu)];
  const named = announced ? all[0] : all.at(-1);
  const boxed = sentence.lastIndexOf("\\boxed{");
  const start = named !== undefined ? named.index + named[0].length : boxed;
  if (start < 0) return null;
  const text = cutFormula(sentence.slice(start, start + LONGEST));
  return text === "" || readAnswer(text).status === "unread" || isWords(text) ? null : text;
}

/** The constant of a gold such as "$C = 3$", with or without its signs. */
export function boundGold(gold: string): string {
  return cutFormula(gold.replace(/^[\s$]*C\s*=\s*/u, ""));
}

/** Up to where the formula is closed, the line ends, or the sentence does. */
function cutFormula(text: string): string {
  const opened = text.trimStart().replace(/^(?:\$+|\\\(|\\\[)\s*/u, "");
  const end = opened.search(/\$|\\\)|\\\]|\n|[.,;]\s|[.,;]$/u);
  const formula = (end < 0 ? opened : opened.slice(0, end)).trim();
  return formula.replace(/[.,;:]+$/u, "").trim();
}

function isWords(text: string): boolean {
  const reading = readAnswer(text);
  return reading.status === "read" && reading.shape === "text";
}
