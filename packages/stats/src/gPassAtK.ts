/**
 * Chance that at least max(ceil(threshold * k), 1) of `k` samples drawn from `n` without replacement are right,
 * `right` of which are: the upper tail of the hypergeometric distribution. A threshold of 0 gives pass@k, 1 gives pass^k.
 * Source: Liu et al., "Are Your LLMs Capable of Stable Reasoning?" (2024), G-Pass@k. Preconditions: 1 <= k <= n, `threshold` in [0, 1].
 * @example gPassAtK(16, 12, 8, 0.75) // 0.715385
 */
export function gPassAtK(n: number, right: number, k: number, threshold: number): number {
  // 0.7 * 10 may come out a little above 7, and its ceiling would then ask for 8.
  return atLeast(n, right, k, Math.max(1, Math.ceil(threshold * k - 1e-9)));
}

/**
 * Mean of G-Pass@k over the thresholds above one half, (2 / k) * sum for m = ceil(k / 2) + 1 .. k of P(m or more right):
 * one number for how reliably a model is right. For odd k the sum has (k - 1) / 2 terms, so the value stays below 1.
 * @example meanGPassAtK(16, 12, 8) // 0.5
 */
export function meanGPassAtK(n: number, right: number, k: number): number {
  let sum = 0;
  for (let least = Math.ceil(k / 2) + 1; least <= k; least += 1) sum += atLeast(n, right, k, least);
  return (2 / k) * sum;
}

/** P(X >= least) for X hypergeometric, summed in logarithms so that no binomial coefficient overflows. */
function atLeast(n: number, right: number, k: number, least: number): number {
  const whole = logChoose(n, k);
  let tail = 0;
  for (let j = Math.max(least, k - (n - right)); j <= Math.min(k, right); j += 1)
    tail += Math.exp(logChoose(right, j) + logChoose(n - right, k - j) - whole);
  return Math.min(1, tail);
}

function logChoose(n: number, k: number): number {
  let sum = 0;
  for (let i = 1; i <= Math.min(k, n - k); i += 1) sum += Math.log((n - i + 1) / i);
  return sum;
}
