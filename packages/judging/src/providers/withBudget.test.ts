import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { correctness } from "../judges/correctness.ts";
import { runJudge } from "../runJudge.ts";
import { answered, replyText, scriptedAsk, sentinels } from "../testing/scriptedAsk.ts";
import type { Ask, AskRequest, Reply } from "./ask.ts";
import { createPurse, openLedger, reserve, settle } from "./ledger.ts";
import { withBudget, worstCase } from "./withBudget.ts";

const request: AskRequest = {
  messages: [{ role: "user", content: "é∞😀" }],
  responseSchema: {},
  maxTokens: 50,
};
const worst = worstCase(request, null).tokens;
const amount = (tokens: number) => ({ tokens, nanoDollars: 0 });

describe("a ledger", () => {
  test("takes a call that fits to the token and none that is one too large", () => {
    expect(reserve(openLedger({ tokens: 100 }), amount(100))).not.toBeNull();
    expect(reserve(openLedger({ tokens: 100 }), amount(101))).toBeNull();
    expect(reserve(openLedger({ tokens: 100 }, amount(60)), amount(41))).toBeNull();
  });

  test("promises count until they are settled", () => {
    const ledger = openLedger({ tokens: 100 });
    const first = reserve(ledger, amount(80));
    expect(first && reserve(first, amount(30))).toBeNull();
    expect(first && reserve(settle(first, amount(80), amount(70)), amount(30))?.promised).toEqual(amount(30));
  });
});

describe("a budget", () => {
  test("counts a prompt with at least its bytes", () => {
    expect(worst - 50).toBeGreaterThanOrEqual(Buffer.byteLength("é∞😀"));
  });

  test.each([
    ["told usage", answered("x"), 110],
    ["untold usage", { status: "answered", text: "x", usage: null } satisfies Reply, worst],
    ["a model call that breaks", new Error("reset"), worst],
  ])("is charged: %s", async (_, line, spent) => {
    const purse = createPurse(openLedger({ tokens: 10_000 }));
    await withBudget(scriptedAsk(line).ask, purse, null)(request).catch(() => undefined);
    expect(purse.ledger()).toMatchObject({ spent: { tokens: spent }, promised: { tokens: 0 } });
  });

  test("knows the cost by prices where the endpoint does not tell it", async () => {
    const purse = createPurse(openLedger({ nanoDollars: 1_000_000 }));
    const silent: Reply = {
      status: "answered",
      text: "x",
      usage: { tokensIn: 1_000, tokensOut: 10, cost: null },
    };
    const reply = await withBudget(scriptedAsk(silent).ask, purse, { input: 0.1, output: 0.4 })(request);
    expect(reply.usage?.cost).toBeCloseTo(0.000104, 12);
    expect(purse.ledger().spent.nanoDollars).toBe(104_000);
  });

  test("once empty it sends nothing, and the judge's result says so", async () => {
    const { ask, requests } = scriptedAsk(replyText({ verdict: "correct" }));
    const purse = createPurse(openLedger({ tokens: 100 }));
    const input = { problem: "1+1?", response: "2" };
    const judging = await runJudge(correctness, input, withBudget(ask, purse, null), {
      drawSentinel: sentinels(),
    });
    expect(judging).toMatchObject({
      status: "budget_exhausted",
      spending: { calls: 0, tokensIn: 0, cost: 0 },
    });
    expect(requests).toEqual([]);
  });

  test("law: however calls overlap, end or break, spent and promised stay within the cap", async () => {
    const call = fc.record({
      length: fc.nat(300),
      maxTokens: fc.nat(300),
      share: fc.nat(100),
      breaks: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.array(call, { maxLength: 12 }),
        fc.nat(6_000),
        async (scheduler, calls, cap) => {
          const purse = createPurse(openLedger({ tokens: cap }));
          const within = () => {
            const { spent, promised } = purse.ledger();
            expect(spent.tokens + promised.tokens).toBeLessThanOrEqual(cap);
          };
          let sent = 0;
          const tasks = calls.map(({ length, maxTokens, share, breaks }) => {
            const asked = {
              messages: [{ role: "user" as const, content: "x".repeat(length) }],
              responseSchema: {},
              maxTokens,
            };
            const most = worstCase(asked, null).tokens;
            const ask: Ask = async () => {
              sent += 1;
              within();
              const reply = breaks
                ? Promise.reject(new Error("broken"))
                : Promise.resolve<Reply>({
                    status: "answered",
                    text: "",
                    usage: { tokensIn: Math.floor((most * share) / 100), tokensOut: 0, cost: null },
                  });
              return scheduler.schedule(reply);
            };
            return withBudget(ask, purse, null)(asked).catch(() => undefined);
          });
          await scheduler.waitIdle();
          await Promise.all(tasks);
          within();
          expect(purse.ledger().promised.tokens).toBe(0);
          expect(sent).toBeLessThanOrEqual(calls.length);
        },
      ),
      { numRuns: 100 },
    );
  });
});
