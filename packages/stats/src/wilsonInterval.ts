import { normalQuantile } from "./distributions.ts";

/** A closed range. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * Wilson's score interval for a share: right at 0 and at `n`, where the normal interval collapses.
 * Source: E. B. Wilson, JASA 22 (1927). `right` in [0, n], n >= 1, `confidence` in (0, 1).
 * @example wilsonInterval(24, 30) // { low: 0.62694..., high: 0.90495... }
 */
export function wilsonInterval(right: number, n: number, confidence = 0.95): Interval {
  const z = normalQuantile(0.5 + confidence / 2);
  const share = right / n;
  const centre = share + (z * z) / (2 * n);
  const half = z * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  const scale = 1 + (z * z) / n;
  return {
    low: right === 0 ? 0 : Math.max(0, (centre - half) / scale),
    high: right === n ? 1 : Math.min(1, (centre + half) / scale),
  };
}
