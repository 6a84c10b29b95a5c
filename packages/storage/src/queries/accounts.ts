/** Who acts: accounts, tokens, quota, audit. */
import type { Token } from "@plumbline/contract";
import { and, count, desc, eq, gt, isNull, lt, sql } from "drizzle-orm";
import { cleanText, insertRows } from "../bulk.ts";
import type { Connection } from "../connection.ts";
import { readCursor, toPage } from "../cursor.ts";
import { newId } from "../newId.ts";
import type { Store } from "../store.ts";

type AccountQueries = Pick<
  Store,
  | "findOrCreateAccount"
  | "account"
  | "insertToken"
  | "tokenByHash"
  | "listTokens"
  | "revokeToken"
  | "countTokens"
  | "takeQuota"
  | "refundQuota"
  | "appendEvent"
  | "listEvents"
>;

export function accountQueries(connection: Connection): AccountQueries {
  const { db, tables, atomically, random } = connection;
  const { accounts, tokens, quotaUses, events } = tables;

  return {
    findOrCreateAccount: async (given, at) => {
      const name = cleanText(given);
      const account = { id: newId(at, random), name, createdAt: at };
      await atomically(insertRows(connection, accounts, [account]));
      const [found] = await db.select().from(accounts).where(eq(accounts.name, name));
      return found ?? account;
    },
    account: async (id) => (await db.select().from(accounts).where(eq(accounts.id, id)))[0] ?? null,

    insertToken: async (token) => {
      await atomically(insertRows(connection, tokens, [token]));
    },
    tokenByHash: async (hash) => (await db.select().from(tokens).where(eq(tokens.hash, hash)))[0] ?? null,
    listTokens: async (accountId, page) => {
      const after = readCursor(page, ["string"]);
      const rows = await db
        .select({ token: tokens, account: accounts.name })
        .from(tokens)
        .innerJoin(accounts, eq(accounts.id, tokens.accountId))
        .where(
          and(
            accountId === null ? undefined : eq(tokens.accountId, accountId),
            after === null ? undefined : lt(tokens.id, after[0]),
          ),
        )
        .orderBy(desc(tokens.id))
        .limit(page.limit + 1);
      return toPage(
        rows,
        page,
        ({ token, account }): Token & { account: string } => ({ ...token, account }),
        ({ token }) => [token.id],
      );
    },
    revokeToken: async (id, at) => {
      const changed = await db
        .update(tokens)
        .set({ revokedAt: at })
        .where(and(eq(tokens.id, id), isNull(tokens.revokedAt)))
        .returning({ id: tokens.id });
      return changed.length > 0;
    },
    countTokens: async () => (await db.select({ n: count() }).from(tokens))[0]?.n ?? 0,

    takeQuota: async (tokenId, day, limit) => {
      if (limit < 1) return false;
      const used = await db
        .insert(quotaUses)
        .values({ tokenId, day, used: 1 })
        .onConflictDoUpdate({
          target: [quotaUses.tokenId, quotaUses.day],
          set: { used: sql`${quotaUses.used} + 1` },
          setWhere: lt(quotaUses.used, limit),
        })
        .returning({ used: quotaUses.used });
      return used.length > 0;
    },
    refundQuota: async (tokenId, day) => {
      await db
        .update(quotaUses)
        .set({ used: sql`${quotaUses.used} - 1` })
        .where(and(eq(quotaUses.tokenId, tokenId), eq(quotaUses.day, day), gt(quotaUses.used, 0)));
    },

    appendEvent: async (event) => {
      await atomically(insertRows(connection, events, [event]));
    },
    listEvents: async (page) => {
      const after = readCursor(page, ["string"]);
      const rows = await db
        .select()
        .from(events)
        .where(after === null ? undefined : lt(events.id, after[0]))
        .orderBy(desc(events.id))
        .limit(page.limit + 1);
      return toPage(
        rows,
        page,
        (event) => event,
        (event) => [event.id],
      );
    },
  };
}
