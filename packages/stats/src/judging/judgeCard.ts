/**
 * What a judge is worth on labelled items. Decision: items on which the judge gave no verdict (unparseable, abstained)
 * are counted beside the matrix and left out of it, because a failure of the judge says nothing about the item; a judge
 * that dodges the hard items shows by `abstained`. Confidence is read as the chance that the verdict is right.
 */
import type { BootstrapOptions } from "../resampleUnits.ts";
import { type CalibrationEstimate, calibrationEstimate } from "./calibrationEstimate.ts";
import { type CardFigure, type CellCounts, countCells } from "./cardFigure.ts";
import { type Confusion, type ConfusionMetric, confusionMetric } from "./confusionMetrics.ts";

export interface JudgedItem {
  /** The label: whether the item deserves to pass. */
  readonly label: boolean;
  /** Null: the judge gave no verdict. */
  readonly verdict: boolean | null;
  /** Chance in [0, 1] that the verdict is right, by the judge's own word; null or left out: it said none. */
  readonly confidence?: number | null | undefined;
  /** Items of one problem share a cluster: they are drawn together. Null: a cluster of its own. */
  readonly cluster: string | null;
}

export interface JudgeCard {
  confusion: Confusion;
  /** All items given, and those of them without a verdict. */
  items: number;
  abstained: number;
  clusters: number;
  seed: number;
  /** Null where the matrix does not define the metric. */
  figures: Record<ConfusionMetric, CardFigure | null>;
  /** Of the verdicts that came with a confidence; null where none did. */
  calibration: CalibrationEstimate | null;
}

/**
 * @example judgeCard([{ label: true, verdict: true, cluster: null }, { label: false, verdict: false, cluster: null }], { seed: 0 }).figures.accuracy
 * // { value: 1, low: 0.3423..., high: 1, n: 2, method: "wilson" }
 */
export function judgeCard(items: readonly JudgedItem[], options: BootstrapOptions): JudgeCard {
  const judged = items.filter(({ verdict }) => verdict !== null);
  const cells = countCells(
    judged.map(({ label, verdict, cluster }) => ({ cell: (label ? 0 : 2) + (verdict ? 0 : 1), cluster })),
    4,
    options,
  );
  const confident = judged.flatMap(({ label, verdict, confidence, cluster }) =>
    confidence === null || confidence === undefined
      ? []
      : [{ score: confidence, right: verdict === label, cluster }],
  );
  const [truePositive = 0, falseNegative = 0, falsePositive = 0, trueNegative = 0] = cells.counts;
  return {
    confusion: { truePositive, falseNegative, falsePositive, trueNegative },
    items: items.length,
    abstained: items.length - judged.length,
    clusters: cells.clusters,
    seed: options.seed,
    figures: figuresOf(cells),
    calibration: calibrationEstimate(confident, options),
  };
}

/** The card of a published matrix, its items taken as independent. Precondition: whole counts. */
export function judgeCardOfConfusion(confusion: Confusion, options: BootstrapOptions): JudgeCard {
  const { truePositive, falseNegative, falsePositive, trueNegative } = confusion;
  const items = (count: number, label: boolean, verdict: boolean): JudgedItem[] =>
    Array.from({ length: count }, () => ({ label, verdict, cluster: null }));
  return judgeCard(
    [
      ...items(truePositive, true, true),
      ...items(falseNegative, true, false),
      ...items(falsePositive, false, true),
      ...items(trueNegative, false, false),
    ],
    options,
  );
}

/** The cells, in the order of `confusionMetric`. */
const HIT = 0;
const MISS = 1;
const FALSE_HIT = 2;
const REFUSAL = 3;

function figuresOf(cells: CellCounts): JudgeCard["figures"] {
  const matrix = [[HIT], [MISS], [FALSE_HIT], [REFUSAL]];
  const byCounts = (metric: ConfusionMetric): CardFigure | null =>
    cells.statistic(matrix, (counts) => confusionMetric(metric, counts));
  return {
    accuracy: cells.share([HIT, REFUSAL], [MISS, FALSE_HIT]),
    precision: cells.share([HIT], [FALSE_HIT]),
    recall: cells.share([HIT], [MISS]),
    specificity: cells.share([REFUSAL], [FALSE_HIT]),
    f1: byCounts("f1"),
    balancedAccuracy: byCounts("balancedAccuracy"),
    kappa: byCounts("kappa"),
    mcc: byCounts("mcc"),
  };
}
