import { spearman } from "../distributions.ts";

/**
 * Spearman's rank correlation in [-1, 1], ties with their mean rank; null for fewer than two pairs or where one side has
 * only one value: it has no order then. Precondition: equal lengths.
 * @example rankCorrelation([1, 2, 3, 4], [1, 3, 2, 4]) // 0.8
 */
export function rankCorrelation(first: readonly number[], second: readonly number[]): number | null {
  const varied = (values: readonly number[]): boolean => new Set(values).size > 1;
  return varied(first) && varied(second) ? spearman(first, second) : null;
}
