/**
 * How large a comparison must be. Decision: everything is a function of the variance of one item's difference,
 * `between` (variance of the items' true differences) plus `noise` (what sampling adds: the systems' variances within an
 * item, each over its number of samples). Two-sided test at `alpha`, normal approximation.
 * Source: Miller, "Adding Error Bars to Evals" (2024), section 5.
 */
import { normalQuantile } from "../distributions.ts";

export interface PowerOptions {
  /** In (0, 1); 0.05 where it is left out. */
  readonly alpha?: number | undefined;
  /** Chance that a true difference is found, in (0, 1); 0.8 where it is left out. */
  readonly power?: number | undefined;
}

export interface DifferenceVariance {
  /** Both at least 0, in squares of the score's unit. */
  readonly between: number;
  readonly noise: number;
}

/**
 * Smallest number of items that finds a true difference with the chance asked for. Precondition: difference != 0.
 * @example itemsNeeded(0.03, { between: 1 / 9, noise: 2 / 6 }) // 3876
 */
export function itemsNeeded(
  difference: number,
  { between, noise }: DifferenceVariance,
  options: PowerOptions = {},
): number {
  return Math.max(1, Math.ceil((factorOf(options) ** 2 * (between + noise)) / difference ** 2));
}

/**
 * Smallest true difference that `items` items find with the chance asked for.
 * @example minimumDetectableEffect(198, { between: 1 / 9, noise: 2 / 6 }) // 0.1327
 */
export function minimumDetectableEffect(
  items: number,
  { between, noise }: DifferenceVariance,
  options: PowerOptions = {},
): number {
  return factorOf(options) * Math.sqrt((between + noise) / items);
}

/**
 * Smallest number of samples of each item, from each system, that finds the difference on the items at hand; null where
 * no number does: then the items are too few, and more samples of them only repeat what is known. `within` is the sum of
 * the two systems' variances of one sample.
 * @example samplesNeeded(0.03, 1260, { between: 1 / 9, within: 2 / 6 }) // 10
 */
export function samplesNeeded(
  difference: number,
  items: number,
  { between, within }: { readonly between: number; readonly within: number },
  options: PowerOptions = {},
): number | null {
  const room = (items * difference ** 2) / factorOf(options) ** 2 - between;
  if (room < 0 || (room === 0 && within > 0)) return null;
  return within === 0 ? 1 : Math.max(1, Math.ceil(within / room));
}

function factorOf({ alpha = 0.05, power = 0.8 }: PowerOptions): number {
  return normalQuantile(1 - alpha / 2) + normalQuantile(power);
}
