/** What a text states: expressions with relations between them. Plain data between reading and deciding. */
import type { Span } from "@plumbline/checker";
import type { ClaimRelation } from "./step.ts";

export interface MemberToken {
  readonly text: string;
  readonly letter: boolean;
  /** Whether white space stands before it. */
  readonly spaced: boolean;
}

export interface Member {
  /** What the checker reads: units and currency left out, signs in ASCII. */
  readonly text: string;
  readonly span: Span;
  /** Whether the text is a whole expression as far as can be seen; only such members make claims. */
  readonly whole: boolean;
  /** What it is made of, for putting values in the place of letters. */
  readonly tokens: readonly MemberToken[];
  /** The different letters in it, in order of appearance. */
  readonly letters: readonly string[];
  /** Whether a letter stands right before a bracket, as f in f(x): it may be a function or a factor. */
  readonly calls: boolean;
  /** Whether anything is computed: more than a signed number or a letter. */
  readonly computed: boolean;
  /** Digits after the point of a bare number; null for everything else. */
  readonly decimals: number | null;
  /** The decimal fractions that are written in it. */
  readonly decimalOperands: readonly string[];
  /** Unit words and signs, in lower case. */
  readonly units: readonly string[];
  readonly percent: boolean;
  /** Whether a leading minus may be a dash of the prose. */
  readonly dash: boolean;
  /** Whether it stands first after a word: a lone number there may belong to the words ("in 2014 = ..."). */
  readonly afterWord: boolean;
}

export interface Chain {
  readonly members: readonly Member[];
  /** `relations[i]` stands between members i and i + 1. */
  readonly relations: readonly ClaimRelation[];
  readonly span: Span;
}

/**
 * The text with values in the place of letters, and with a sign for the product before them: "0.7(6)" is a repeating decimal.
 * @example putIn(member("2x+y"), new Map([["x", "5"]])) // "2*(5)+y"
 */
export function putIn(member: Member, values: ReadonlyMap<string, string>): string {
  return member.tokens
    .map(({ text, letter, spaced }, index) => {
      const value = letter ? values.get(text) : undefined;
      const before = member.tokens[index - 1];
      const product = before !== undefined && (before.letter || /[\d)\]}]$/u.test(before.text));
      return (
        (spaced && index > 0 ? " " : "") + (value === undefined ? text : `${product ? "*" : ""}(${value})`)
      );
    })
    .join("");
}
