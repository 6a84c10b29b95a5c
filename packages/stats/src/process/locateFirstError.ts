/** One look: the first `prefixLength` steps were kept and continued; `right` continuations came out right. */
export interface PrefixProbe {
  readonly prefixLength: number;
  readonly right: number;
}

export interface LocatedError {
  /** Index from 0 of the first wrong step. */
  readonly step: number;
  /** In the order in which they were made, at most ceil(log2(steps)). */
  readonly probes: readonly PrefixProbe[];
}

/**
 * First wrong step of a wrong solution of `steps` steps, by OmegaPRM's binary search: a prefix with one right
 * continuation is good and the error lies behind it, a prefix with none is bad. The empty prefix counts as good and the
 * whole solution as bad, so neither is probed; a solution of one step needs no probe. With k continuations that each
 * succeed with chance q on a good prefix, a probe calls a good prefix bad with `falseErrorProbability(q, k)`.
 * Precondition: `steps` >= 1 (RangeError). What `probe` rejects with is passed on.
 * Source: Luo et al., arXiv 2406.06592, section 3.2.
 * @example await locateFirstError(8, async (prefixLength) => (prefixLength <= 5 ? 3 : 0)) // step 5, after 3 probes
 */
export async function locateFirstError(
  steps: number,
  probe: (prefixLength: number) => Promise<number>,
): Promise<LocatedError> {
  if (!Number.isInteger(steps) || steps < 1) throw new RangeError(`steps must be 1 or more, not ${steps}`);
  const probes: PrefixProbe[] = [];
  let good = 0;
  let bad = steps;
  while (bad - good > 1) {
    const prefixLength = (good + bad) >>> 1;
    const right = await probe(prefixLength);
    probes.push({ prefixLength, right });
    if (right > 0) good = prefixLength;
    else bad = prefixLength;
  }
  return { step: good, probes };
}

/**
 * Chance (1 - q)^k that none of `rollouts` continuations of a good prefix comes out right, each of which does with
 * chance `rightShare` in [0, 1]: how often one probe sees an error where there is none.
 * @example falseErrorProbability(0.3, 8) // 0.0576
 */
export function falseErrorProbability(rightShare: number, rollouts: number): number {
  return (1 - rightShare) ** rollouts;
}
