/** The product's content hash (`contentHashSchema`): first 128 bits of a SHA-256, base64url. */
import { createHash } from "node:crypto";

/** @example contentHash("a").length // 22 */
export function contentHash(text: string): string {
  return createHash("sha256").update(text).digest("base64url").slice(0, 22);
}
