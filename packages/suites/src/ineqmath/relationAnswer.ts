/**
 * The answer of a relation problem: a letter of A to F. Decision: the reference's rules in the reference's order (the
 * option as printed, then each option's tokens from A to F), but not its last one: where nothing matches it draws a
 * letter at random, which gives 1 point in 6 for silence and another score each time. Here that is no answer.
 */
import { answerSentence } from "./answerSentence.ts";

export type RelationLetter = "A" | "B" | "C" | "D" | "E" | "F";

export interface RelationOption {
  readonly letter: RelationLetter;
  /** As the options are printed in the problem. */
  readonly text: string;
  readonly tokens: readonly RegExp[];
}

/** The six options of every relation problem, in their order. */
export const RELATION_OPTIONS: readonly RelationOption[] = [
  { letter: "A", text: "$\\leq$", tokens: [/\\leq?(?![a-z])|\\leqslant|≤|<=/u] },
  { letter: "B", text: "$\\geq$", tokens: [/\\geq?(?![a-z])|\\geqslant|≥|>=/u] },
  { letter: "C", text: "$=$", tokens: [/(?<![<>!])=/u] },
  { letter: "D", text: "$<$", tokens: [/<(?!=)|\\lt(?![a-z])/u] },
  { letter: "E", text: "$>$", tokens: [/>(?!=)|\\gt(?![a-z])/u] },
  { letter: "F", text: "None of the above", tokens: [/none of the above/iu] },
];

/** The letter of a gold such as "(B) $\\geq$"; null where it names none. */
export function relationLetter(gold: string): RelationLetter | null {
  const letter = /^\s*\(?([A-F])\)?/u.exec(gold)?.[1];
  return RELATION_OPTIONS.find((option) => option.letter === letter)?.letter ?? null;
}

/**
 * The letter that a response answers; null where it names no option.
 * @example readRelation("The answer is (B) $\\geq$.") // "B"
 * @example readRelation("It depends.") // null
 */
export function readRelation(response: string): RelationLetter | null {
  const { text: sentence, announced } = answerSentence(response);
  const compact = sentence.replace(/\\text|[\s{}$\\()[\]]/gu, "");
  const printed = RELATION_OPTIONS.find(({ letter, text }) =>
    compact.includes(`${letter}${text.replace(/[\s$\\]/gu, "")}`),
  );
  if (printed !== undefined && sentence.includes(`(${printed.letter})`)) return printed.letter;
  const lettered = RELATION_OPTIONS.find(({ letter }) => sentence.includes(`(${letter})`));
  if (lettered !== undefined) return lettered.letter;
  // A sign in the last lines of a response that announces nothing is part of its calculation.
  if (!announced) return null;
  const token = RELATION_OPTIONS.find(({ tokens }) => tokens.some((pattern) => pattern.test(sentence)));
  if (token !== undefined) return token.letter;
  const lone = loneLetter(sentence);
  return RELATION_OPTIONS.find(({ letter }) => letter === lone)?.letter ?? null;
}

/** "The answer is B." */
function loneLetter(sentence: string): string | null {
  return (
    /^\W*(?:\\text\{|\\boxed\{|option |choice )*([A-F])\b(?![a-z'])/iu.exec(sentence)?.[1]?.toUpperCase() ??
    null
  );
}
