/**
 * Samples in proportion to weights. Decision: bounds first (who would get less than the least or more than the most gets
 * exactly that, and the others share what is left, until nothing changes), then whole numbers by largest remainder, so
 * that the sum is kept to the sample.
 */
import type { AllocationBounds } from "./allocateByValue.ts";

/**
 * Weights that make the variance of the mean score smallest: each problem's standard deviation sqrt(p (1 - p)), scaled to a
 * sum of 1; equal where all are 0. Source: Neyman, JRSS 97 (1934).
 * @example neymanWeights([0.5, 0.1, 0.02]).map((weight) => 60 * weight) // [31.91, 19.15, 8.94]
 */
export function neymanWeights(shares: readonly number[]): number[] {
  return normalised(shares.map((share) => Math.sqrt(share * (1 - share))));
}

export interface GvmOptions {
  /** 1e-3 and 2 where they are left out. */
  readonly alpha?: number | undefined;
  readonly beta?: number | undefined;
  /** Norm of each problem's gradient; 1 for all where it is left out, as in evaluation. */
  readonly norms?: readonly number[] | undefined;
}

/**
 * GVM's weights, norm / sqrt(p + alpha / p^(beta - 1)), scaled to a sum of 1: more for the hard, none for the hopeless (a
 * share of 0). Source: Yao et al., "Optimizing Chain-of-Thought Reasoners via Gradient Variance Minimization",
 * arXiv 2505.02391, and its repository.
 * @example gvmWeights([0.9, 0.5, 0.1]) // [0.1922, 0.2576, 0.5502]
 */
export function gvmWeights(shares: readonly number[], options: GvmOptions = {}): number[] {
  const { alpha = 1e-3, beta = 2, norms } = options;
  return normalised(
    shares.map((share, index) =>
      share === 0 ? 0 : (norms?.[index] ?? 1) / Math.sqrt(share + alpha / share ** (beta - 1)),
    ),
  );
}

/**
 * Whole numbers of samples within the bounds, as near to the weights as can be; their sum is the total. Null where no split
 * fits. Weights at least 0; equal parts where all are 0.
 * @example allocateByWeight([0.5319, 0.3191, 0.149], { total: 60, least: 2, most: 128 }) // [32, 19, 9]
 */
export function allocateByWeight(
  weights: readonly number[],
  { total, least, most }: AllocationBounds,
): number[] | null {
  const problems = weights.length;
  if (total < problems * least || total > problems * most) return null;
  const parts = boundedParts(normalised(weights), { total, least, most });
  const whole = parts.map((part) => Math.floor(part + 1e-9));
  const byRemainder = parts
    .map((part, index) => ({ index, remainder: part - (whole[index] ?? 0) }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index);
  let left = total - whole.reduce((sum, part) => sum + part, 0);
  // A second round is needed only where rounding down met the upper bound.
  while (left > 0) {
    for (const { index } of byRemainder) {
      if (left === 0 || (whole[index] ?? 0) >= most) continue;
      whole[index] = (whole[index] ?? 0) + 1;
      left -= 1;
    }
  }
  return whole;
}

/** Parts with the sum `total`: proportional to the weights where the bounds let them. */
function boundedParts(weights: readonly number[], { total, least, most }: AllocationBounds): number[] {
  // The part is clamp(scale * weight); its sum grows with the scale, which is found by halving.
  const partsAt = (scale: number): number[] =>
    weights.map((weight) => Math.min(most, Math.max(least, scale * weight)));
  const sumOf = (parts: readonly number[]): number => parts.reduce((sum, part) => sum + part, 0);
  const smallest = weights.reduce((found, weight) => (weight > 0 ? Math.min(found, weight) : found), 1);
  let [low, high] = [0, Math.min(1e300, Math.max(1, most) / smallest)];
  if (sumOf(partsAt(high)) < total) return fillZeros(weights, partsAt(high), total);
  while (high - low > high * 1e-15) {
    const middle = low + (high - low) / 2;
    if (middle === low || middle === high) break;
    if (sumOf(partsAt(middle)) < total) low = middle;
    else high = middle;
  }
  return partsAt(high);
}

/** Everybody with a weight has the most already: the rest goes to those without, in equal parts. */
function fillZeros(weights: readonly number[], parts: readonly number[], total: number): number[] {
  const missing = total - parts.reduce((sum, part) => sum + part, 0);
  const zeros = weights.filter((weight) => weight === 0).length;
  return parts.map((part, index) => (weights[index] === 0 ? part + missing / zeros : part));
}

function normalised(weights: readonly number[]): number[] {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => (sum > 0 ? weight / sum : 1 / weights.length));
}
