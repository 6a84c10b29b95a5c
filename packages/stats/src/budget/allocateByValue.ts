/**
 * The best split of a budget of samples over problems, when what a number of samples is worth is known.
 *
 * Decision: dynamic programming, not greedy steps: Knapsack RL's value is not concave for few samples (a first sample is
 * worth nothing, only several can differ), and greedy gets stuck there. Costs problems * total * (most - least) steps:
 * about a second for 1,000 problems, 16,000 samples and a range of 64.
 */
export interface ValueAllocation {
  /** Whole numbers in [least, most] by problem; their sum is the total. */
  readonly samples: readonly number[];
  /** Sum of the values. */
  readonly value: number;
}

export interface AllocationBounds {
  readonly total: number;
  /** For each problem; whole numbers, 0 <= least <= most. */
  readonly least: number;
  readonly most: number;
}

/**
 * `value` says what `samples` samples of a problem are worth. Null where no split fits: the total is below `least` or above
 * `most` for all problems together. Of equally good splits the one that gives later problems more.
 * @example allocateByValue(3, (problem, n) => knapsackValue([0.95, 0.5, 0.05][problem] ?? 0, n), { total: 24, least: 2, most: 16 })
 * // { samples: [2, 7, 15], value: 0.147491 }
 */
export function allocateByValue(
  problems: number,
  value: (problem: number, samples: number) => number,
  { total, least, most }: AllocationBounds,
): ValueAllocation | null {
  if (total < problems * least || total > problems * most) return null;
  // Everybody has the least; what is split is the rest.
  const rest = total - problems * least;
  const range = Math.min(most - least, rest);
  let best = new Float64Array(rest + 1).fill(Number.NEGATIVE_INFINITY);
  best[0] = 0;
  const choices: Int32Array[] = [];
  for (let problem = 0; problem < problems; problem += 1) {
    const values = Array.from({ length: range + 1 }, (_, more) => value(problem, least + more));
    const next = new Float64Array(rest + 1).fill(Number.NEGATIVE_INFINITY);
    const choice = new Int32Array(rest + 1);
    for (let spent = 0; spent <= rest; spent += 1) {
      for (let more = 0; more <= Math.min(range, spent); more += 1) {
        const candidate = (best[spent - more] ?? Number.NEGATIVE_INFINITY) + (values[more] ?? 0);
        if (candidate > (next[spent] ?? Number.NEGATIVE_INFINITY)) {
          next[spent] = candidate;
          choice[spent] = more;
        }
      }
    }
    best = next;
    choices.push(choice);
  }
  const samples = new Array<number>(problems).fill(least);
  let spent = rest;
  for (let problem = problems - 1; problem >= 0; problem -= 1) {
    const more = choices[problem]?.[spent] ?? 0;
    samples[problem] = least + more;
    spent -= more;
  }
  return { samples, value: problems === 0 ? 0 : (best[rest] ?? 0) };
}
