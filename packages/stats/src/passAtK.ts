/**
 * Chance that at least one of `k` samples drawn from `n` without replacement is right, `right` of which are:
 * 1 - C(n - right, k) / C(n, k), multiplied out so that nothing overflows. Unbiased for pass@k.
 * Source: Chen et al., "Evaluating Large Language Models Trained on Code" (2021). Precondition: 1 <= k <= n.
 * @example passAtK(10, 3, 5) // 0.916667
 */
export function passAtK(n: number, right: number, k: number): number {
  if (n - right < k) return 1;
  let miss = 1;
  for (let i = n - right + 1; i <= n; i += 1) miss *= 1 - k / i;
  return 1 - miss;
}
