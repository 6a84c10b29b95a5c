/**
 * Step rewards made safe against padding: "clip" keeps only what is below the threshold, min(r - threshold, 0); "delta"
 * pays each step what it loses to the next, r_k - r_(k+1), the last one its own reward, so that the sum is the first
 * reward however many steps there are; "both" clips first. A solution whose last step is repeated gains nothing by
 * any of them. Rewards and threshold in one unit, of any scale.
 * Source: Gao et al., "On Designing Effective RL Reward at Training Time for LLM Reasoning", arXiv 2410.15115.
 * @example stepRewards([0.2, 0.5, 0.9, 0.8], "delta", 0.7) // [-0.3, -0.4, 0.1, 0.8]
 */
export function stepRewards(
  rewards: readonly number[],
  guard: "clip" | "delta" | "both",
  threshold: number,
): number[] {
  const clip = (values: readonly number[]): number[] =>
    values.map((reward) => Math.min(reward - threshold, 0));
  const delta = (values: readonly number[]): number[] =>
    values.map((reward, step) => reward - (values[step + 1] ?? 0));
  switch (guard) {
    case "clip":
      return clip(rewards);
    case "delta":
      return delta(rewards);
    case "both":
      return delta(clip(rewards));
  }
}
