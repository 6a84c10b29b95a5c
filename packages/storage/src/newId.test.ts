import { getRandomValues } from "node:crypto";
import fc from "fast-check";
import { expect, it } from "vitest";
import { newId, newIds } from "./newId.ts";

const random = (length: number) => getRandomValues(new Uint8Array(length));
const time = fc.integer({ min: 0, max: 2 ** 47 });

it("sorts by the time it was made", () => {
  fc.assert(
    fc.property(time, time, (one, other) => {
      fc.pre(one !== other);
      expect(newId(one, random) < newId(other, random)).toBe(one < other);
    }),
  );
});

it("makes many ids of one moment that differ and sort in their order", () => {
  const ids = newIds(3_000, 1_780_000_000_000, random);
  expect(ids.toSorted()).toEqual(ids);
  expect(new Set([...ids, ...newIds(3_000, 1_780_000_000_000, random)]).size).toBe(6_000);
});

it("makes the same id from the same time and the same random bytes", () => {
  const fixed = (length: number) => new Uint8Array(length).fill(7);
  expect(newId(1_780_000_000_000, fixed)).toBe(newId(1_780_000_000_000, fixed));
  expect(newId(1_780_000_000_000, fixed)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/);
});
