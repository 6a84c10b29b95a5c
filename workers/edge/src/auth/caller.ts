/** Who calls, and what they may do. */
import type { Account, Scope, Token } from "@plumbline/contract";
import { refuse } from "../api/refusal.ts";

/** A visitor without a token has neither account nor scopes, and may read what is public. */
export interface Caller {
  readonly account: Account | null;
  readonly token: Token | null;
  readonly via: "bearer" | "cookie" | "none";
}
export interface SignedInCaller extends Caller {
  readonly account: Account;
  readonly token: Token;
}

export const VISITOR: Caller = { account: null, token: null, via: "none" };

/** `admin` may do everything. */
export function mayAs(caller: Caller, scope: Scope): boolean {
  const scopes = caller.token?.scopes ?? [];
  return scopes.includes(scope) || scopes.includes("admin");
}

export function isSignedIn(caller: Caller): caller is SignedInCaller {
  return caller.account !== null && caller.token !== null;
}

/** The caller, if it holds one of the scopes; refuses otherwise. No scope given: any token will do. */
export function requireScope(caller: Caller, ...scopes: readonly Scope[]): SignedInCaller {
  if (!isSignedIn(caller)) {
    throw refuse(
      "token_missing",
      "This needs an API token.",
      "Send `authorization: Bearer plumb_...`, or sign in.",
    );
  }
  if (scopes.length > 0 && !scopes.some((scope) => mayAs(caller, scope))) {
    throw refuse(
      "scope_missing",
      `This needs a token with scope ${scopes.join(" or ")}; this one has ${caller.token.scopes.join(", ")}.`,
      "Ask an admin for a token with that scope.",
    );
  }
  return caller;
}

/** Whether the record is the caller's own, or the caller is an admin. */
export function owns(caller: Caller, accountId: string): boolean {
  return caller.account?.id === accountId || mayAs(caller, "admin");
}
