/**
 * Share of a problem's samples that are wrong, in [0, 1]; null without a sample.
 * Source: Tong et al., "DART-Math", arXiv 2407.13690.
 * @example failRate({ n: 8, right: 6 }) // 0.25
 */
export function failRate({ n, right }: { readonly n: number; readonly right: number }): number | null {
  return n === 0 ? null : 1 - right / n;
}

/**
 * How many right samples to collect for each problem: "uniform" the same number, "prop2diff" in proportion to the fail rate,
 * `most` for the hardest and at least one for each. A plain set of samples has most right answers where they are
 * easiest; both turn that round. Whole numbers; fail rates in [0, 1].
 * @example dartTargets([0.1, 0.5, 1], 8, "prop2diff") // [1, 4, 8]
 */
export function dartTargets(
  failRates: readonly number[],
  most: number,
  rule: "uniform" | "prop2diff",
): number[] {
  switch (rule) {
    case "uniform":
      return failRates.map(() => most);
    case "prop2diff": {
      const hardest = failRates.reduce((largest, rate) => Math.max(largest, rate), 0);
      return failRates.map((rate) => Math.max(1, Math.round(hardest === 0 ? 1 : (most * rate) / hardest)));
    }
  }
}
