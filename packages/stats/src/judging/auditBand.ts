/**
 * How often published verdicts are wrong, from a sample that people looked at.
 *
 * Decision: the audited items come in strata (say both engines accept, only the first accepts, ..), of which any part may
 * have been looked at: disagreements all, agreements a few. A stratum's share of right answers is believed to be
 * Beta(right + 1/2, wrong + 1/2), drawn anew for each of the draws behind the interval, and weighs as much as the stratum
 * has items. A stratum nobody looked at is known no better than a coin, and widens the band as it should: no agreement
 * between two engines counts as truth. Items that were looked at are not taken out of what is unknown (no finite-population
 * correction), so a stratum that was looked at in full still has a little width.
 */
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import type { Estimate } from "../bootstrapMean.ts";
import { betaQuantile } from "../distributions.ts";
import type { BootstrapOptions } from "../resampleUnits.ts";
import { seededGenerator } from "../seededGenerator.ts";

export interface AuditedStratum {
  /** What was published for its items. */
  readonly accepted: boolean;
  /** At least 1, adjudicated ones included. */
  readonly items: number;
  /** How many people decided on, and how many of those they called right: 0 <= right <= adjudicated <= items. */
  readonly adjudicated: number;
  readonly right: number;
}

export interface AuditBand {
  /** Share of the accepted items that are wrong; null where nothing was accepted. */
  falsePositive: Estimate | null;
  /** Share of the refused items that are right; null where nothing was refused. */
  falseNegative: Estimate | null;
  items: number;
  adjudicated: number;
  seed: number;
}

/**
 * @example auditBand([{ accepted: true, items: 1000, adjudicated: 50, right: 50 }], { seed: 0 }).falsePositive
 * // { value: 0.0098..., low: 0, high: 0.05 }, about
 */
export function auditBand(strata: readonly AuditedStratum[], options: BootstrapOptions): AuditBand {
  const sum = (value: (stratum: AuditedStratum) => number): number =>
    strata.reduce((total, stratum) => total + value(stratum), 0);
  return {
    falsePositive: wrongShare(
      strata.filter(({ accepted }) => accepted),
      options,
    ),
    falseNegative: wrongShare(
      strata.filter(({ accepted }) => !accepted),
      options,
    ),
    items: sum(({ items }) => items),
    adjudicated: sum(({ adjudicated }) => adjudicated),
    seed: options.seed,
  };
}

/** Share of items whose published verdict is wrong, by posterior means, with the middle of the draws. */
function wrongShare(strata: readonly AuditedStratum[], options: BootstrapOptions): Estimate | null {
  const items = strata.reduce((sum, stratum) => sum + stratum.items, 0);
  if (items === 0) return null;
  const beliefs = strata.map(({ accepted, items: weight, adjudicated, right }) => {
    const wrong = accepted ? adjudicated - right : right;
    return { weight: weight / items, alpha: wrong + 0.5, beta: adjudicated - wrong + 0.5 };
  });
  const generator = seededGenerator(options.seed);
  const draws = Float64Array.from({ length: options.resamples ?? 1000 }, () =>
    beliefs.reduce(
      (sum, { weight, alpha, beta }) => sum + weight * betaQuantile(uniformFloat64(generator), alpha, beta),
      0,
    ),
  ).sort();
  const tail = (1 - (options.confidence ?? 0.95)) / 2;
  const at = (share: number): number => draws[Math.round(share * (draws.length - 1))] ?? Number.NaN;
  const value = beliefs.reduce((sum, { weight, alpha, beta }) => sum + (weight * alpha) / (alpha + beta), 0);
  return { value, low: Math.min(at(tail), value), high: Math.max(at(1 - tail), value) };
}
