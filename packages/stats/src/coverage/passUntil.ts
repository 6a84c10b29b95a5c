import { betaQuantile } from "../distributions.ts";
import type { Interval } from "../wilsonInterval.ts";

export interface PassUntilEstimate {
  /** passes / draws: too high in the mean, since the last draw was a pass by design. */
  plugIn: number;
  /** (passes - 1) / (draws - 1), unbiased; null for one pass, which has no unbiased estimate. */
  unbiased: number | null;
  /** Exact (Clopper and Pearson's for this way of stopping). */
  interval: Interval;
}

/**
 * Chance of a pass, from sampling until `passes` samples passed, which took `draws`: a way to tell 1e-4 from 1e-5 on
 * problems that a fixed number of samples would call unsolved. Preconditions: 1 <= passes <= draws; the number of passes
 * was set beforehand. Sources: Hu et al., "Predicting Emergent Abilities with Infinite Resolution Evaluation" (PassUntil),
 * arXiv 2310.03262; Haldane, Biometrika 33 (1945).
 * @example passUntil(3, 57) // { plugIn: 0.05263..., unbiased: 0.03571..., interval: ... }
 */
export function passUntil(passes: number, draws: number, confidence = 0.95): PassUntilEstimate {
  const tail = (1 - confidence) / 2;
  return {
    plugIn: passes / draws,
    unbiased: passes === 1 ? null : (passes - 1) / (draws - 1),
    interval: {
      low: betaQuantile(tail, passes, draws - passes + 1),
      // The draw that ended it is no evidence of how rare passes are: it had to be one.
      high: draws === passes ? 1 : betaQuantile(1 - tail, passes, draws - passes),
    },
  };
}
