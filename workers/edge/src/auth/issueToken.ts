import type { CreatedToken, createTokenSchema, TokenView } from "@plumbline/contract";
import type { z } from "zod";
import { makeId } from "../makeId.ts";
import type { Ports } from "../ports.ts";
import { makeToken } from "./tokens.ts";

const DAY_MS = 86_400_000;

/** Stores a new token of the account with this name (made if nobody has it) and returns it with its secret. */
export async function issueToken(
  ports: Ports,
  wanted: z.output<typeof createTokenSchema>,
  accountName: string,
  session = false,
): Promise<CreatedToken> {
  const now = ports.clock.now();
  const account = await ports.store.findOrCreateAccount(accountName, now);
  const { token, secret } = makeToken(ports, {
    accountId: account.id,
    label: wanted.label,
    scopes: [...new Set(wanted.scopes)],
    session,
    dailySubmissions: wanted.dailySubmissions ?? null,
    expiresAt: wanted.expiresInDays === undefined ? null : Math.round(now + wanted.expiresInDays * DAY_MS),
  });
  await ports.store.insertToken(token);
  await ports.store.appendEvent({
    id: makeId(ports),
    at: now,
    accountId: account.id,
    action: "token.create",
    subject: token.id,
    detail: { label: token.label, scopes: token.scopes, session },
  });
  return { ...toTokenView({ ...token, account: account.name }), secret };
}

/** A token without its hash. */
export function toTokenView({ hash: _hash, ...shown }: TokenView & { readonly hash?: string }): TokenView {
  return shown;
}
