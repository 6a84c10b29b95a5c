/** Four systems on the 1,319 problems of GSM8K: published answers, by problem (shared data, openai_gsm8k). */
import { describe, expect, test } from "vitest";
import { hasRealData, readRows } from "../../../../test/setup/realData.ts";
import {
  clusteredMean,
  MATH_ARENA,
  mcnemarExact,
  mcnemarStatistic,
  planComparison,
  type RankOptions,
  rankRanges,
  wilsonInterval,
} from "../index.ts";

const SYSTEMS = ["6b_finetuning", "6b_verification", "175b_finetuning", "175b_verification"] as const;
interface Row {
  readonly model: string;
  readonly label: boolean;
  readonly meta: { readonly idx: number };
}

describe.runIf(hasRealData())("GSM8K", () => {
  const labels = new Map<string, boolean[]>(SYSTEMS.map((system) => [system, []]));
  if (hasRealData()) {
    for (const { model, label, meta } of readRows<Row>("outputs/openai_gsm8k.jsonl"))
      labels.get(model)?.splice(meta.idx, 1, label);
  }
  const of = (system: (typeof SYSTEMS)[number]): boolean[] => labels.get(system) ?? [];
  const count = (values: readonly boolean[]): number => values.filter(Boolean).length;
  const rows = (problems: number) =>
    SYSTEMS.map((system) => {
      const right = of(system).slice(0, problems);
      return {
        score: count(right) / problems,
        interval: wilsonInterval(count(right), problems),
        problems: new Map(right.map((label, index) => [`${index}`, label ? 1 : 0])),
      };
    });
  const ranges = (problems: number, options?: RankOptions) =>
    rankRanges(rows(problems), options).ranges.map(({ from, to }) => [from, to]);

  test("286, 515, 458 and 742 right", () => {
    expect(SYSTEMS.map((system) => [of(system).length, count(of(system))])).toEqual([
      [1319, 286],
      [1319, 515],
      [1319, 458],
      [1319, 742],
    ]);
    expect(wilsonInterval(515, 1319)).toEqual({
      low: expect.closeTo(0.3645, 4),
      high: expect.closeTo(0.4171, 4),
    });
  });
  test("6B with verification against 175B finetuned: 209 / 152, p .00315, paired standard error .01436", () => {
    const pairs = of("6b_verification").map((first, index) => ({
      first,
      second: of("175b_finetuning")[index],
    }));
    const n10 = pairs.filter(({ first, second }) => first && !second).length;
    const n01 = pairs.filter(({ first, second }) => !first && second).length;
    expect([n10, n01]).toEqual([209, 152]);
    expect(mcnemarExact(n10, n01)).toBeCloseTo(0.00315, 5);
    expect(mcnemarStatistic(n10, n01)).toBeCloseTo(8.687, 3);
    const plan = planComparison(
      pairs.map(({ first, second }) => ({ first: [first ? 1 : 0], second: [second ? 1 : 0] })),
    );
    expect(plan?.difference).toBeCloseTo(0.0432, 4);
    expect(plan?.standardError).toBeCloseTo(0.01436, 5);
    expect((plan?.standardError ?? 0) * Math.sqrt(1319)).toBeCloseTo(0.5216, 4);
    expect(plan).toMatchObject({ itemsNeeded: 1144, verdict: "decided" });
    const unpaired = ["6b_verification", "175b_finetuning"] as const;
    const squares = unpaired.map((system) => {
      const shares = of(system).map((label) => ({ value: label ? 1 : 0, cluster: null }));
      return (clusteredMean(shares).standardError ?? 0) ** 2;
    });
    const [one = 0, two = 0] = squares;
    expect(Math.sqrt(one + two)).toBeCloseTo(0.01878, 5);
    const covariance = (one + two - (plan?.standardError ?? 0) ** 2) / 2;
    expect(covariance / Math.sqrt(one * two)).toBeCloseTo(0.415, 3);
  });
  test("76 / 360 for the two of 175B", () => {
    const [first, second] = [of("175b_finetuning"), of("175b_verification")];
    expect(first.filter((label, index) => label && !second[index])).toHaveLength(76);
    expect(second.filter((label, index) => label && !first[index])).toHaveLength(360);
  });
  describe.each([
    ["Holm", undefined],
    ["Benjamini and Hochberg", { multiplicity: "benjamini_hochberg" }],
    ["MathArena", MATH_ARENA],
  ] as const)("ranks by %s", (_, options) => {
    test("all 1,319 problems tell all four apart", () => {
      expect(ranges(1319, options)).toEqual([
        [4, 4],
        [2, 2],
        [3, 3],
        [1, 1],
      ]);
    });
  });
  test.each([
    ["Holm", undefined],
    ["MathArena", MATH_ARENA],
  ] as const)("the first 50 leave three tied, by %s", (_, options) => {
    expect(ranges(50, options)).toEqual([
      [2, 4],
      [2, 4],
      [2, 4],
      [1, 1],
    ]);
  });
  test.each([
    ["Holm", undefined],
    ["MathArena", MATH_ARENA],
  ] as const)("the first 200 leave the second and the third tied, by %s", (_, options) => {
    expect(ranges(200, options)).toEqual([
      [4, 4],
      [2, 3],
      [2, 3],
      [1, 1],
    ]);
  });
  test("how they were made is said", () => {
    expect(rankRanges(rows(50)).method).toContain("Holm-adjusted over 6 pairs at 95 %");
    expect(rankRanges(rows(50), MATH_ARENA).method).toContain(
      "one-sided sign flips, seed 0), not adjusted for 6",
    );
  });
});
