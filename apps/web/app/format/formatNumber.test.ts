import { describe, expect, test } from "vitest";
import {
  formatBytes,
  formatCost,
  formatCount,
  formatCounted,
  formatHalfWidth,
  formatMinute,
  formatPointRange,
  formatPoints,
  formatRange,
  formatRank,
  formatShare,
} from "./formatNumber.ts";

describe("numbers as people read them", () => {
  test.each([
    [0, "0.0"],
    [0.77279, "77.3"],
    [1, "100.0"],
  ])("share %f is %s", (share, text) => expect(formatShare(share)).toBe(text));

  test("an interval is written with an en dash, its half width with a sign", () => {
    expect(formatRange({ low: 0.75, high: 0.795 })).toBe("75.0–79.5");
    expect(formatHalfWidth({ low: 0.75, high: 0.79 })).toBe("±2.0");
  });

  test.each([
    [0, "0"],
    [1319, "1319"],
    [76550, "76\u202f550"],
    [1234567, "1\u202f234\u202f567"],
    [-20000, "\u221220\u202f000"],
  ])("count %i is %s", (count, text) => expect(formatCount(count)).toBe(text));

  test("one is singular", () => {
    expect(formatCounted(1, "sample")).toBe("1 sample");
    expect(formatCounted(0, "sample")).toBe("0 samples");
    expect(formatCounted(2, "try", "tries")).toBe("2 tries");
  });

  test.each([
    [0, "$0.00"],
    [0.0042, "$0.0042"],
    [12.345, "$12.35"],
    [12345.6, "$12\u202f346"],
  ])("cost %f is %s", (dollars, text) => expect(formatCost(dollars)).toBe(text));

  test.each([
    [1, "1 B"],
    [1024, "1.0 KiB"],
    [52_428_800, "50.0 MiB"],
    [5 * 1024 ** 3, "5.0 GiB"],
  ])("%i bytes are %s", (bytes, text) => expect(formatBytes(bytes)).toBe(text));

  test("a rank that the data cannot settle is a range", () => {
    expect(formatRank({ from: 2, to: 2 })).toBe("2");
    expect(formatRank({ from: 1, to: 3 })).toBe("1–3");
  });

  test("times are in UTC", () => expect(formatMinute(0)).toBe("1970-01-01 00:00 UTC"));

  test.each([
    [0.122, "12.2"],
    [-0.032, "\u22123.2"],
    [-0.0001, "0.0"],
  ])("a difference of %f is %s points", (difference, text) => expect(formatPoints(difference)).toBe(text));

  test("the interval of a difference has signs", () => {
    expect(formatPointRange({ low: -0.01, high: 0.2 })).toBe("\u22121.0 to +20.0");
  });
});
