/** What generations cost, added up and carried in checkpoints, so that a resumed job tells the whole. */
import { z } from "zod";
import type { Drawn } from "./jobEngine.ts";

export const spendingSchema = z.object({
  requests: z.number().int(),
  tokensIn: z.number(),
  tokensOut: z.number(),
  /** US dollars; null as long as no generation had a price. */
  cost: z.number().nullable(),
  /** Generations cut by their limit. */
  truncated: z.number().int(),
  /** Prompts that did not fit into the model's context. */
  tooLong: z.number().int(),
});
export type Spending = Readonly<z.infer<typeof spendingSchema>>;

export const NOTHING_SPENT: Spending = {
  requests: 0,
  tokensIn: 0,
  tokensOut: 0,
  cost: null,
  truncated: 0,
  tooLong: 0,
};

export function toSpending(drawn: readonly Drawn[]): Spending {
  return drawn.reduce<Spending>(
    (sum, { tokensIn, tokensOut, cost, finish, tooLong }) =>
      addSpending(sum, {
        requests: 1,
        tokensIn,
        tokensOut,
        cost,
        truncated: finish === "length" && !tooLong ? 1 : 0,
        tooLong: tooLong ? 1 : 0,
      }),
    NOTHING_SPENT,
  );
}

export function addSpending(left: Spending, right: Spending): Spending {
  return {
    requests: left.requests + right.requests,
    tokensIn: left.tokensIn + right.tokensIn,
    tokensOut: left.tokensOut + right.tokensOut,
    cost: left.cost === null && right.cost === null ? null : (left.cost ?? 0) + (right.cost ?? 0),
    truncated: left.truncated + right.truncated,
    tooLong: left.tooLong + right.tooLong,
  };
}
