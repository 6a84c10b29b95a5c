import { createHash } from "node:crypto";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { contentHash } from "./contentHash.ts";

const byNode = (text: string) => createHash("sha256").update(text).digest("base64url").slice(0, 22);

test.each(["", "a", "é∞😀", "\ud800 alone", "x".repeat(55), "x".repeat(56), "x".repeat(64), "%41"])(
  "is the hash that the rest of the product computes: %j",
  (text) => {
    expect(contentHash(text)).toBe(byNode(text));
  },
);

test("law: is the platform's SHA-256 of any text", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
      expect(contentHash(text)).toBe(byNode(text));
    }),
  );
});
