import { type PairedDifference, pairedBootstrap } from "../bootstrapMean.ts";
import { passAtK } from "../passAtK.ts";
import type { BootstrapOptions } from "../resampleUnits.ts";

/** How many of a problem's samples are right, at an earlier and at a later checkpoint. */
export interface CheckpointPair {
  readonly earlier: { readonly n: number; readonly right: number };
  readonly later: { readonly n: number; readonly right: number };
  readonly cluster: string | null;
}

export interface Overconfidence {
  /** N: the largest number of samples that every problem has at both checkpoints. */
  samples: number;
  problems: number;
  /** Later less earlier, paired by problem. */
  passAt1: PairedDifference;
  passAtN: PairedDifference;
  /**
   * "overconfident": pass@1 rose and pass@N fell, both beyond their intervals. "suspected": both point that way, one of
   * them within its noise. "no": else.
   */
  flag: "overconfident" | "suspected" | "no";
}

/**
 * Whether training made a model surer without making it abler: it answers right more often at once, and covers fewer
 * problems with many tries. Null without a problem that has two samples at both checkpoints; problems with fewer than
 * two are left out. Source: Chen et al., "Rethinking Fine-Tuning when Scaling Test-Time Compute: Limiting Confidence
 * Improves Mathematical Reasoning", arXiv 2502.07154.
 * @example overconfidence([{ earlier: { n: 2, right: 1 }, later: { n: 2, right: 2 }, cluster: null }], { seed: 0 })?.flag // "no"
 */
export function overconfidence(
  problems: readonly CheckpointPair[],
  options: BootstrapOptions,
): Overconfidence | null {
  const usable = problems.filter(({ earlier, later }) => earlier.n >= 2 && later.n >= 2);
  if (usable.length === 0) return null;
  const samples = Math.min(...usable.map(({ earlier, later }) => Math.min(earlier.n, later.n)));
  const gain = (k: number): PairedDifference =>
    pairedBootstrap(
      usable.map(({ earlier, later, cluster }) => ({
        first: passAtK(later.n, later.right, k),
        second: passAtK(earlier.n, earlier.right, k),
        cluster,
      })),
      options,
    );
  const [passAt1, passAtN] = [gain(1), gain(samples)];
  const points = passAt1.diff > 0 && passAtN.diff < 0;
  const clear = passAt1.low > 0 && passAtN.high < 0;
  return {
    ...{ samples, problems: usable.length, passAt1, passAtN },
    flag: clear ? "overconfident" : points ? "suspected" : "no",
  };
}
