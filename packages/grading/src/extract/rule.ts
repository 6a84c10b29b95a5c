/**
 * What an extraction rule is. Decision: a rule points at text, it never rewrites it, so that a page can highlight
 * what was graded; the one exception is a list of boxes, whose text is the boxes' contents joined by ", ".
 */
import type { Section } from "./section.ts";

/** A half-open range `[start, end)` of the response that holds an answer's text. */
export interface Found {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Where the rule's marker stands. Of two markers of one tier the later one wins: models correct themselves. */
  readonly at: number;
}

export interface RuleContext {
  /** Whether the gold is a choice letter, so that a lone capital letter is an answer. */
  readonly choice: boolean;
  /** Letters that may be chosen, in capitals. */
  readonly letters: string;
  /** The options' texts, where they are given. */
  readonly options: readonly string[];
  /** Whether the gold is words, so that a short sentence can be an answer as it stands. */
  readonly goldIsProse: boolean;
  /** Whether those words state something of a subject ("the set is empty"). */
  readonly goldStates: boolean;
  /** Whether the gold is nothing but words, one or more. */
  readonly goldIsWords: boolean;
  /** Whether the gold is yes, no, true or false. */
  readonly goldIsBoolean: boolean;
}

export interface Rule {
  /** Part of the grade: stored, shown, counted. */
  readonly name: string;
  /** The last answer that the rule sees in the section; null where it sees none. Time linear in the section. */
  readonly find: (section: Section, context: RuleContext) => Found | null;
}
