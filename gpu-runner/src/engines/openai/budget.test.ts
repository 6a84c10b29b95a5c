import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Amount, createBudget, type Reservation } from "./budget.ts";

const amount = (tokens: number, nanoDollars = 0): Amount => ({ tokens, nanoDollars });
const never = new AbortController().signal;
const spentOut = () => new Error("spent out");

describe("a budget", () => {
  test("lets a call wait while others are open, and through when they cost less than feared", async () => {
    const budget = createBudget({ tokens: 100 }, spentOut);
    const first = await budget.reserve(amount(80), never);
    const second = budget.reserve(amount(80), never);
    first.settle(amount(20));
    (await second).settle(amount(80));
    expect(budget.spent()).toEqual(amount(100));
  });

  test("refuses a call that would not fit alone, and lets a smaller one through", async () => {
    const budget = createBudget({ nanoDollars: 100 }, spentOut);
    (await budget.reserve(amount(1, 60), never)).settle(amount(1, 60));
    await expect(budget.reserve(amount(1, 41), never)).rejects.toThrow("spent out");
    await expect(budget.reserve(amount(1, 40), never)).resolves.toBeDefined();
  });

  test("refuses those who waited as soon as nothing is open that could make room", async () => {
    const budget = createBudget({ tokens: 100 }, spentOut);
    const first = await budget.reserve(amount(100), never);
    const second = budget.reserve(amount(50), never);
    first.settle(amount(90));
    await expect(second).rejects.toThrow("spent out");
  });

  test("a call that is aborted while it waits makes way for the next", async () => {
    const budget = createBudget({ tokens: 100 }, spentOut);
    await budget.reserve(amount(60), never);
    const stop = new AbortController();
    const large = budget.reserve(amount(90), stop.signal);
    const small = budget.reserve(amount(40), never);
    stop.abort(new Error("cancelled"));
    await expect(large).rejects.toThrow("cancelled");
    await expect(small).resolves.toBeDefined();
    await expect(budget.reserve(amount(1), stop.signal)).rejects.toThrow("cancelled");
  });

  test("settling twice counts once", async () => {
    const budget = createBudget({ tokens: 100 }, spentOut);
    const call = await budget.reserve(amount(60), never);
    call.settle(amount(50));
    call.settle(amount(50));
    expect(budget.spent()).toEqual(amount(50));
  });

  test("law: whatever comes in whatever order, the cap holds and every call is answered", async () => {
    const call = fc.record({
      worst: fc.nat(400),
      money: fc.nat(4_000),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
      settleBefore: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(call, { maxLength: 40 }),
        fc.nat(1_500),
        fc.nat(9_000),
        async (calls, tokens, money) => {
          const budget = createBudget({ tokens, nanoDollars: money }, spentOut);
          const open: (() => void)[] = [];
          let answered = 0;
          const settleOldest = (): void => open.shift()?.();
          for (const { worst, money: worstMoney, share, settleBefore } of calls) {
            if (settleBefore) settleOldest();
            const actual = amount(Math.floor(worst * share), Math.floor(worstMoney * share));
            const granted = (reservation: Reservation) => open.push(() => reservation.settle(actual));
            void budget
              .reserve(amount(worst, worstMoney), never)
              .then(granted, () => {})
              .finally(() => {
                answered += 1;
              });
            await Promise.resolve();
            expect(budget.spent().tokens).toBeLessThanOrEqual(tokens);
            expect(budget.spent().nanoDollars).toBeLessThanOrEqual(money);
          }
          for (let round = 0; round <= calls.length * 2; round += 1) {
            settleOldest();
            await new Promise((resolve) => setImmediate(resolve));
            if (answered === calls.length && open.length === 0) break;
          }
          expect(answered).toBe(calls.length);
          expect(budget.spent().tokens).toBeLessThanOrEqual(tokens);
          expect(budget.spent().nanoDollars).toBeLessThanOrEqual(money);
        },
      ),
      { numRuns: 200 },
    );
  });
});
