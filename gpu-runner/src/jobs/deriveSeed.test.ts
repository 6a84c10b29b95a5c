import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { deriveSeed } from "./deriveSeed.ts";

test("a seed is the first 32 bits of a hash that anybody can compute", () => {
  const hex = createHash("sha256").update('[7,"verify","p-1",3,0]').digest("hex");
  expect(deriveSeed(7, "verify", "p-1", 3, 0)).toBe(Number.parseInt(hex.slice(0, 8), 16));
});

test("every part counts, and parts do not run into each other", () => {
  const seeds = [
    deriveSeed(0, "sample", "p", 1),
    deriveSeed(1, "sample", "p", 1),
    deriveSeed(0, "verify", "p", 1),
    deriveSeed(0, "sample", "p1"),
    deriveSeed(0, "sample", "p", 11),
    deriveSeed(0, "sample", "p", 1, 1),
    deriveSeed(0, "sample", 'p",1'),
  ];
  expect(new Set(seeds).size).toBe(seeds.length);
});

test("a seed lies in what engines take", () => {
  fc.assert(
    fc.property(fc.nat(0xffff_ffff), fc.string(), fc.nat(), (seed, key, index) => {
      const derived = deriveSeed(seed, "sample", key, index);
      expect(Number.isInteger(derived) && derived >= 0 && derived <= 0xffff_ffff).toBe(true);
    }),
  );
});
