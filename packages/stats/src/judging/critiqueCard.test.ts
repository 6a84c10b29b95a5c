import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type CritiqueRow, critiqueCard } from "../index.ts";

const row = (
  originalRight: boolean,
  verdict: boolean | null,
  refinedRight: boolean | null,
  score: number | null = null,
): CritiqueRow => ({ originalRight, verdict, refinedRight, score, cluster: null });

describe("critique card", () => {
  const card = critiqueCard(
    [
      row(true, true, true, 0.9),
      row(true, true, true, 0.8),
      row(true, false, false, 0.3),
      row(false, false, true, 0.2),
      row(false, true, false, 0.7),
      row(false, null, true, null),
      row(false, false, null, 0.1),
    ],
    { seed: 0 },
  );
  test("discriminability: a missing verdict is a wrong one", () => {
    const { accuracy, onRight, onWrong, balancedAccuracy, area } = card.discriminability;
    expect(accuracy).toMatchObject({ value: 4 / 7, n: 7, method: "wilson" });
    expect([onRight?.value, onWrong?.value]).toEqual([2 / 3, 2 / 4]);
    expect(balancedAccuracy?.value).toBeCloseTo((2 / 3 + 1 / 2) / 2, 12);
    expect(area).toMatchObject({ right: 3, wrong: 3 });
    expect(area?.value).toBeCloseTo(8 / 9, 12);
    expect(card).toMatchObject({ rows: 7, withoutVerdict: 1, refinedRows: 6 });
  });
  test("helpfulness, over rows with a refinement", () => {
    const { original, refined, delta, fixRate, breakRate, relevance } = card.helpfulness;
    expect([original?.value, refined?.value]).toEqual([3 / 6, 4 / 6]);
    expect(delta?.diff).toBeCloseTo(1 / 6, 12);
    expect([fixRate?.value, breakRate?.value]).toEqual([2 / 3, 1 / 3]);
    expect(relevance).toMatchObject({ value: 1, n: 3 });
  });
  test("what no row defines is null", () => {
    const empty = critiqueCard([], { seed: 0 });
    expect(new Set([...Object.values(empty.discriminability), ...Object.values(empty.helpfulness)])).toEqual(
      new Set([null]),
    );
    expect(critiqueCard([row(true, true, true)], { seed: 0 }).helpfulness).toMatchObject({
      fixRate: null,
      breakRate: { value: 0 },
    });
  });
  test("law: delta = (1 - a) * fix - a * break", () => {
    const rows = fc.array(fc.tuple(fc.boolean(), fc.option(fc.boolean()), fc.option(fc.boolean())), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(rows, (given) => {
        const { helpfulness } = critiqueCard(
          given.map((one) => row(...one)),
          { seed: 0, resamples: 20 },
        );
        const { original, delta, fixRate, breakRate } = helpfulness;
        if (original === null) return;
        const a = original.value;
        expect(delta?.diff).toBeCloseTo((1 - a) * (fixRate?.value ?? 0) - a * (breakRate?.value ?? 0), 12);
      }),
    );
  });
});
