import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { betaQuantile } from "../distributions.ts";
import { seededGenerator } from "../seededGenerator.ts";
import type { DifficultyPosterior } from "./difficultyPosterior.ts";

export interface ThompsonOptions {
  readonly seed: number;
  /** Problems to pick; all where there are fewer. */
  readonly count: number;
  /** Chance looked for: 0.5 where it is left out, or any within a range. */
  readonly target?: number | { readonly low: number; readonly high: number } | undefined;
}

/**
 * Problems to sample next: a chance is drawn from each one's belief, and those nearest to the target are picked, nearest
 * first. What is little known is drawn far and wide, and so gets its turn; within a target range all are equally near, and
 * the earlier drawn lot decides. The same seed and beliefs give the same picks. Source: Qu et al., MoPPS, arXiv 2507.04632.
 * @example thompsonPick([{ alpha: 50, beta: 50 }, { alpha: 99, beta: 1 }], { seed: 0, count: 1 }) // [0]
 */
export function thompsonPick(posteriors: readonly DifficultyPosterior[], options: ThompsonOptions): number[] {
  const { target = 0.5 } = options;
  const generator = seededGenerator(options.seed);
  const drawn = posteriors.map(({ alpha, beta }, index) => {
    const share = betaQuantile(uniformFloat64(generator), alpha, beta);
    return { index, distance: distanceTo(share, target), lot: uniformFloat64(generator) };
  });
  return drawn
    .sort((a, b) => a.distance - b.distance || a.lot - b.lot)
    .slice(0, options.count)
    .map(({ index }) => index);
}

function distanceTo(share: number, target: number | { readonly low: number; readonly high: number }): number {
  if (typeof target === "number") return Math.abs(share - target);
  return Math.max(0, target.low - share, share - target.high);
}
