/** What calls cost together. An unknown makes the sum unknown: a total that leaves calls out would be a lie. */
import type { Usage } from "./ask.ts";

export interface Spending {
  readonly calls: number;
  /** Null where a call did not tell. */
  readonly tokensIn: number | null;
  readonly tokensOut: number | null;
  /** US dollars; null where a price is not known. */
  readonly cost: number | null;
}

export const NO_SPENDING: Spending = { calls: 0, tokensIn: 0, tokensOut: 0, cost: 0 };

/** @example addUsage(NO_SPENDING, { tokensIn: 5, tokensOut: 2, cost: null }) // { calls: 1, tokensIn: 5, tokensOut: 2, cost: null } */
export function addUsage(spending: Spending, usage: Usage | null): Spending {
  return addSpending(spending, {
    calls: 1,
    tokensIn: usage?.tokensIn ?? null,
    tokensOut: usage?.tokensOut ?? null,
    cost: usage?.cost ?? null,
  });
}

export function addSpending(left: Spending, right: Spending): Spending {
  return {
    calls: left.calls + right.calls,
    tokensIn: sum(left.tokensIn, right.tokensIn),
    tokensOut: sum(left.tokensOut, right.tokensOut),
    cost: sum(left.cost, right.cost),
  };
}

/** The usage of several tries at one call. */
export function addUsages(left: Usage | null, right: Usage | null): Usage | null {
  if (left === null || right === null) return null;
  return {
    tokensIn: left.tokensIn + right.tokensIn,
    tokensOut: left.tokensOut + right.tokensOut,
    cost: sum(left.cost, right.cost),
  };
}

function sum(left: number | null, right: number | null): number | null {
  return left === null || right === null ? null : left + right;
}
