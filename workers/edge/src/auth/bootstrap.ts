import { refuse } from "../api/refusal.ts";
import type { Ports } from "../ports.ts";
import { claimOnce } from "./claimOnce.ts";
import { isSecret } from "./tokens.ts";

const LOOPBACK = new Set(["127.0.0.1", "localhost", "[::1]"]);

/**
 * Refuses unless the caller may make the first admin token. Decision: a configured secret is needed always and works
 * once. Without one, only somebody on the same machine may, and only while no token exists: a public deployment that
 * anybody could take over before its owner does would be worse than one more step.
 */
export async function requireBootstrap(ports: Ports, url: string, given: string | undefined): Promise<void> {
  const { settings, hasher, store } = ports;
  if (settings.bootstrapSecret === null) {
    if (LOOPBACK.has(new URL(url).hostname) && (await store.countTokens()) === 0) return;
    throw refuse(
      "scope_missing",
      "This deployment has no BOOTSTRAP_SECRET.",
      "wrangler secret put BOOTSTRAP_SECRET",
    );
  }
  if (given === undefined || !isSecret(hasher, given, settings.bootstrapSecret)) {
    throw refuse(
      "token_unknown",
      "The bootstrap secret is missing or wrong.",
      "Send it as x-bootstrap-secret.",
    );
  }
  if (await claimOnce(ports, given)) return;
  throw refuse("conflict", "This bootstrap secret has been used.", "Configure a new one; each works once.");
}
