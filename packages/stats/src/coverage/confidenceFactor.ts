/**
 * How much a problem that is solved with chance `share` still counts when `samples` tries are allowed:
 * N p (1 - p)^(N - 1) / (1 - (1 - p)^N), in [0, 1]. Training for pass@N weighs a problem's gradient by it: near 0, the
 * problem is solved anyway. 1 at a share of 0 (the limit) and for one sample. Source: Chen et al., arXiv 2502.07154.
 * `share` in [0, 1], `samples` at least 1.
 * @example confidenceFactor(0.1, 16) // 0.40435
 */
export function confidenceFactor(share: number, samples: number): number {
  if (share === 0 || samples === 1) return 1;
  if (share === 1) return 0;
  const logMiss = Math.log1p(-share);
  // 1 - (1 - p)^N by expm1: exact where p N is small, with no series needed.
  return (samples * share * Math.exp((samples - 1) * logMiss)) / -Math.expm1(samples * logMiss);
}
