/**
 * Figures of a card: items fall into a few cells (a confusion matrix has four), and every figure is a function of how
 * many items each cell holds.
 *
 * Decision: a share of independent items has Wilson's interval. Everything else (F1, kappa, ...) and every share of
 * items that come in clusters has a bootstrap interval over clusters, to which each resample adds a Gamma(1/2) draw in
 * every cell the figure looks at. Without that, a judge that made no error on 20 items would get the interval [1, 1]:
 * a resample cannot draw what the sample does not hold. With single items it is the Bayesian bootstrap under Jeffreys'
 * prior but for the weights (whole instead of exponential ones). An interval always holds its value.
 * Sources: Wilson, JASA 22 (1927); Rubin, Annals of Statistics 9 (1981); Efron and Tibshirani (1993), chapter 13.
 */
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import type { Estimate } from "../bootstrapMean.ts";
import {
  type BootstrapOptions,
  percentileInterval,
  resampleUnits,
  totalOf,
  toUnits,
} from "../resampleUnits.ts";
import { seededGenerator } from "../seededGenerator.ts";
import { wilsonInterval } from "../wilsonInterval.ts";

/** A value with its interval, how many items it is made of, and how the interval was made. */
export interface CardFigure extends Estimate {
  n: number;
  method: "wilson" | "bootstrap";
}

export interface CelledItem {
  /** From 0. */
  readonly cell: number;
  /** Items of one cluster are not independent; null makes the item a cluster of its own. */
  readonly cluster: string | null;
}

export interface CellCounts {
  /** Items in each cell. */
  readonly counts: readonly number[];
  readonly clusters: number;
  /** For each resample the numbers of items in groups of cells, smoothed: `row * groups.length + group`. */
  draws(groups: readonly (readonly number[])[]): Float64Array;
  /** Share that the cells `part` have of themselves and the cells `rest`; null where both are empty. */
  share(part: readonly number[], rest: readonly number[]): CardFigure | null;
  /** A function of the numbers of items in groups of cells; null where it is not defined (NaN). */
  statistic(
    groups: readonly (readonly number[])[],
    value: (counts: readonly number[]) => number,
  ): CardFigure | null;
}

/**
 * @example countCells([{ cell: 0, cluster: null }, { cell: 1, cluster: null }], 2, { seed: 0 }).share([0], [1])
 * // { value: 0.5, low: 0.0945..., high: 0.9054..., n: 2, method: "wilson" }
 */
export function countCells(
  items: readonly CelledItem[],
  width: number,
  options: BootstrapOptions,
): CellCounts {
  const { unitOf, units } = toUnits(items.map(({ cluster }) => cluster));
  const sums = new Float64Array(units * width);
  items.forEach(({ cell }, index) => {
    const at = (unitOf[index] ?? 0) * width + cell;
    sums[at] = (sums[at] ?? 0) + 1;
  });
  const table = { units, width, sums };
  const counts = Array.from(totalOf(table));
  const drawn = items.length === 0 ? table : resampleUnits(table, options);
  const draws: CellCounts["draws"] = (groups) => {
    const generator = seededGenerator(options.seed ^ SMOOTHING);
    return Float64Array.from({ length: drawn.units * groups.length }, (_, at) => {
      const row = Math.floor(at / groups.length) * width;
      return sumOf(drawn.sums, row, groups[at % groups.length] ?? []) + halfGamma(generator);
    });
  };
  const statistic: CellCounts["statistic"] = (groups, value) => {
    const own = groups.map((cells) => sumOf(counts, 0, cells));
    const point = value(own);
    if (Number.isNaN(point)) return null;
    const rows = draws(groups);
    const values = Float64Array.from({ length: drawn.units }, (_, row) =>
      value(Array.from(rows.subarray(row * groups.length, (row + 1) * groups.length))),
    );
    const { low, high } = percentileInterval(values, units, options.confidence);
    const n = own.reduce((sum, count) => sum + count, 0);
    return { value: point, low: Math.min(low, point), high: Math.max(high, point), n, method: "bootstrap" };
  };
  const share: CellCounts["share"] = (part, rest) => {
    if (units < items.length)
      return statistic([part, rest], ([inside = 0, outside = 0]) => inside / (inside + outside));
    const inside = sumOf(counts, 0, part);
    const n = inside + sumOf(counts, 0, rest);
    if (n === 0) return null;
    return { value: inside / n, ...wilsonInterval(inside, n, options.confidence), n, method: "wilson" };
  };
  return { counts, clusters: units, draws, share, statistic };
}

/** Keeps the smoothing draws apart from the draws of the resamples, which use the seed itself. */
const SMOOTHING = 0x5bd1e995;

/** Half the square of a normal draw (Box and Muller), which is a Gamma(1/2) draw; mean 1/2. */
function halfGamma(generator: ReturnType<typeof seededGenerator>): number {
  const exponential = -Math.log(1 - uniformFloat64(generator));
  return exponential * Math.cos(2 * Math.PI * uniformFloat64(generator)) ** 2;
}

function sumOf(values: ArrayLike<number>, offset: number, cells: readonly number[]): number {
  return cells.reduce((sum, cell) => sum + (values[offset + cell] ?? 0), 0);
}
