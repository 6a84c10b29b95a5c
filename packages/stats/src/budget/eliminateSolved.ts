/** Samples of a problem so far. */
export interface RoundCounts {
  readonly n: number;
  readonly right: number;
}

export interface EliminationOptions {
  /**
   * When a problem has what is wanted: "positive" with one right sample, "balance" with half of `perRound` right and half
   * of it wrong.
   */
  readonly until: "positive" | "balance";
  /** Samples of a problem in a round; 8 where it is left out. */
  readonly perRound?: number | undefined;
  /** 4 where it is left out. */
  readonly rounds?: number | undefined;
}

/**
 * Successive elimination: the problems (by index) that the next round samples again. A problem leaves as soon as it has what
 * is wanted, or after the last round; what the easy ones save goes to nobody, so the budget is an upper bound. The share of
 * right samples of a problem that stopped at its first right one is too high: use `passUntil` for it.
 * Source: Xiong et al., "Reinforce-Ada", arXiv 2510.04996.
 * @example eliminateSolved([{ n: 8, right: 0 }, { n: 8, right: 2 }], { until: "positive" }) // [0]
 */
export function eliminateSolved(counts: readonly RoundCounts[], options: EliminationOptions): number[] {
  const { until, perRound = 8, rounds = 4 } = options;
  const isDone = ({ n, right }: RoundCounts): boolean => {
    if (n >= perRound * rounds) return true;
    switch (until) {
      case "positive":
        return right > 0;
      case "balance":
        return right >= perRound / 2 && n - right >= perRound / 2;
    }
  };
  return counts.flatMap((count, index) => (isDone(count) ? [] : [index]));
}
