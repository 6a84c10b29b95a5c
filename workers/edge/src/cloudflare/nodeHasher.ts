import { createHash } from "node:crypto";
import type { Hasher } from "../ports.ts";

const CONTENT_HASH_CHARACTERS = 22;

/** SHA-256 by `node:crypto`, which is there in Workers (nodejs_compat) and in Node, and synchronous unlike Web Crypto. */
export const nodeHasher: Hasher = {
  contentHash: (text) =>
    createHash("sha256").update(text).digest("base64url").slice(0, CONTENT_HASH_CHARACTERS),
  sha256: (text) => createHash("sha256").update(text).digest("hex"),
  start() {
    const hash = createHash("sha256");
    return {
      update: (bytes) => {
        hash.update(bytes);
      },
      digest: () => hash.digest("hex"),
    };
  },
};
