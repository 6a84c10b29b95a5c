import { expect, test } from "vitest";
import { toScale } from "./intervalStrip.tsx";

const row = (low: number, score: number, high: number) => ({ score, interval: { low, high } });

test("the scale holds every interval and hangs the line at the best score", () => {
  const scale = toScale([row(0.41, 0.5, 0.58), row(0.21, 0.25, 0.29)]);
  expect(scale.low).toBeCloseTo(0.2);
  expect(scale.high).toBeCloseTo(0.6);
  expect(scale.plumb).toBe(0.5);
});

test("it never leaves 0 to 1 and is never narrower than ten points", () => {
  const perfect = toScale([row(1, 1, 1)]);
  expect(perfect.high).toBe(1);
  expect(perfect.high - perfect.low).toBeGreaterThanOrEqual(0.1 - 1e-9);
  const none = toScale([row(0, 0, 0)]);
  expect(none.low).toBe(0);
  expect(none.high).toBeGreaterThanOrEqual(0.1 - 1e-9);
});

test("nobody leads an empty board", () => expect(toScale([]).plumb).toBeNull());
