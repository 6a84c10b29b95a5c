import { normalCdf } from "../distributions.ts";

/**
 * Two-sided p-value of the difference of two shares of independent samples, by the pooled z test: for boards that
 * publish no answers by problem, where nothing can be paired. Weaker than any paired test on the same problems.
 * Preconditions: 0 <= right <= n, n >= 1, about five right and five wrong in each. 1 where both are all right or all wrong.
 * @example twoShareTest({ right: 94, n: 200 }, { right: 74, n: 200 }) // 0.043
 */
export function twoShareTest(
  first: { readonly right: number; readonly n: number },
  second: { readonly right: number; readonly n: number },
): number {
  const pooled = (first.right + second.right) / (first.n + second.n);
  const standardError = Math.sqrt(pooled * (1 - pooled) * (1 / first.n + 1 / second.n));
  if (standardError === 0) return 1;
  return 2 * normalCdf(-Math.abs(first.right / first.n - second.right / second.n) / standardError);
}
