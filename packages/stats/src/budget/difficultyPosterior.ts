import { betaQuantile } from "../distributions.ts";

/** What is known of a model's chance on a problem: Beta(alpha, beta), both above 0. */
export interface DifficultyPosterior {
  readonly alpha: number;
  readonly beta: number;
}

/** Chance, with the middle 95 % (or `confidence`) of what is believed. */
export interface DifficultyEstimate {
  mean: number;
  low: number;
  high: number;
}

/** All chances alike. */
export const UNIFORM_PRIOR: DifficultyPosterior = { alpha: 1, beta: 1 };

/**
 * The belief after `right` of `n` further samples. `memory` in [0, 1] is how much of the earlier samples still counts, for
 * a model that is being trained: 1 (where it is left out) for one that is not, 0 forgets all but the prior.
 * Source: Qu et al., MoPPS, arXiv 2507.04632: a <- memory a + (1 - memory) a0 + right, b alike with the wrong ones.
 * @example updateDifficulty(UNIFORM_PRIOR, { n: 8, right: 3 }) // { alpha: 4, beta: 6 }
 */
export function updateDifficulty(
  posterior: DifficultyPosterior,
  { n, right }: { readonly n: number; readonly right: number },
  {
    memory = 1,
    prior = UNIFORM_PRIOR,
  }: { readonly memory?: number; readonly prior?: DifficultyPosterior } = {},
): DifficultyPosterior {
  return {
    alpha: memory * posterior.alpha + (1 - memory) * prior.alpha + right,
    beta: memory * posterior.beta + (1 - memory) * prior.beta + (n - right),
  };
}

/** @example difficultyEstimate({ alpha: 4, beta: 6 }) // { mean: 0.4, low: 0.137, high: 0.7007 } */
export function difficultyEstimate(
  { alpha, beta }: DifficultyPosterior,
  confidence = 0.95,
): DifficultyEstimate {
  const tail = (1 - confidence) / 2;
  return {
    mean: alpha / (alpha + beta),
    low: betaQuantile(tail, alpha, beta),
    high: betaQuantile(1 - tail, alpha, beta),
  };
}
