/**
 * Particle filtering over the steps of a solution. Decision: only the two pure pieces are here, weights and the seeded
 * draw; the runner keeps the particles. A particle that has stopped keeps its last score.
 * Source: Puri et al., "A Probabilistic Inference Approach to Inference-Time Scaling of LLMs" (arXiv 2502.01618).
 */
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { seededGenerator } from "./seededGenerator.ts";

/** Scores nearer to 0 or 1 than this count as this near, so that no weight is 0 or infinite. */
const NEAREST = 1e-7;

/**
 * softmax(logit(score)) of the scores, which lie in [0, 1]: weights in proportion to the odds, with sum 1.
 * @example particleWeights([0.9, 0.5, 0.1]) // [0.8901, 0.0989, 0.0110]
 */
export function particleWeights(scores: readonly number[]): number[] {
  const odds = scores.map((score) => {
    const clipped = Math.min(1 - NEAREST, Math.max(NEAREST, score));
    return clipped / (1 - clipped);
  });
  const sum = odds.reduce((total, value) => total + value, 0);
  return odds.map((value) => value / sum);
}

/**
 * Multinomial resampling: `count` indices of particles drawn with replacement by weight (weights >= 0, not all 0, of
 * any sum). The same seed gives the same draw, so a step of the filter needs a seed of its own.
 * @example resampleParticles([0, 1, 0], 2, 7) // [1, 1]
 */
export function resampleParticles(weights: readonly number[], count: number, seed: number): number[] {
  const generator = seededGenerator(seed);
  const sum = weights.reduce((total, value) => total + value, 0);
  const last = weights.findLastIndex((weight) => weight > 0);
  return Array.from({ length: count }, () => {
    let left = uniformFloat64(generator) * sum;
    const drawn = weights.findIndex((weight) => {
      left -= weight;
      return left < 0;
    });
    // Rounding may leave a rest behind the last weight.
    return drawn === -1 ? last : drawn;
  });
}
