/** What a number of samples of a problem promises, from its chance `share` in [0, 1] that one sample is right. */

/**
 * Chance that of `samples` both a right and a wrong one come out, 1 - p^N - (1 - p)^N: only then do the samples tell
 * anything against one another. In [0, 1).
 * @example mixedOutcomeChance(0.5, 8) // 0.9922
 */
export function mixedOutcomeChance(share: number, samples: number): number {
  return Math.max(0, 1 - share ** samples - (1 - share) ** samples);
}

/**
 * Samples needed for at least one right one with chance `chance` in (0, 1), not rounded; Infinity for a share of 0.
 * @example samplesForSuccess(0.01, 0.9) // 229.1
 */
export function samplesForSuccess(share: number, chance: number): number {
  return share === 1 ? 1 : Math.max(1, Math.log1p(-chance) / Math.log1p(-share));
}

/**
 * Knapsack RL's worth of `samples` samples: the chance of a mixed outcome times the expected gain p (1 - p)^2, which is
 * largest at p = 1/3. Source: Li et al., "Knapsack RL", arXiv 2509.25849.
 * @example knapsackValue(0.5, 7) // 0.12305
 */
export function knapsackValue(share: number, samples: number): number {
  return mixedOutcomeChance(share, samples) * share * (1 - share) ** 2;
}

/**
 * V0's utility of `samples` samples: B (1 - p) [1 - (1 - p)^(B - 1)].
 * @example v0Utility(0.5, 8) // 3.9688
 */
export function v0Utility(share: number, samples: number): number {
  return samples * (1 - share) * (1 - (1 - share) ** (samples - 1));
}

/**
 * What a problem can teach at most, p (1 - p) / (2 beta^2), for the weight `beta` > 0 of the penalty that holds the model
 * back; largest for a share of 1/2. Source: online difficulty filtering, Bae et al., arXiv 2504.03380.
 * @example learnability(0.5, 1) // 0.125
 */
export function learnability(share: number, beta: number): number {
  return (share * (1 - share)) / (2 * beta * beta);
}
