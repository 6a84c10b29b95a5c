/** A wrong rollout from a state: how often rollouts from there come out right, and how long this one is. */
export interface Rollout {
  /** MC(s) in [0, 1]: right rollouts / rollouts. */
  readonly rightShare: number;
  /** In the unit of `longest` (words in the paper). */
  readonly length: number;
}

export interface RolloutValueOptions {
  /** alpha in (0, 1]: how much states that often come out right are preferred. 0.5 where it is left out. */
  readonly alpha?: number;
  /** beta in (0, 1]: how much long rollouts are shunned. 0.9 where it is left out. */
  readonly beta?: number;
  /** L > 0: the length that costs one factor beta. 500 where it is left out. */
  readonly longest?: number;
}

/**
 * OmegaPRM's Q(s, r) = alpha^(1 - MC(s)) * beta^(length / L), in (0, 1]: prefers wrong rollouts from states that mostly
 * come out right, where the error is the model's slip. Source: Luo et al., arXiv 2406.06592.
 * @example rolloutValue({ rightShare: 0.75, length: 250 }) // 0.79774
 */
export function rolloutValue(rollout: Rollout, options: RolloutValueOptions = {}): number {
  const { alpha = 0.5, beta = 0.9, longest = 500 } = options;
  return alpha ** (1 - rollout.rightShare) * beta ** (rollout.length / longest);
}

/**
 * OmegaPRM's U(s) = c_puct * sqrt(sum of visits of all states) / (1 + visits of this one), >= 0: what makes the
 * search look at states it has seldom looked at. The next state is the one with the largest Q + U.
 * @example explorationBonus(2, 10) // 0.13176
 */
export function explorationBonus(visits: number, totalVisits: number, weight = 0.125): number {
  return (weight * Math.sqrt(totalVisits)) / (1 + visits);
}
