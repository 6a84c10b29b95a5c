/**
 * How far a score can be read as a chance of being right. Decision: ten bins of equal width, since verdict shares of
 * few votes take few values and bins of equal content would have to split ties. Empty bins are left out.
 */
import { wilsonInterval } from "./wilsonInterval.ts";

export interface ScoredOutcome {
  /** In [0, 1]. */
  readonly score: number;
  readonly right: boolean;
}

/** Outcomes with a score in [from, to); the last bin holds 1 too. */
export interface ReliabilityBin {
  from: number;
  to: number;
  samples: number;
  meanScore: number;
  /** Share of them that is right, with Wilson's 95 % interval (samples taken as independent). */
  right: number;
  low: number;
  high: number;
}

/**
 * @example reliabilityBins([{ score: 0.95, right: true }, { score: 0.9, right: false }])
 * // [{ from: 0.9, to: 1, samples: 2, meanScore: 0.925, right: 0.5, low: 0.0945..., high: 0.9054... }]
 */
export function reliabilityBins(outcomes: readonly ScoredOutcome[], bins = 10): ReliabilityBin[] {
  const counts = Array.from({ length: bins }, () => ({ samples: 0, score: 0, right: 0 }));
  for (const { score, right } of outcomes) {
    const bin = counts[Math.min(bins - 1, Math.floor(score * bins))];
    if (bin === undefined) continue;
    bin.samples += 1;
    bin.score += score;
    bin.right += right ? 1 : 0;
  }
  return counts.flatMap(({ samples, score, right }, index) =>
    samples === 0
      ? []
      : [
          {
            from: index / bins,
            to: (index + 1) / bins,
            samples,
            meanScore: score / samples,
            right: right / samples,
            ...wilsonInterval(right, samples),
          },
        ],
  );
}

/**
 * Expected calibration error: mean over outcomes of |mean score - share right| of their bin, in [0, 1]; 0 without outcomes.
 * Source: Naeini et al., AAAI 2015.
 */
export function expectedCalibrationError(outcomes: readonly ScoredOutcome[], bins = 10): number {
  return reliabilityBins(outcomes, bins).reduce(
    (sum, { samples, meanScore, right }) => sum + (samples / outcomes.length) * Math.abs(meanScore - right),
    0,
  );
}

/** Brier score: mean squared distance of the score from the outcome, in [0, 1]. Precondition: one outcome. */
export function brierScore(outcomes: readonly ScoredOutcome[]): number {
  return (
    outcomes.reduce((sum, { score, right }) => sum + (score - (right ? 1 : 0)) ** 2, 0) / outcomes.length
  );
}
