import { describe, expect, test } from "vitest";
import { answered, scriptedAsk } from "../testing/scriptedAsk.ts";
import { type AskFailure, NO_USAGE, type Reply } from "./ask.ts";
import { createPurse, openLedger } from "./ledger.ts";
import { withBudget } from "./withBudget.ts";
import { withRetries } from "./withRetries.ts";

const request = { messages: [], responseSchema: {}, maxTokens: 10 };
const failed = (failure: AskFailure, extra = {}): Reply => ({
  status: "failed",
  failure,
  message: "",
  usage: NO_USAGE,
  ...extra,
});

function waits(): { readonly waited: number[]; readonly sleep: (milliseconds: number) => Promise<void> } {
  const waited: number[] = [];
  return { waited, sleep: async (milliseconds) => void waited.push(milliseconds) };
}

describe("another try", () => {
  test.each(["rate_limited", "unavailable", "timed_out"] as const)("is made after %s", async (failure) => {
    const { waited, sleep } = waits();
    const { ask, requests } = scriptedAsk(failed(failure), failed(failure), answered("yes"));
    const reply = await withRetries(ask, { sleep })(request);
    expect(reply.status).toBe("answered");
    expect(requests).toHaveLength(3);
    expect(waited).toEqual([1_000, 2_000]);
  });

  test.each(["refused", "budget_exhausted", "cut_off"] as const)("is not made after %s", async (failure) => {
    const { ask, requests } = scriptedAsk(failed(failure), answered("yes"));
    expect(await withRetries(ask, waits())(request)).toMatchObject({ failure });
    expect(requests).toHaveLength(1);
  });

  test("comes when the endpoint wishes, within reason, and not for ever", async () => {
    const { waited, sleep } = waits();
    const { ask, requests } = scriptedAsk(
      failed("rate_limited", { retryAfterMs: 7_000 }),
      failed("rate_limited", { retryAfterMs: 9_999_999 }),
      failed("rate_limited"),
    );
    expect(await withRetries(ask, { sleep, tries: 3 })(request)).toMatchObject({ failure: "rate_limited" });
    expect(waited).toEqual([7_000, 60_000]);
    expect(requests).toHaveLength(3);
  });

  test("is covered by the budget like the first, and its usage is added", async () => {
    const purse = createPurse(openLedger({ tokens: 100_000 }));
    const broke = failed("timed_out", { usage: { tokensIn: 40, tokensOut: 2, cost: 0.5 } });
    const ask = withRetries(withBudget(scriptedAsk(broke, answered("yes")).ask, purse, null), waits());
    expect((await ask(request)).usage).toEqual({ tokensIn: 140, tokensOut: 12, cost: 0.501 });
    expect(purse.ledger().spent.tokens).toBe(152);
  });
});
