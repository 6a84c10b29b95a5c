import type { Estimate } from "../bootstrapMean.ts";
import {
  brierScore,
  expectedCalibrationError,
  type ReliabilityBin,
  reliabilityBins,
  type ScoredOutcome,
} from "../calibration.ts";
import {
  type BootstrapOptions,
  percentileInterval,
  resampleUnits,
  statisticOf,
  toUnits,
} from "../resampleUnits.ts";

export interface ClusteredOutcome extends ScoredOutcome {
  /** Outcomes of one cluster are drawn together; null makes the outcome a cluster of its own. */
  readonly cluster: string | null;
}

/** Both errors are in [0, 1], 0 is best; intervals are by bootstrap over clusters. */
export interface CalibrationEstimate {
  outcomes: number;
  brier: Estimate;
  /** Expected calibration error over ten bins. A resample's error is larger than the sample's own by its noise, so the interval leans upward: a careful statement. */
  calibrationError: Estimate;
  bins: ReliabilityBin[];
}

const BINS = 10;

/** Null without outcomes. @example calibrationEstimate([{ score: 0.9, right: true, cluster: null }], { seed: 0 })?.brier.value // 0.01 */
export function calibrationEstimate(
  outcomes: readonly ClusteredOutcome[],
  options: BootstrapOptions,
): CalibrationEstimate | null {
  if (outcomes.length === 0) return null;
  const { unitOf, units } = toUnits(outcomes.map(({ cluster }) => cluster));
  // Columns: for each bin the sum of score - right, which is all that the error needs of it; squares; outcomes.
  const [squares, count, width] = [BINS, BINS + 1, BINS + 2];
  const sums = new Float64Array(units * width);
  outcomes.forEach(({ score, right }, index) => {
    const row = (unitOf[index] ?? 0) * width;
    const miss = score - (right ? 1 : 0);
    const bin = row + Math.min(BINS - 1, Math.floor(score * BINS));
    sums[bin] = (sums[bin] ?? 0) + miss;
    sums[row + squares] = (sums[row + squares] ?? 0) + miss * miss;
    sums[row + count] = (sums[row + count] ?? 0) + 1;
  });
  const drawn = resampleUnits({ units, width, sums }, options);
  const brier = statisticOf(drawn, (row, at) => (row[at + squares] ?? 0) / (row[at + count] ?? 0));
  const error = statisticOf(drawn, (row, at) => {
    let sum = 0;
    for (let bin = 0; bin < BINS; bin += 1) sum += Math.abs(row[at + bin] ?? 0);
    return sum / (row[at + count] ?? 0);
  });
  return {
    outcomes: outcomes.length,
    brier: { value: brierScore(outcomes), ...percentileInterval(brier, units, options.confidence) },
    calibrationError: {
      value: expectedCalibrationError(outcomes, BINS),
      ...percentileInterval(error, units, options.confidence),
    },
    bins: reliabilityBins(outcomes, BINS),
  };
}
