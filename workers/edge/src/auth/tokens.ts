/**
 * Token secrets: `plumb_` and 32 random bytes, base64url. Stored as SHA-256 alone; a fast hash does, because there is
 * nothing to guess in 256 random bits. Browser sessions hold secrets of their own (`plumb_session_`), so that signing
 * out can revoke them without touching a token that was pasted.
 */
import type { Scope, Token } from "@plumbline/contract";
import { makeId } from "../makeId.ts";
import type { Ports } from "../ports.ts";

const SECRET = /^plumb_(?:session_)?[A-Za-z0-9_-]{43}$/;
const SESSION_PREFIX = "plumb_session_";

export interface NewToken {
  readonly accountId: string;
  readonly label: string;
  readonly scopes: readonly Scope[];
  readonly session?: boolean;
  readonly dailySubmissions: number | null;
  readonly expiresAt: number | null;
}

/** Makes a token; the secret is returned here and is not stored anywhere. */
export function makeToken(
  ports: Pick<Ports, "clock" | "random" | "hasher">,
  { session, scopes, ...rest }: NewToken,
): { readonly token: Token; readonly secret: string } {
  const prefix = session === true ? SESSION_PREFIX : "plumb_";
  const secret = prefix + ports.random.text(32);
  const token: Token = {
    id: makeId(ports),
    ...rest,
    scopes: [...scopes],
    prefix: secret.slice(0, prefix.length + 4),
    hash: ports.hasher.sha256(secret),
    createdAt: ports.clock.now(),
    revokedAt: null,
  };
  return { token, secret };
}

export function looksLikeSecret(text: string): boolean {
  return SECRET.test(text);
}

/** Whether the token was made by signing a browser in. */
export function isSessionToken(token: Pick<Token, "prefix">): boolean {
  return token.prefix.startsWith(SESSION_PREFIX);
}

/** Equality in a time that depends on the lengths alone. */
export function equalInConstantTime(left: string, right: string): boolean {
  let difference = left.length ^ right.length;
  for (let at = 0; at < left.length; at += 1) {
    difference |= left.charCodeAt(at) ^ right.charCodeAt(at % Math.max(1, right.length));
  }
  return difference === 0;
}

/** Whether the secret is the expected one. Hashing first hides the length as well. */
export function isSecret(hasher: Ports["hasher"], given: string, expected: string): boolean {
  return equalInConstantTime(hasher.sha256(given), hasher.sha256(expected));
}
