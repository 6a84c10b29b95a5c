/**
 * What sampling and verification are worth on a set of problems.
 *
 * Decision: every figure is a column with one value for each problem, and one bootstrap over problems (whole clusters)
 * gives all intervals: figures are paired because they see the same draws, and the cost does not grow with the number of
 * samples. No figure depends on the seed, only the ends of the intervals do. What is not handled: samples of one problem
 * are never drawn anew, so the intervals speak for other problems and not for other samples of these.
 */
import type { Estimate, PairedDifference } from "../../bootstrapMean.ts";
import { reliabilityBins } from "../../calibration.ts";
import { passAtK } from "../../passAtK.ts";
import { percentileInterval, resampleUnits, statisticOf, totalOf } from "../../resampleUnits.ts";
import { type AccuracyFigure, accuraciesOf, listFigures } from "./accuracyFigures.ts";
import { doublings, type PreparedProblems, prepareProblems } from "./prepareProblems.ts";
import type {
  ReportProblem,
  RuleDifference,
  RuleFigure,
  SelectionReport,
  SelectionReportOptions,
} from "./reportShape.ts";
import { spent, toTokenCost } from "./tokenCosts.ts";
import { verifierAccuracyOf } from "./verifierAccuracy.ts";

/** What the pessimistic rule is compared with. */
const BASELINES = ["single", "majority", "best_of_n", "weighted_sum"] as const;

/**
 * Null where there is too little for it: no problem with what the options ask for, or fewer than two samples of one.
 * Throws RangeError for an alpha out of range.
 * @example selectionReport(problems, { seed: 0 })?.rules.find(({ rule }) => rule === "majority")?.value // 0.768
 */
export function selectionReport(
  problems: readonly ReportProblem[],
  options: SelectionReportOptions,
): SelectionReport | null {
  const prepared = prepareProblems(problems, options);
  if (prepared === null || prepared.samples < 2) return null;
  const { samples, votes } = prepared;
  const figures = listFigures({
    samples,
    votes,
    alphas: options.alphas ?? [0.1, 0.5],
    penalty: options.penalty ?? "ln_over_n",
    lengthsKnown: prepared.problems.some((problem) => problem.samples.some(({ tokens }) => tokens !== null)),
  });
  const tokenCost = toTokenCost(prepared.problems);
  const ks = doublings(samples);
  const columns = estimateColumns(prepared, ks, figures, options);
  const estimated = figures.map((figure, at) => ({ figure, at, estimate: columns.estimate(ks.length + at) }));
  const full = estimated.filter(({ figure }) => figure.samples === samples);
  return {
    problems: prepared.problems.length,
    samples,
    votes,
    seed: options.seed,
    passAtK: ks.map((k, at) => ({ k, ...columns.estimate(at) })),
    rules: full.map(({ figure, estimate }) => ({ ...ruleOf(figure), votes: figure.votes, ...estimate })),
    differences: listDifferences(full, (first, second) =>
      columns.difference(ks.length + first, ks.length + second),
    ),
    scaling: estimated.map(({ figure, estimate }) => ({
      ...ruleOf(figure),
      samples: figure.samples,
      votes: figure.votes,
      tokens: tokenCost(figure.samples, figure.votes),
      ...estimate,
    })),
    verifier: verifierAccuracyOf(prepared, doublings(votes), options)?.estimates ?? [],
    reliability: reliabilityBins(scoresOf(prepared)),
    ...spent(problems),
  };
}

interface EstimatedColumns {
  estimate(column: number): Estimate;
  difference(first: number, second: number): PairedDifference;
}

/** Columns: pass@k for each k, then the figures; behind them the number of problems, which makes sums means. */
function estimateColumns(
  prepared: PreparedProblems,
  ks: readonly number[],
  figures: readonly AccuracyFigure[],
  options: SelectionReportOptions,
): EstimatedColumns {
  const counter = ks.length + figures.length;
  const width = counter + 1;
  const { unitOf, units } = prepared.units;
  const sums = new Float64Array(units * width);
  prepared.tables.forEach((table, problem) => {
    const right = table.right.reduce((sum, value) => sum + value, 0);
    const values = [...ks.map((k) => passAtK(table.samples, right, k)), ...accuraciesOf(table, figures), 1];
    const row = (unitOf[problem] ?? 0) * width;
    values.forEach((value, column) => {
      sums[row + column] = (sums[row + column] ?? 0) + value;
    });
  });
  const unitTable = { units, width, sums };
  const total = totalOf(unitTable);
  const resampled = resampleUnits(unitTable, options);
  const mean = (row: Float64Array, at: number, column: number): number =>
    (row[at + column] ?? 0) / (row[at + counter] ?? 1);
  return {
    estimate: (column) => ({
      value: mean(total, 0, column),
      ...percentileInterval(
        statisticOf(resampled, (row, at) => mean(row, at, column)),
        units,
      ),
    }),
    difference: (first, second) => {
      const difference = (row: Float64Array, at: number): number =>
        mean(row, at, first) - mean(row, at, second);
      return { diff: difference(total, 0), ...percentileInterval(statisticOf(resampled, difference), units) };
    },
  };
}

/** The pessimistic rule against each baseline, which has as many votes if it looks at any. */
function listDifferences(
  full: readonly { readonly figure: AccuracyFigure; readonly at: number }[],
  difference: (first: number, second: number) => PairedDifference,
): RuleDifference[] {
  return full
    .filter(({ figure }) => figure.rule === "pessimistic")
    .flatMap(({ figure, at }) =>
      BASELINES.flatMap((against) => {
        const other = full.find(
          ({ figure: { rule, votes } }) => rule === against && (votes === 0 || votes === figure.votes),
        );
        if (other === undefined) return [];
        return [{ ...ruleOf(figure), votes: figure.votes, against, ...difference(at, other.at) }];
      }),
    );
}

function ruleOf({ rule, alpha, penalty }: RuleFigure): RuleFigure {
  return { rule, alpha, penalty };
}

/** Samples with an answer and a verdict, by the share of positive ones. */
function scoresOf({ tables }: PreparedProblems): { score: number; right: boolean }[] {
  return tables.flatMap((table) =>
    Array.from(table.answerOf, (answer, sample) => {
      const last = sample * (table.votes + 1) + table.votes;
      const verdicts = table.verdicts[last] ?? 0;
      if (answer === -1 || verdicts === 0) return [];
      return [{ score: (table.accepted[last] ?? 0) / verdicts, right: table.right[sample] === 1 }];
    }).flat(),
  );
}
