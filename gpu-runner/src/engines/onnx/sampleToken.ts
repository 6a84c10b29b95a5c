/**
 * One token from one row of logits: the drawing that the Loop graph does inside, for step graphs.
 *
 * Decision: the same rule step by step (gpu-runner/converter/sampler.py): log-softmax, temperature, top-k, then top-p
 * of what top-k left, and the inverse of the distribution in the order of token ids; equal weights at the cut are all
 * kept. Only the arithmetic is 64-bit here, so a token differs where the noise lies within rounding (about 1e-7) of a
 * border between two tokens.
 */

export interface TokenDraw {
  /** 0 is greedy: the first of the largest logits. */
  readonly temperature: number;
  /** 0 cuts nothing off. */
  readonly topK: number;
  /** In (0, 1]; 1 cuts nothing off. */
  readonly topP: number;
  /** In (0, 1). */
  readonly noise: number;
}

export interface DrawnToken {
  readonly token: number;
  /** Natural, at temperature 1, before any cut. */
  readonly logProbability: number;
}

const COLDEST = 1e-4;
const BELOW_ONE = 1 - 2 ** -23;

/** @example sampleToken(Float32Array.of(0, 9), { temperature: 0, topK: 0, topP: 1, noise: 0.5 }).token === 1 */
export function sampleToken(logits: Float32Array, draw: TokenDraw): DrawnToken {
  let largest = 0;
  for (let id = 1; id < logits.length; id += 1) if ((logits[id] ?? 0) > (logits[largest] ?? 0)) largest = id;
  const top = logits[largest] ?? 0;
  let mass = 0;
  for (const logit of logits) mass += Math.exp(logit - top);
  const whole = top + Math.log(mass);
  const token = draw.temperature > 0 ? invert(toWeights(logits, top, draw), draw.noise) : largest;
  return { token, logProbability: (logits[token] ?? 0) - whole };
}

/** Not normalised; 0 where the token is cut off. */
function toWeights(logits: Float32Array, top: number, draw: TokenDraw): Float64Array {
  const temperature = Math.max(draw.temperature, COLDEST);
  const weights = Float64Array.from(logits, (logit) => Math.exp((logit - top) / temperature));
  if (draw.topK <= 0 && draw.topP >= 1) return weights;
  const floor = findFloor(weights, draw);
  for (let id = 0; id < weights.length; id += 1) if ((weights[id] ?? 0) < floor) weights[id] = 0;
  return weights;
}

/** The smallest weight kept. */
function findFloor(weights: Float64Array, { topK, topP }: TokenDraw): number {
  const ordered = Float64Array.from(weights).sort().reverse();
  const ranked = topK > 0 ? ordered.subarray(0, topK) : ordered;
  if (topP >= 1) return ranked.at(-1) ?? 0;
  const wanted = Math.max(topP, 1e-9) * ranked.reduce((sum, weight) => sum + weight, 0);
  let before = 0;
  let floor = ranked[0] ?? 0;
  for (const weight of ranked) {
    if (before >= wanted) break;
    floor = weight;
    before += weight;
  }
  return floor;
}

/** The first token whose running sum exceeds noise times the total. */
function invert(weights: Float64Array, noise: number): number {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const target = Math.min(noise, BELOW_ONE) * total;
  let sum = 0;
  for (let id = 0; id < weights.length; id += 1) {
    sum += weights[id] ?? 0;
    if (sum > target) return id;
  }
  return weights.length - 1;
}
