/**
 * Tries again what may succeed a moment later: refused for the rate, failed, silent. Nothing else: a refusal, an empty
 * budget or a reply that was cut off would only cost once more.
 */
import type { Ask, AskFailure, Reply, Usage } from "./ask.ts";
import { addUsages } from "./spending.ts";

export interface RetryOptions {
  /** Tries in all. 4 */
  readonly tries?: number | undefined;
  /** First wait; each further one is twice as long. Milliseconds, 1,000 */
  readonly waitMs?: number | undefined;
  /** Longest wait, the endpoint's wishes included. Milliseconds, 60,000 */
  readonly longestWaitMs?: number | undefined;
  /** Rejects where the work was called off. */
  readonly sleep: (milliseconds: number) => Promise<void>;
}

/** The usage of all tries is added up; the last try's result is the result. */
export function withRetries(
  ask: Ask,
  { tries = 4, waitMs = 1_000, longestWaitMs = 60_000, sleep }: RetryOptions,
): Ask {
  return async (request) => {
    let spent: Usage | null = { tokensIn: 0, tokensOut: 0, cost: 0 };
    for (let attempt = 1; ; attempt += 1) {
      const reply = await ask(request);
      spent = addUsages(spent, reply.usage);
      if (reply.status === "answered" || !mayRecover(reply.failure) || attempt >= tries)
        return { ...reply, usage: spent };
      await sleep(Math.min(wish(reply) ?? waitMs * 2 ** (attempt - 1), longestWaitMs));
    }
  };
}

function wish(reply: Extract<Reply, { status: "failed" }>): number | null {
  return reply.retryAfterMs ?? null;
}

function mayRecover(failure: AskFailure): boolean {
  switch (failure) {
    case "rate_limited":
    case "unavailable":
    case "timed_out":
      return true;
    case "refused":
    case "budget_exhausted":
    case "cut_off":
      return false;
  }
}
