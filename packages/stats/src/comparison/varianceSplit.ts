/** Where the noise of a mean score comes from. */
export interface VarianceSplit {
  readonly problems: number;
  /** Mean of the problems' means. */
  readonly mean: number;
  /** Of the mean, with the problems and samples at hand; null with one problem. */
  readonly standardError: number | null;
  /** Variance of the problems' true means (omega squared), at least 0; null where `within` is or with one problem. */
  readonly between: number | null;
  /** Mean variance of one sample within its problem (sigma squared); null where no problem has two samples. */
  readonly within: number | null;
  /** Share of the standard error's square that more samples of the same problems could take away, in [0, 1]; null where the split is not known. */
  readonly samplingShare: number | null;
}

/**
 * Splits the variance of a mean score into what differs from problem to problem and what differs from sample to sample:
 * variance of the mean = (between + mean of within / K) / problems. Moment estimate, problems as independent; `between` is
 * cut at 0. Problems without a value are left out. Source: Miller, "Adding Error Bars to Evals" (2024), section 3.
 * Precondition: one value.
 * @example varianceSplit([[1, 0], [1, 1]]).within // 0.25
 */
export function varianceSplit(problems: readonly (readonly number[])[]): VarianceSplit {
  const moments = problems.filter((values) => values.length > 0).map(momentsOf);
  const means = moments.map(({ mean }) => mean);
  const overall = momentsOf(means);
  const total = overall.variance;
  const repeated = moments.filter(({ variance }) => variance !== null);
  const within =
    repeated.length === 0
      ? null
      : repeated.reduce((sum, { variance }) => sum + (variance ?? 0), 0) / repeated.length;
  const standardError = total === null ? null : Math.sqrt(total / means.length);
  if (within === null || total === null)
    return {
      problems: means.length,
      mean: overall.mean,
      standardError,
      between: null,
      within,
      samplingShare: null,
    };
  const sampling = moments.reduce((sum, { samples }) => sum + within / samples, 0) / moments.length;
  return {
    problems: means.length,
    mean: overall.mean,
    standardError,
    between: Math.max(0, total - sampling),
    within,
    samplingShare: total === 0 ? 0 : Math.min(1, sampling / total),
  };
}

/** Variance with divisor n - 1; null for one value. */
function momentsOf(values: readonly number[]): { samples: number; mean: number; variance: number | null } {
  const samples = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / samples;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { samples, mean, variance: samples < 2 ? null : squares / (samples - 1) };
}
