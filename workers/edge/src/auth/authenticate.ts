/**
 * Who is calling. Decision: a bad bearer token is always an error, because a program that sends one means to be
 * somebody; a bad cookie makes a visitor, because a person whose session has ended still wants to read. A request that
 * changes something by cookie must come from our own pages: SameSite=Lax is a browser's promise, this is our check.
 */
import type { ProblemCode, Token } from "@plumbline/contract";
import { refuse } from "../api/refusal.ts";
import type { Ports } from "../ports.ts";
import { type Caller, VISITOR } from "./caller.ts";
import { equalInConstantTime, looksLikeSecret } from "./tokens.ts";

const READING = new Set(["GET", "HEAD", "OPTIONS"]);

export async function authenticate(
  request: Request,
  cookie: string | undefined,
  ports: Pick<Ports, "store" | "clock" | "hasher">,
): Promise<Caller> {
  const header = request.headers.get("authorization");
  if (header !== null) {
    const [scheme, secret = ""] = header.split(/\s+/, 2);
    if (scheme?.toLowerCase() !== "bearer") {
      throw refuse(
        "token_unknown",
        "Only bearer tokens are taken.",
        "Send `authorization: Bearer plumb_...`.",
      );
    }
    const found = await findCaller(secret, "bearer", ports);
    if (typeof found === "string") throw refuse(found, EXPLAINED[found], "Ask an admin for a new token.");
    return found;
  }
  if (cookie === undefined) return VISITOR;
  const found = await findCaller(cookie, "cookie", ports);
  if (typeof found === "string") return VISITOR;
  if (!READING.has(request.method) && !isSameOrigin(request)) {
    throw refuse("scope_missing", "A signed-in browser may change things only from this site's own pages.");
  }
  return found;
}

type TokenFault = Extract<ProblemCode, "token_unknown" | "token_expired" | "token_revoked">;
const EXPLAINED: Readonly<Record<TokenFault, string>> = {
  token_unknown: "This token is not known here.",
  token_expired: "This token has expired.",
  token_revoked: "This token was revoked.",
};

export async function findCaller(
  secret: string,
  via: "bearer" | "cookie",
  { store, clock, hasher }: Pick<Ports, "store" | "clock" | "hasher">,
): Promise<Caller | TokenFault> {
  if (!looksLikeSecret(secret)) return "token_unknown";
  const hash = hasher.sha256(secret);
  const token = await store.tokenByHash(hash);
  if (token === null || !equalInConstantTime(token.hash, hash)) return "token_unknown";
  const fault = findFault(token, clock.now());
  if (fault !== null) return fault;
  const account = await store.account(token.accountId);
  return account === null ? "token_unknown" : { account, token, via };
}

/** @example findFault({ ...token, expiresAt: 10 }, 10) // "token_expired" */
export function findFault(token: Pick<Token, "revokedAt" | "expiresAt">, now: number): TokenFault | null {
  if (token.revokedAt !== null) return "token_revoked";
  return token.expiresAt !== null && token.expiresAt <= now ? "token_expired" : null;
}

/** Whether a browser says that the request comes from a page of this very origin. */
export function isSameOrigin(request: Request): boolean {
  const site = request.headers.get("sec-fetch-site");
  if (site !== null) return site === "same-origin";
  return request.headers.get("origin") === new URL(request.url).origin;
}
