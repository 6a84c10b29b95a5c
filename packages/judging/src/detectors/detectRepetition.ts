/** Loops: a unit that repeats up to the end, and how much of the text has been there before. */
import type { Span } from "@plumbline/checker";

export interface Loop {
  /** Words of one round. */
  readonly period: number;
  /** How often the unit stands there, the last one perhaps cut off. */
  readonly rounds: number;
  /** From the loop's first word to the end. */
  readonly span: Span;
}

export interface Repetition {
  readonly loop: Loop | null;
  /** Share of n-grams of words that stood in the text before, 0 to 1; 0 where the text is shorter than one. */
  readonly seenBefore: number;
}

const NGRAM = 8;
const LONGEST_PERIOD = 200;
const LONGEST_TAIL = 4000;
const FEWEST_ROUNDS = 3;
const FEWEST_WORDS = 40;

/**
 * A loop has at least 3 rounds and 40 words: "3 + 3 + 3 + 3" is none. Linear: periods up to 200 words in the last 4,000.
 * @example detectRepetition("So x = 2. ".repeat(30)).loop?.period // 4
 */
export function detectRepetition(text: string): Repetition {
  const words = Array.from(text.matchAll(/\S+/gu), (match) => ({ text: match[0], start: match.index }));
  return { loop: findLoop(words, text.length), seenBefore: shareSeen(words.map((word) => word.text)) };
}

interface Word {
  readonly text: string;
  readonly start: number;
}

function findLoop(words: readonly Word[], end: number): Loop | null {
  const last = words.length - 1;
  for (let period = 1; period <= Math.min(LONGEST_PERIOD, words.length / FEWEST_ROUNDS); period += 1) {
    let length = period;
    while (
      length < Math.min(words.length, LONGEST_TAIL) &&
      isSame(words, last - length, last - length + period, last)
    )
      length += 1;
    if (length < Math.max(period * FEWEST_ROUNDS, FEWEST_WORDS)) continue;
    const start = words[words.length - length]?.start ?? 0;
    return { period, rounds: Math.ceil(length / period), span: { start, end } };
  }
  return null;
}

/** The very last word may be cut off in the middle. */
function isSame(words: readonly Word[], left: number, right: number, last: number): boolean {
  const [before, after] = [words[left]?.text ?? "", words[right]?.text ?? ""];
  return right === last ? before.startsWith(after) : before === after;
}

function shareSeen(words: readonly string[]): number {
  const total = words.length - NGRAM + 1;
  if (total < 1) return 0;
  const seen = new Set<string>();
  let again = 0;
  for (let at = 0; at < total; at += 1) {
    const gram = words.slice(at, at + NGRAM).join(" ");
    if (seen.has(gram)) again += 1;
    else seen.add(gram);
  }
  return again / total;
}
