/**
 * How each outcome is shown. Decision: never by colour alone. Each has its own glyph and word, and those that say
 * "we cannot tell" are hatched, so that the difference between wrong and unknown is seen before it is read.
 */
import type { Outcome } from "@plumbline/contract";

export interface OutcomeFacts {
  readonly label: string;
  readonly glyph: string;
  /** Whether it counts for, against, or only widens the bounds; the same as the contract's `toStanding`. */
  readonly standing: "right" | "wrong" | "ungradable";
  /** One sentence for people. */
  readonly meaning: string;
}

const FACTS: Readonly<Record<Outcome, OutcomeFacts>> = {
  correct: {
    label: "Correct",
    glyph: "✓",
    standing: "right",
    meaning: "The answer was shown to be the same as the gold.",
  },
  incorrect: {
    label: "Incorrect",
    glyph: "✕",
    standing: "wrong",
    meaning: "The answer was shown to differ from the gold.",
  },
  no_answer: {
    label: "No answer",
    glyph: "∅",
    standing: "wrong",
    meaning: "The response holds no final answer. Counts as not correct.",
  },
  truncated: {
    label: "Truncated",
    glyph: "⇥",
    standing: "wrong",
    meaning: "The response was cut off before an answer. Counts as not correct.",
  },
  undecided: {
    label: "Undecided",
    glyph: "?",
    standing: "ungradable",
    meaning: "The checker could not tell. Counts neither way and widens the bounds.",
  },
  gold_invalid: {
    label: "Gold unreadable",
    glyph: "⚑",
    standing: "ungradable",
    meaning: "The benchmark's own answer cannot be read. Counts neither way and widens the bounds.",
  },
  judge_unparseable: {
    label: "Judge unreadable",
    glyph: "¿",
    standing: "ungradable",
    meaning: "The judge's reply could not be read. Counts neither way and widens the bounds.",
  },
  unavailable: {
    label: "Grader absent",
    glyph: "○",
    standing: "ungradable",
    meaning: "The tool that would grade this is not there. Counts neither way and widens the bounds.",
  },
  error: {
    label: "Error",
    glyph: "!",
    standing: "ungradable",
    meaning: "Our own failure, to be tried again. Never counted as wrong.",
  },
};

/** Every outcome in the order of a bar, from right to unknown. */
export const SHOWN_OUTCOMES = Object.keys(FACTS) as readonly Outcome[];

export function outcomeFacts(outcome: Outcome): OutcomeFacts {
  return FACTS[outcome];
}

/** The outcome named in a query, or undefined where it names none. */
export function readOutcome(text: string | null): Outcome | undefined {
  return SHOWN_OUTCOMES.find((outcome) => outcome === text);
}
