/**
 * Chance that all `k` samples drawn from `n` without replacement are right, `right` of which are:
 * C(right, k) / C(n, k). Unbiased for pass^k, the reliability counterpart of pass@k. Precondition: 1 <= k <= n.
 * @example passPowK(10, 8, 4) // 0.333333
 */
export function passPowK(n: number, right: number, k: number): number {
  let all = 1;
  for (let i = 0; i < k; i += 1) all *= Math.max(0, right - i) / (n - i);
  return all;
}
