import type { SelectionSample } from "./selectionRule.ts";

/**
 * The samples of one problem in a form that is tallied fast: answers numbered in order of appearance, votes as running
 * counts, so that any range of votes is two look-ups. Row `i`, vote `v` stands at `i * (votes + 1) + v`.
 */
export interface VoteTable {
  readonly samples: number;
  readonly votes: number;
  readonly answers: readonly string[];
  /** Index into `answers`, -1 for no answer. */
  readonly answerOf: Int32Array;
  /** 1 for a right sample; all 0 where grades are not known. */
  readonly right: Uint8Array;
  /** Tokens; NaN where unknown. */
  readonly lengths: Float64Array;
  /** Positive votes among the first `v`. */
  readonly accepted: Int32Array;
  /** Verdicts (votes that are not abstentions) among the first `v`. */
  readonly verdicts: Int32Array;
}

export interface GradedSample extends SelectionSample {
  readonly right?: boolean;
}

/** The table of all samples; `votes` is the number of votes looked at, by default as many as the best-covered sample has. */
export function toVoteTable(
  samples: readonly GradedSample[],
  votes: number = samples.reduce((most, sample) => Math.max(most, sample.votes.length), 0),
): VoteTable {
  const numbers = new Map<string, number>();
  const answerOf = new Int32Array(samples.length);
  const right = new Uint8Array(samples.length);
  const lengths = new Float64Array(samples.length);
  const accepted = new Int32Array(samples.length * (votes + 1));
  const verdicts = new Int32Array(samples.length * (votes + 1));
  samples.forEach((sample, index) => {
    const { answer } = sample;
    if (answer !== null && !numbers.has(answer)) numbers.set(answer, numbers.size);
    answerOf[index] = answer === null ? -1 : (numbers.get(answer) ?? -1);
    right[index] = sample.right === true ? 1 : 0;
    lengths[index] = sample.tokens ?? Number.NaN;
    const row = index * (votes + 1);
    for (let vote = 0; vote < votes; vote += 1) {
      const verdict = sample.votes[vote] ?? null;
      accepted[row + vote + 1] = (accepted[row + vote] ?? 0) + (verdict === true ? 1 : 0);
      verdicts[row + vote + 1] = (verdicts[row + vote] ?? 0) + (verdict === null ? 0 : 1);
    }
  });
  return {
    samples: samples.length,
    votes,
    answers: [...numbers.keys()],
    answerOf,
    right,
    lengths,
    accepted,
    verdicts,
  };
}
