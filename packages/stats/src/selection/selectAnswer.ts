/**
 * From the samples of one problem to one answer. Decision: a tie is settled by a seeded lot for a single choice, and by
 * the mean over all lots for a figure (`expectedAccuracy`), so that no published number depends on a seed. The tied
 * answers are put in the order of their text before the lot is drawn: the order of the samples changes nothing.
 */
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { seededGenerator } from "../seededGenerator.ts";
import { toScoringRule } from "./rules/toScoringRule.ts";
import type { SelectionRule, SelectionSample } from "./selectionRule.ts";
import { expectedRight, settleLots } from "./settleLots.ts";
import { tallyAnswers } from "./tallyAnswers.ts";
import { toVoteTable } from "./voteTable.ts";

export interface AnswerRow {
  readonly answer: string;
  /** Samples that give it. */
  readonly samples: number;
  /** Share of positive ones among all verdicts on its samples; null without a verdict. */
  readonly meanVerdict: number | null;
  /** By the rule; finite. */
  readonly score: number;
}

export interface Selection {
  /** Null where no sample has an answer, or where `single` drew one without. */
  readonly answer: string | null;
  /** Highest score first; equal scores in order of the answers' text. */
  readonly table: readonly AnswerRow[];
  /** Whether a lot decided between different answers. */
  readonly tie: boolean;
}

/**
 * The answer that a rule selects. Samples without an answer take part in nothing but `single`; abstentions are no
 * verdicts; what a rule does with a solution without a verdict stands with the rule (its mean verdict counts as 0).
 * Throws RangeError for an alpha out of range.
 * @example selectAnswer([{ answer: "4", votes: [true] }, { answer: "5", votes: [false] }], { rule: "best_of_n" }, { seed: 0 }).answer
 * // "4"
 */
export function selectAnswer(
  samples: readonly SelectionSample[],
  rule: SelectionRule,
  options: { readonly seed: number },
): Selection {
  const voteTable = toVoteTable(samples);
  const tallies = tallyAnswers(voteTable);
  const scoring = toScoringRule(rule);
  const nameOf = (index: number): string => voteTable.answers[index] ?? "";
  const table = tallies.answers
    .map((tally) => ({
      answer: nameOf(tally.answer),
      samples: tally.samples,
      meanVerdict: tally.verdicts === 0 ? null : tally.accepted / tally.verdicts,
      score: scoring.score(tally, tallies),
    }))
    .sort((a, b) => b.score - a.score || compareText(a.answer, b.answer));
  const tied = settleLots(tallies, scoring)
    .map(({ answer, lots }) => ({ lots, answer: answer === null ? null : nameOf(answer) }))
    .sort((a, b) => (a.answer === null ? 1 : b.answer === null ? -1 : compareText(a.answer, b.answer)));
  return { answer: drawLot(tied, options.seed), table, tie: tied.length > 1 };
}

/**
 * Chance in [0, 1] that the rule's answer is right, over the lots that settle its ties; 0 where no sample has an
 * answer. An answer whose samples disagree in `right` counts with their share. Throws RangeError for an alpha out of
 * range.
 * @example expectedAccuracy([{ answer: "4", right: true, votes: [] }, { answer: "5", right: false, votes: [] }], { rule: "majority" })
 * // 0.5
 */
export function expectedAccuracy(
  samples: readonly (SelectionSample & { readonly right: boolean })[],
  rule: SelectionRule,
): number {
  return expectedRight(tallyAnswers(toVoteTable(samples)), toScoringRule(rule));
}

function drawLot(
  tied: readonly { readonly lots: number; readonly answer: string | null }[],
  seed: number,
): string | null {
  const held = tied.reduce((sum, { lots }) => sum + lots, 0);
  if (held === 0) return null;
  let left = uniformInt(seededGenerator(seed), 0, held - 1);
  for (const { lots, answer } of tied) {
    if (left < lots) return answer;
    left -= lots;
  }
  return null;
}

/** By code units: the same order on every machine. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
