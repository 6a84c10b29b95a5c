import { describe, expect, test } from "vitest";
import { flipRate, pairScore, wilsonInterval } from "../index.ts";

describe("pairs judged in both orders", () => {
  test("right where the two choices together speak for the better response", () => {
    const cases = [
      ["A", "A", true],
      ["A", "tie", true],
      ["A", null, true],
      ["A", "B", false],
      ["tie", "tie", false],
      ["B", "B", false],
    ] as const;
    for (const [shownAB, shownBA, right] of cases)
      expect(pairScore([{ label: "A", shownAB, shownBA }]).right).toBe(right ? 1 : 0);
  });
  test("accuracy with Wilson's interval: 230 of 350 pairs are 65.71 %", () => {
    const pairs = Array.from({ length: 350 }, (_, index) => ({
      ...{ label: "B" as const, shownAB: "B" as const },
      shownBA: index < 230 ? ("B" as const) : ("A" as const),
    }));
    const { accuracy, interval, order } = pairScore(pairs);
    expect(accuracy).toBeCloseTo(0.6571, 4);
    expect(interval).toEqual(wilsonInterval(230, 350));
    expect(order).toMatchObject({ items: 350, flips: 120 });
  });
  test("a judge that takes whatever is shown first: bias of position 1, every pair flips", () => {
    const score = pairScore([
      { label: "A", shownAB: "A", shownBA: "B" },
      { label: "B", shownAB: "A", shownBA: "B" },
    ]);
    expect(score).toMatchObject({ right: 0, order: { flips: 2, share: 1 }, firstPlace: { value: 1 } });
  });
  test("without pairs there is nothing to say", () => {
    expect(pairScore([])).toMatchObject({ pairs: 0, accuracy: null, interval: null, firstPlace: null });
  });
});

test("a flip is a change of verdict; a verdict lost by the change is counted apart", () => {
  const judgements = [
    { before: true, after: true },
    { before: true, after: false },
    { before: false, after: null },
    { before: null, after: true },
  ];
  expect(flipRate(judgements)).toEqual({
    ...{ items: 2, flips: 1, share: 0.5, interval: wilsonInterval(1, 2), lost: 1, without: 1 },
  });
  expect(flipRate([])).toMatchObject({ items: 0, share: null, interval: null });
});
