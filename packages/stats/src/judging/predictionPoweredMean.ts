import type { Estimate } from "../bootstrapMean.ts";
import { normalQuantile } from "../distributions.ts";

/** A labelled item: what the judge gave it, and what it deserves; both in [0, 1]. */
export interface LabelledPrediction {
  readonly predicted: number;
  readonly label: number;
}

export interface PredictionPoweredMean extends Estimate {
  /** In [0, 1]: how much of the judge's word is used. 0 is the mean of the labels alone. */
  trust: number;
}

/**
 * Mean label over a population, of which a few items are labelled and the rest only judged: mean label plus `trust`
 * times (mean prediction over the unlabelled - mean prediction over the labelled). `trust` is the value that makes the
 * variance smallest, so that a useless judge costs nothing. In [0, 1], normal interval, items independent.
 * Preconditions: two labelled items and two others. Source: Angelopoulos et al., "PPI++", arXiv 2311.01453.
 * @example predictionPoweredMean([{ predicted: 1, label: 1 }, { predicted: 0, label: 0 }], [1, 1, 0, 1]).value // 0.5 + 0.25 * trust
 */
export function predictionPoweredMean(
  labelled: readonly LabelledPrediction[],
  unlabelled: readonly number[],
  confidence = 0.95,
): PredictionPoweredMean {
  const n = labelled.length;
  const labels = labelled.map(({ label }) => label);
  const predicted = labelled.map((item) => item.predicted);
  const all = [...predicted, ...unlabelled];
  const spread = covariance(all, all);
  const best = spread === 0 ? 0 : covariance(labels, predicted) / (spread * (1 + n / unlabelled.length));
  const trust = Math.min(1, Math.max(0, best));
  const rest = labelled.map((item) => item.label - trust * item.predicted);
  const value = mean(rest) + trust * mean(unlabelled);
  const variance =
    covariance(rest, rest) / n + (trust ** 2 * covariance(unlabelled, unlabelled)) / unlabelled.length;
  const half = normalQuantile(0.5 + confidence / 2) * Math.sqrt(variance);
  const cut = (share: number): number => Math.min(1, Math.max(0, share));
  return { value: cut(value), low: cut(value - half), high: cut(value + half), trust };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function covariance(first: readonly number[], second: readonly number[]): number {
  const [a, b] = [mean(first), mean(second)];
  const products = first.reduce((sum, value, index) => sum + (value - a) * ((second[index] ?? 0) - b), 0);
  return products / (first.length - 1);
}
