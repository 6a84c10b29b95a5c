/**
 * Accuracy of every rule at every number of samples and votes, problem by problem.
 *
 * Decision: with n of N samples and v of M votes, a problem's figure is the mean over the floor(N / n) * floor(M / v)
 * disjoint groups of consecutive samples and votes, each with its lots. Using the first n and v alone would throw away
 * most of what was generated and make the left end of every curve the noisiest. Groups of one problem are not
 * independent, which is no matter: the bootstrap draws problems. What is left behind the last full group is not used.
 */

import type { ScoringRule } from "../rules/scoringRule.ts";
import { toScoringRule } from "../rules/toScoringRule.ts";
import { type Penalty, SELECTION_RULES, type SelectionRule } from "../selectionRule.ts";
import { expectedRight } from "../settleLots.ts";
import { tallyAnswers } from "../tallyAnswers.ts";
import type { VoteTable } from "../voteTable.ts";
import { doublings } from "./prepareProblems.ts";
import type { RuleFigure } from "./reportShape.ts";

/** A figure of the report: a rule with `samples` samples and `votes` verdicts on each (0: it looks at none). */
export interface AccuracyFigure extends RuleFigure {
  readonly samples: number;
  readonly votes: number;
  readonly scoring: ScoringRule;
}

export interface FigureOptions {
  readonly samples: number;
  readonly votes: number;
  readonly alphas: readonly number[];
  readonly penalty: Penalty;
  /** Without any length the shortest majority would be the majority under another name: it is left out. */
  readonly lengthsKnown: boolean;
}

/** All figures, by samples, then votes, then rule in the order of the vocabulary. */
export function listFigures(options: FigureOptions): AccuracyFigure[] {
  const rules = SELECTION_RULES.filter(
    (rule) => rule !== "shortest_majority" || options.lengthsKnown,
  ).flatMap((rule) => parametersOf(rule, options));
  return doublings(options.samples).flatMap((samples) =>
    [0, ...doublings(options.votes)].flatMap((votes) =>
      rules
        .filter(({ readsVotes }) => readsVotes === votes > 0)
        .map(({ figure, scoring }) => ({ ...figure, samples, votes, scoring })),
    ),
  );
}

interface ParametrisedRule {
  readonly figure: RuleFigure;
  readonly scoring: ScoringRule;
  readonly readsVotes: boolean;
}

function parametersOf(
  rule: SelectionRule["rule"],
  { alphas, penalty }: Pick<FigureOptions, "alphas" | "penalty">,
): ParametrisedRule[] {
  if (rule === "pessimistic") {
    return alphas.map((alpha) => ({
      figure: { rule, alpha, penalty },
      scoring: toScoringRule({ rule, alpha, penalty }),
      readsVotes: true,
    }));
  }
  const readsVotes = rule === "best_of_n" || rule === "weighted_sum";
  return [{ figure: { rule, alpha: null, penalty: null }, scoring: toScoringRule({ rule }), readsVotes }];
}

/** One problem's accuracy of each figure, in the order of `figures`. */
export function accuraciesOf(table: VoteTable, figures: readonly AccuracyFigure[]): Float64Array {
  const accuracies = new Float64Array(figures.length);
  // Figures of the same samples and votes stand together and share their tallies.
  let start = 0;
  while (start < figures.length) {
    const samples = figures[start]?.samples ?? 1;
    const votes = figures[start]?.votes ?? 0;
    let end = start;
    while (figures[end]?.samples === samples && figures[end]?.votes === votes) end += 1;
    const sampleGroups = Math.floor(table.samples / samples);
    const voteGroups = votes === 0 ? 1 : Math.floor(table.votes / votes);
    const share = 1 / (sampleGroups * voteGroups);
    for (let group = 0; group < sampleGroups; group += 1) {
      for (let voteGroup = 0; voteGroup < voteGroups; voteGroup += 1) {
        const tallies = tallyAnswers(
          table,
          group * samples,
          (group + 1) * samples,
          voteGroup * votes,
          (voteGroup + 1) * votes,
        );
        for (let at = start; at < end; at += 1) {
          const scoring = figures[at]?.scoring;
          if (scoring === undefined) continue;
          accuracies[at] = (accuracies[at] ?? 0) + share * expectedRight(tallies, scoring);
        }
      }
    }
    start = end;
  }
  return accuracies;
}
