/**
 * The engine of every bootstrap here. Decision: problems that share a cluster are drawn together, so the unit that is
 * drawn is the cluster, and all figures of a report are columns of one table of sums by unit. A resample then is the
 * sum of drawn rows: all columns see the same draw, which is what pairs them, and the whole report costs one pass over
 * contiguous memory for each resample. A mean is a column divided by the column that counts problems. Intervals are
 * expanded percentile intervals: the plain ones are too narrow for few units (30 units: .935 instead of .95), by the
 * factor that Student's t and the divisor n - 1 repair for a mean.
 * Sources: Efron and Tibshirani, "An Introduction to the Bootstrap" (1993), chapter 13 (percentile intervals);
 * Hesterberg, The American Statistician 69 (2015) (expanded ones).
 */
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { normalCdf, studentQuantile } from "./distributions.ts";
import { seededGenerator } from "./seededGenerator.ts";
import type { Interval } from "./wilsonInterval.ts";

export interface BootstrapOptions {
  /** 32-bit whole number; the same seed gives the same interval for ever. */
  readonly seed: number;
  /** At least 1; 1000 where it is left out. */
  readonly resamples?: number | undefined;
  /** In (0, 1); 0.95 where it is left out. */
  readonly confidence?: number | undefined;
}

/** Sums by unit: row `u`, column `c` stands at `u * width + c`. */
export interface UnitTable {
  readonly units: number;
  readonly width: number;
  readonly sums: Float64Array;
}

/** Which unit each observation belongs to. A null cluster is a unit of its own. */
export interface Units {
  readonly unitOf: readonly number[];
  readonly units: number;
}

/** @example toUnits(["a", null, "a"]) // { unitOf: [0, 1, 0], units: 2 } */
export function toUnits(clusters: readonly (string | null)[]): Units {
  const known = new Map<string, number>();
  let units = 0;
  const unitOf = clusters.map((cluster) => {
    const unit = (cluster === null ? undefined : known.get(cluster)) ?? units++;
    if (cluster !== null) known.set(cluster, unit);
    return unit;
  });
  return { unitOf, units };
}

/** Column sums of each resample, in the layout of `UnitTable`: as many units are drawn, with replacement, as there are. */
export function resampleUnits(table: UnitTable, options: BootstrapOptions): UnitTable {
  const { units, width, sums } = table;
  const resamples = options.resamples ?? 1000;
  const generator = seededGenerator(options.seed);
  const drawn = new Float64Array(resamples * width);
  const times = new Int32Array(units);
  const row = new Float64Array(width);
  for (let resample = 0; resample < resamples; resample += 1) {
    times.fill(0);
    row.fill(0);
    for (let draw = 0; draw < units; draw += 1) {
      const unit = uniformInt(generator, 0, units - 1);
      times[unit] = (times[unit] ?? 0) + 1;
    }
    // A unit that is not drawn, more than one in three, costs nothing.
    for (let unit = 0; unit < units; unit += 1) {
      const weight = times[unit] ?? 0;
      if (weight === 0) continue;
      const from = unit * width;
      for (let column = 0; column < width; column += 1)
        row[column] = (row[column] ?? 0) + weight * (sums[from + column] ?? 0);
    }
    drawn.set(row, resample * width);
  }
  return { units: resamples, width, sums: drawn };
}

/** Sums of every column over all units. */
export function totalOf(table: UnitTable): Float64Array {
  const total = new Float64Array(table.width);
  table.sums.forEach((value, at) => {
    total[at % table.width] = (total[at % table.width] ?? 0) + value;
  });
  return total;
}

/** Every resample's value of a statistic, which reads its columns at `offset + column`. */
export function statisticOf(
  resampled: UnitTable,
  statistic: (sums: Float64Array, offset: number) => number,
): Float64Array {
  return Float64Array.from({ length: resampled.units }, (_, at) =>
    statistic(resampled.sums, at * resampled.width),
  );
}

/**
 * The middle of the values, between neighbours by straight lines, of a width that makes up for few `units` drawn (see
 * above; at .95 two units give all of the range). NaN values (a statistic that a resample does not define) are left out.
 * Precondition: one value is a number.
 */
export function percentileInterval(values: Float64Array, units: number, confidence = 0.95): Interval {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  const quantile = (share: number): number => {
    const place = share * (sorted.length - 1);
    const below = sorted[Math.floor(place)] ?? Number.NaN;
    const above = sorted[Math.ceil(place)] ?? below;
    return below + (above - below) * (place - Math.floor(place));
  };
  const tail = tailOf(units, confidence);
  return { low: quantile(tail), high: quantile(1 - tail) };
}

/** Share of the resamples to leave out at each end. */
function tailOf(units: number, confidence: number): number {
  if (units < 2) return (1 - confidence) / 2;
  return normalCdf(-Math.sqrt(units / (units - 1)) * studentQuantile((1 + confidence) / 2, units - 1));
}
