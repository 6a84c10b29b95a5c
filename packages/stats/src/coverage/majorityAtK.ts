/**
 * Expected accuracy of the majority vote over k samples drawn from n without replacement, exactly.
 *
 * Decision: the chance that an answer wins is summed over how often it is drawn, the other answers being placed one after
 * the other by the hypergeometric distribution (a table of "how many are still to be drawn" by "how many answers tie"),
 * so no subsets are enumerated and nothing is random: maj@k of 64 samples is one number with no seed. Tied answers win
 * with equal chance. "The first to occur wins" is the same: in a random subset in random order, answers that are equally
 * frequent are equally likely to come first. Samples without an answer do not vote, and a subset with none is wrong.
 */

/** The samples that give one answer. */
export interface AnswerCount {
  /** At least 1. */
  readonly samples: number;
  /** Share of them that is right: 0 or 1 where equal answers are graded equally. */
  readonly right: number;
}

/**
 * In [0, 1]. `blank` samples have no answer. Precondition: 1 <= k <= n, where n is all samples, the blank ones included.
 * @example majorityAtK([{ samples: 3, right: 1 }, { samples: 2, right: 0 }], 0, 3) // 0.7
 */
export function majorityAtK(answers: readonly AnswerCount[], blank: number, k: number): number {
  const n = answers.reduce((sum, { samples }) => sum + samples, blank);
  const logFactorial = logFactorials(n);
  let expected = 0;
  answers.forEach(({ samples, right }, index) => {
    if (right === 0) return;
    const others = answers.filter((_, other) => other !== index).map((other) => other.samples);
    for (let drawn = 1; drawn <= Math.min(samples, k); drawn += 1) {
      const chance = Math.exp(logHypergeometric(drawn, samples, n, k, logFactorial));
      if (chance === 0) continue;
      expected += right * chance * winShare(others, blank, k - drawn, drawn, logFactorial);
    }
  });
  return expected;
}

/**
 * Expected share of the win of an answer that was drawn `most` times, when `left` more are drawn from the others: 0 where
 * one of them is drawn more often, 1 / (1 + ties) otherwise.
 */
function winShare(
  others: readonly number[],
  blank: number,
  left: number,
  most: number,
  logFactorial: Float64Array,
): number {
  // chances[ties][drawn]: of having drawn so many from the answers placed so far, so many of which tie.
  let chances: Float64Array[] = [Float64Array.of(...new Array<number>(left + 1).fill(0))];
  if (chances[0] !== undefined) chances[0][0] = 1;
  let pool = others.reduce((sum, samples) => sum + samples, blank);
  for (const samples of others) {
    const next = Array.from({ length: chances.length + 1 }, () => new Float64Array(left + 1));
    chances.forEach((row, ties) => {
      row.forEach((chance, drawn) => {
        if (chance === 0) return;
        for (let count = 0; count <= Math.min(samples, most, left - drawn); count += 1) {
          const target = next[ties + (count === most ? 1 : 0)];
          const step = Math.exp(logHypergeometric(count, samples, pool, left - drawn, logFactorial));
          if (target !== undefined) target[drawn + count] = (target[drawn + count] ?? 0) + chance * step;
        }
      });
    });
    chances = next;
    pool -= samples;
  }
  // What is still to be drawn comes from the blank samples, in one way: its chance is 1 or, where they are too few, 0,
  // and the steps above have given such rows no chance already.
  return chances.reduce(
    (sum, row, ties) => sum + row.reduce((total, chance) => total + chance, 0) / (1 + ties),
    0,
  );
}

/** Log of the chance to draw `count` of `samples` when `k` are drawn from `n`; minus infinity where it cannot be. */
function logHypergeometric(
  count: number,
  samples: number,
  n: number,
  k: number,
  logFactorial: Float64Array,
): number {
  if (count < 0 || count > samples || k - count < 0 || k - count > n - samples)
    return Number.NEGATIVE_INFINITY;
  const log = (value: number): number => logFactorial[value] ?? 0;
  const choose = (from: number, taken: number): number => log(from) - log(taken) - log(from - taken);
  return choose(samples, count) + choose(n - samples, k - count) - choose(n, k);
}

function logFactorials(n: number): Float64Array {
  const logs = new Float64Array(n + 1);
  for (let value = 2; value <= n; value += 1) logs[value] = (logs[value - 1] ?? 0) + Math.log(value);
  return logs;
}
