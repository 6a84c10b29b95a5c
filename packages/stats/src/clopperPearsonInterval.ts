import { betaQuantile } from "./distributions.ts";
import type { Interval } from "./wilsonInterval.ts";

/**
 * Clopper and Pearson's exact interval for a share: it holds the truth at least as often as `confidence` says for every
 * share and every `n`, and is wider than Wilson's for that. For claims that must never be overstated (a judge's false
 * passes, a canary limit). `right` in [0, n], n >= 1, `confidence` in (0, 1). Source: Clopper and Pearson, Biometrika 26 (1934).
 * @example clopperPearsonInterval(0, 30) // { low: 0, high: 0.1157... }
 */
export function clopperPearsonInterval(right: number, n: number, confidence = 0.95): Interval {
  const tail = (1 - confidence) / 2;
  return {
    low: right === 0 ? 0 : betaQuantile(tail, right, n - right + 1),
    high: right === n ? 1 : betaQuantile(1 - tail, right + 1, n - right),
  };
}
