/** How the p-values of many comparisons are read together. */
export const MULTIPLICITY_METHODS = ["holm", "benjamini_hochberg", "none"] as const;
export type MultiplicityMethod = (typeof MULTIPLICITY_METHODS)[number];

/**
 * Adjusted p-values, in the order given, at most 1: what is at or below alpha is told apart. "holm" bounds the chance of
 * any false separation by alpha, whatever depends on what; "benjamini_hochberg" bounds the expected share of false ones
 * among the separations, for independent or positively dependent tests; "none" leaves them as they are.
 * Sources: Holm, Scandinavian Journal of Statistics 6 (1979); Benjamini and Hochberg, JRSS B 57 (1995).
 * @example adjustPValues([0.01, 0.04, 0.03], "holm") // [0.03, 0.06, 0.06]
 */
export function adjustPValues(pValues: readonly number[], method: MultiplicityMethod): number[] {
  const tests = pValues.length;
  const order = pValues.map((_, index) => index).sort((a, b) => (pValues[a] ?? 1) - (pValues[b] ?? 1));
  const adjusted = [...pValues];
  switch (method) {
    case "none":
      return adjusted;
    case "holm": {
      let largest = 0;
      for (const [rank, index] of order.entries()) {
        largest = Math.max(largest, Math.min(1, (tests - rank) * (pValues[index] ?? 1)));
        adjusted[index] = largest;
      }
      return adjusted;
    }
    case "benjamini_hochberg": {
      let smallest = 1;
      for (const [fromEnd, index] of order.reverse().entries()) {
        smallest = Math.min(smallest, (tests / (tests - fromEnd)) * (pValues[index] ?? 1));
        adjusted[index] = smallest;
      }
      return adjusted;
    }
  }
}
