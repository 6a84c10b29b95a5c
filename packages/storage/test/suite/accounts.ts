import { expect, it } from "vitest";
import type { Store } from "../../src/store.ts";
import { freshId, makeToken } from "../makeRecords.ts";
import { readAll } from "../readAll.ts";

export function accountSuite(open: () => Store): void {
  it("finds the account that it created, also when created twice at once", async () => {
    const store = open();
    const name = `name-${freshId()}`;
    const made = await Promise.all([1, 2, 3, 4].map((at) => store.findOrCreateAccount(name, at)));
    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
    expect(await store.account(made[0]!.id)).toEqual(made[0]);
    expect(await store.account("nobody")).toBeNull();
  });

  it("keeps tokens, finds them by hash, revokes them once", async () => {
    const store = open();
    const account = await store.findOrCreateAccount(freshId(), 1);
    const before = await store.countTokens();
    const token = makeToken(account.id, { dailySubmissions: 5, expiresAt: 99 });
    await store.insertToken(token);
    expect(await store.countTokens()).toBe(before + 1);
    expect(await store.tokenByHash(token.hash)).toEqual(token);
    expect(await store.tokenByHash("f".repeat(64))).toBeNull();
    expect(await store.revokeToken(token.id, 7)).toBe(true);
    expect(await store.revokeToken(token.id, 8)).toBe(false);
    expect((await store.tokenByHash(token.hash))?.revokedAt).toBe(7);
  });

  it("lists an account's tokens newest first, in pages that neither skip nor repeat", async () => {
    const store = open();
    const account = await store.findOrCreateAccount(freshId(), 1);
    const tokens = Array.from({ length: 7 }, () => makeToken(account.id));
    for (const token of tokens) await store.insertToken(token);
    const listed = await readAll((page) => store.listTokens(account.id, page), 3);
    expect(listed).toEqual(tokens.map((token) => ({ ...token, account: account.name })).reverse());
    const everybody = await readAll((page) => store.listTokens(null, page), 100);
    expect(everybody.map(({ id }) => id)).toEqual(expect.arrayContaining(tokens.map(({ id }) => id)));
  });

  it("never gives more of a day's quota than there is, however many ask at once", async () => {
    const store = open();
    const token = freshId();
    const taken = await Promise.all(
      Array.from({ length: 20 }, () => store.takeQuota(token, "2026-11-21", 7)),
    );
    expect(taken.filter(Boolean)).toHaveLength(7);
    expect(await store.takeQuota(token, "2026-11-22", 7)).toBe(true);
    expect(await store.takeQuota(freshId(), "2026-11-21", 0)).toBe(false);
  });

  it("gives a refunded submission out again, and refunds nothing that was not taken", async () => {
    const store = open();
    const token = freshId();
    const take = () => store.takeQuota(token, "2026-11-21", 1);
    await store.refundQuota(token, "2026-11-21");
    expect([await take(), await take()]).toEqual([true, false]);
    await store.refundQuota(token, "2026-11-21");
    await store.refundQuota(token, "2026-11-21");
    expect([await take(), await take()]).toEqual([true, false]);
  });

  it("appends events and lists them newest first", async () => {
    const store = open();
    const events = Array.from({ length: 5 }, (_, at) => ({
      id: freshId(),
      at,
      accountId: at === 0 ? null : "someone",
      action: "run.delete",
      subject: "run-1",
      detail: { why: ["test", at, null], deep: { yes: true } },
    }));
    for (const event of events) await store.appendEvent(event);
    const listed = await readAll((page) => store.listEvents(page), 2);
    expect(listed.slice(0, 5)).toEqual(events.toReversed());
  });

  it("keeps the same characters on every database, with NUL and lone surrogates replaced", async () => {
    const store = open();
    const event = {
      id: freshId(),
      at: 1,
      accountId: null,
      action: "odd \0 text \ud800",
      subject: "quotes ' \" and \\u0000 and 🜚 and \n",
      detail: { "key\0": ["\udfff", "\\ud800"] },
    };
    await store.appendEvent(event);
    const [kept] = (await store.listEvents({ limit: 1 })).items;
    expect(kept).toEqual({
      ...event,
      action: "odd \ufffd text \ufffd",
      detail: { "key\ufffd": ["\ufffd", "\\ud800"] },
    });
  });
}
