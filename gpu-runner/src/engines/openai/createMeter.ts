/**
 * What calls cost and how much may still be spent.
 * Decision: a call whose use nobody told is charged with its worst case, because a cap that trusts a silence is none.
 */
import { EngineError } from "../engine.ts";
import { type Amount, createBudget, NOTHING } from "./budget.ts";
import type { Usage } from "./streamCompletion.ts";

/** US dollars per million tokens. */
export interface Prices {
  readonly input: number;
  readonly output: number;
}

export interface BudgetCaps {
  readonly dollars?: number | undefined;
  /** Prompt and output together. */
  readonly tokens?: number | undefined;
}

/** What was used since the start. */
export interface Account {
  /** Requests that left, tries included. */
  readonly calls: number;
  readonly failedCalls: number;
  readonly tokensIn: number;
  readonly tokensOut: number;
  /** Answered without usage, or broken off: charged with their worst case. */
  readonly callsWithUnknownUsage: number;
  /** Charged to the budget. US dollars; null without prices. */
  readonly dollars: number | null;
}

export interface MeteredCall {
  /** Ends the call well; the cost in US dollars, null where it is not known. */
  answered(usage: Usage | null): number | null;
  failed(billed: "nothing" | "unknown"): void;
}

export interface Meter {
  /** Waits while open calls leave no room; rejects with `budget_exhausted` where they never will. */
  open(worst: Usage, signal: AbortSignal): Promise<MeteredCall>;
  account(): Account;
}

const NANO = 1e9;

/** Throws `RangeError` for a cap in dollars without prices. */
export function createMeter(caps: BudgetCaps, prices: Prices | null): Meter {
  if (caps.dollars !== undefined && prices === null)
    throw new RangeError("A budget in dollars needs the prices per million tokens.");
  const budget = createBudget(
    {
      tokens: caps.tokens,
      nanoDollars: caps.dollars === undefined ? undefined : Math.floor(caps.dollars * NANO),
    },
    (worst, spent) => spentOut(worst, spent, caps),
  );
  const counts = { calls: 0, failedCalls: 0, tokensIn: 0, tokensOut: 0, callsWithUnknownUsage: 0 };

  const toAmount = ({ tokensIn, tokensOut }: Usage): Amount => ({
    tokens: tokensIn + tokensOut,
    nanoDollars:
      prices === null ? 0 : Math.ceil((tokensIn * prices.input + tokensOut * prices.output) * (NANO / 1e6)),
  });

  return {
    account: () => ({ ...counts, dollars: prices === null ? null : budget.spent().nanoDollars / NANO }),
    async open(worstUsage, signal) {
      const worst = toAmount(worstUsage);
      const reservation = await budget.reserve(worst, signal);
      counts.calls += 1;
      return {
        answered(usage) {
          const actual = usage === null ? worst : toAmount(usage);
          reservation.settle(actual);
          counts.tokensIn += usage?.tokensIn ?? 0;
          counts.tokensOut += usage?.tokensOut ?? 0;
          if (usage === null) counts.callsWithUnknownUsage += 1;
          return prices === null || usage === null ? null : actual.nanoDollars / NANO;
        },
        failed(billed) {
          reservation.settle(billed === "unknown" ? worst : NOTHING);
          counts.failedCalls += 1;
          if (billed === "unknown") counts.callsWithUnknownUsage += 1;
        },
      };
    },
  };
}

function spentOut(worst: Amount, spent: Amount, caps: BudgetCaps): EngineError {
  const inDollars = ({ nanoDollars }: Amount) => `$${(nanoDollars / NANO).toPrecision(3)}`;
  const money =
    caps.dollars === undefined
      ? []
      : [`${inDollars(spent)} of $${caps.dollars}, next up to ${inDollars(worst)}`];
  const tokens =
    caps.tokens === undefined ? [] : [`${spent.tokens} of ${caps.tokens} tokens, next up to ${worst.tokens}`];
  return new EngineError(
    "budget_exhausted",
    `The budget does not cover another call: ${[...money, ...tokens].join("; ")}.`,
    { fix: "Start the runner with a larger --budget, or lower maxTokens of the job.", retry: false },
  );
}
