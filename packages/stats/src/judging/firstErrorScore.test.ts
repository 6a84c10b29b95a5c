import { describe, expect, test } from "vitest";
import { type FirstErrorItem, firstErrorScore, harmonicMean, wilsonInterval } from "../index.ts";

const item = (label: number | null, found: FirstErrorItem["found"]): FirstErrorItem => ({
  ...{ label, found, cluster: null },
});

describe("ProcessBench's F1", () => {
  test("the published example: .61 and .94 give .7399", () => {
    expect(harmonicMean(0.61, 0.94)).toBeCloseTo(0.7399, 4);
    const items = [
      ...Array.from({ length: 100 }, (_, index) => item(3, index < 61 ? 3 : 4)),
      ...Array.from({ length: 50 }, (_, index) => item(null, index < 47 ? null : 0)),
    ];
    const { onWrong, onRight, f1 } = firstErrorScore(items, { seed: 0 });
    expect(onWrong).toEqual({ value: 0.61, ...wilsonInterval(61, 100), n: 100, method: "wilson" });
    expect(onRight).toEqual({ value: 0.94, ...wilsonInterval(47, 50), n: 50, method: "wilson" });
    expect(f1?.value).toBeCloseTo(0.7399, 4);
    expect(f1?.low).toBeGreaterThan(0.64);
    expect(f1?.high).toBeLessThan(0.83);
  });
  test("step 0 is a step, and no error is not step 0", () => {
    const { onWrong, onRight } = firstErrorScore([item(0, null), item(null, 0), item(0, 0)], { seed: 0 });
    expect([onWrong?.value, onRight?.value]).toEqual([0.5, 0]);
  });
  test("an unparsed reply is wrong, on either side, and counted", () => {
    const score = firstErrorScore([item(1, "unparsed"), item(null, "unparsed")], { seed: 0 });
    expect(score).toMatchObject({
      unparsed: 1 + 1,
      onWrong: { value: 0 },
      onRight: { value: 0 },
      f1: { value: 0 },
    });
  });
  test("a judge that calls everything sound, or nothing, scores 0; without one side there is no score", () => {
    expect(firstErrorScore([item(1, null), item(null, null)], { seed: 0 }).f1?.value).toBe(0);
    expect(firstErrorScore([item(1, 1)], { seed: 0 })).toMatchObject({ onRight: null, f1: null });
    expect(firstErrorScore([], { seed: 0 })).toMatchObject({ onWrong: null, f1: null, items: 0 });
  });
});
