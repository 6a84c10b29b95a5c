/**
 * What every rule needs to know of the answers of one problem, counted in one pass. Decision: a sample without an
 * answer is only counted (`blank`); its votes are not looked at. A sample without a verdict (not verified, or every vote
 * an abstention) has no mean verdict: wherever a rule needs one, it has the value 0, since nothing speaks for it.
 */
import type { VoteTable } from "./voteTable.ts";

export interface AnswerTally {
  /** Index into the table's `answers`. */
  readonly answer: number;
  samples: number;
  right: number;
  /** Votes that are verdicts, and the positive ones among them. */
  verdicts: number;
  accepted: number;
  /** Sum over the samples of their mean verdicts. */
  meanSum: number;
  /** Largest mean verdict of a sample, how many samples reach it, and how many of those are right. */
  best: number;
  bestSamples: number;
  bestRight: number;
  /** Tokens of the samples whose length is known. */
  tokens: number;
  measured: number;
}

export interface Tallies {
  /** Answers in order of appearance. */
  readonly answers: readonly AnswerTally[];
  /** Samples without an answer, and those of them that are right all the same. */
  readonly blank: number;
  readonly blankRight: number;
  /** Verdicts on all samples with an answer. */
  readonly verdicts: number;
  /** Mean tokens of the samples with an answer and a known length; null where there are none. */
  readonly meanTokens: number | null;
}

/** Counts samples [from, to) with their votes [voteFrom, voteTo). */
export function tallyAnswers(
  table: VoteTable,
  from = 0,
  to: number = table.samples,
  voteFrom = 0,
  voteTo: number = table.votes,
): Tallies {
  const places = new Int32Array(table.answers.length);
  const answers: AnswerTally[] = [];
  const stride = table.votes + 1;
  let blank = 0;
  let blankRight = 0;
  let allVerdicts = 0;
  let allTokens = 0;
  let measured = 0;
  for (let sample = from; sample < to; sample += 1) {
    const answer = table.answerOf[sample] ?? -1;
    const right = table.right[sample] ?? 0;
    if (answer === -1) {
      blank += 1;
      blankRight += right;
      continue;
    }
    // `places` holds place + 1, so that 0 says "not seen yet".
    let place = (places[answer] ?? 0) - 1;
    if (place === -1) {
      place = answers.length;
      answers.push(emptyTally(answer));
      places[answer] = answers.length;
    }
    const tally = answers[place];
    if (tally === undefined) continue;
    const row = sample * stride;
    const verdicts = (table.verdicts[row + voteTo] ?? 0) - (table.verdicts[row + voteFrom] ?? 0);
    const accepted = (table.accepted[row + voteTo] ?? 0) - (table.accepted[row + voteFrom] ?? 0);
    const mean = verdicts === 0 ? 0 : accepted / verdicts;
    const tokens = table.lengths[sample] ?? Number.NaN;
    tally.samples += 1;
    tally.right += right;
    tally.verdicts += verdicts;
    tally.accepted += accepted;
    tally.meanSum += mean;
    if (mean > tally.best) {
      tally.best = mean;
      tally.bestSamples = 0;
      tally.bestRight = 0;
    }
    if (mean === tally.best) {
      tally.bestSamples += 1;
      tally.bestRight += right;
    }
    allVerdicts += verdicts;
    if (Number.isNaN(tokens)) continue;
    tally.tokens += tokens;
    tally.measured += 1;
    allTokens += tokens;
    measured += 1;
  }
  const meanTokens = measured === 0 ? null : allTokens / measured;
  return { answers, blank, blankRight, verdicts: allVerdicts, meanTokens };
}

function emptyTally(answer: number): AnswerTally {
  return {
    answer,
    samples: 0,
    right: 0,
    verdicts: 0,
    accepted: 0,
    meanSum: 0,
    best: 0,
    bestSamples: 0,
    bestRight: 0,
    tokens: 0,
    measured: 0,
  };
}
