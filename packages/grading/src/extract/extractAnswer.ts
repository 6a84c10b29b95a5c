/**
 * Response text to answer text, with the rule that found it and where it stands.
 *
 * Decision: ordered tiers of rules. Within a tier the marker that stands last wins, because models correct
 * themselves; a lower tier is asked only where no higher one finds anything. What announces an answer (a box, a tag,
 * "the answer is") outranks what merely stands last. An output that hit its token limit is graded only where it had
 * announced its answer: the last number of a cut-off text is no answer. Nothing is re-read after the checker has
 * failed to read it, so no fragment of an unreadable answer is ever graded.
 */
import type { Finish } from "@plumbline/contract";
import type { Found, Rule, RuleContext } from "./rule.ts";
import { answerLine, hashes } from "./rules/answerLine.ts";
import { answerPhrase, finalAnswer } from "./rules/answerPhrase.ts";
import { answerTag } from "./rules/answerTag.ts";
import { booleanWord } from "./rules/booleanWord.ts";
import { boxed } from "./rules/boxed.ts";
import { announcedLetter, asLetter, choiceLetter, lastLetter } from "./rules/choiceLetter.ts";
import { jsonAnswer } from "./rules/jsonAnswer.ts";
import { lastStatement } from "./rules/lastStatement.ts";
import { codeOutput, lastMaths, lastNumberRule } from "./rules/lastValue.ts";
import { optionText } from "./rules/optionText.ts";
import { whole } from "./rules/whole.ts";
import { type Section, toSection } from "./section.ts";

export interface ExtractedAnswer {
  readonly text: string;
  readonly rule: string;
  /** Offsets into the response in UTF-16 code units, of the answer's text itself. */
  readonly start: number;
  readonly end: number;
}

export type Extraction =
  | { readonly status: "found"; readonly answer: ExtractedAnswer }
  | { readonly status: "none"; readonly reason: string }
  | { readonly status: "truncated"; readonly reason: string };

/** Rules that read an announcement, by tier. */
export const ANNOUNCED_TIERS: readonly (readonly Rule[])[] = [
  [boxed, answerTag, jsonAnswer, hashes, finalAnswer],
  [answerPhrase, answerLine],
];
/** The same where a choice letter is expected. */
const CHOICE_TIERS: readonly (readonly Rule[])[] = [
  [asLetter(boxed), asLetter(answerTag), asLetter(jsonAnswer)],
  [whole],
  [announcedLetter],
  [choiceLetter],
];
const REMAINING_TIERS: readonly (readonly Rule[])[] = [
  [whole],
  [codeOutput],
  [booleanWord],
  [lastStatement],
  [lastMaths, lastNumberRule],
];
/** Where a letter is expected and none is announced: an option's text, then any letter at all. */
const REMAINING_CHOICE_TIERS: readonly (readonly Rule[])[] = [
  [boxed, answerTag, jsonAnswer],
  [optionText],
  [lastLetter],
  ...ANNOUNCED_TIERS,
  ...REMAINING_TIERS,
];

/**
 * Total and linear in the response's length.
 * @example extractAnswer("So it is $\\boxed{4}$.", {}) // { status: "found", answer: { text: "4", rule: "boxed", start: 16, end: 17 } }
 */
export function extractAnswer(
  response: string,
  { finish, context = NO_CHOICE }: { finish?: Finish | null | undefined; context?: RuleContext },
): Extraction {
  const visible = toSection(response);
  if (visible.status === "unfinished_thinking") {
    return { status: "truncated", reason: `The output ends inside ${visible.tag}.` };
  }
  const { section } = visible;
  const announcing = context.choice ? CHOICE_TIERS : ANNOUNCED_TIERS;
  const announced = firstOf(announcing, section, context);
  if (announced !== null) return { status: "found", answer: announced };
  if (finish === "length") {
    return { status: "truncated", reason: "The output hit its token limit before it announced an answer." };
  }
  const remaining = context.choice ? REMAINING_CHOICE_TIERS : REMAINING_TIERS;
  const found = firstOf(remaining, section, context);
  if (found !== null) return { status: "found", answer: found };
  return { status: "none", reason: "No rule found an answer in the output." };
}

/** What announces an answer in a text that is a gold: a solution that was given whole. Null for a bare gold. */
export function extractAnnounced(text: string): ExtractedAnswer | null {
  const visible = toSection(text);
  return visible.status === "visible" ? firstOf(ANNOUNCED_TIERS, visible.section, NO_CHOICE) : null;
}

const NO_CHOICE: RuleContext = {
  choice: false,
  letters: "",
  options: [],
  goldIsProse: false,
  goldStates: false,
  goldIsWords: false,
  goldIsBoolean: false,
};

function firstOf(
  tiers: readonly (readonly Rule[])[],
  section: Section,
  context: RuleContext,
): ExtractedAnswer | null {
  for (const tier of tiers) {
    let best: Found | null = null;
    let name = "";
    for (const rule of tier) {
      const found = rule.find(section, context);
      if (found !== null && (best === null || found.at > best.at)) {
        best = found;
        name = rule.name;
      }
    }
    if (best !== null) return { text: best.text, rule: name, start: best.start, end: best.end };
  }
  return null;
}
