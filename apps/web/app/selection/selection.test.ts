import { describe, expect, test } from "vitest";
import { selectionFixture as report } from "../testing/selectionFixture.ts";
import { describeGain } from "./describeGain.ts";
import { toSampleCurves, toTokenCurves } from "./toCurves.ts";
import { toHeadline } from "./toHeadline.ts";

const headline = toHeadline(report);
const withGain = (diff: number, low: number, high: number) => {
  const { majority } = headline;
  if (majority === null || majority.gainOver === null) throw new Error("The fixture lacks a gain.");
  return describeGain({
    ...headline,
    majority: { ...majority, gainOver: { ...majority.gainOver, diff, low, high } },
  });
};

describe("the headline", () => {
  test("has one row for each rule, at all votes", () => {
    expect(headline.rows.map(({ rule, votes }) => [rule, votes])).toEqual([
      ["single", 0],
      ["majority", 0],
      ["shortest_majority", 0],
      ["best_of_n", 8],
      ["weighted_sum", 8],
      ["pessimistic", 8],
    ]);
  });
  test("shows the default setting, not the best one", () => {
    const best = report.rules.toSorted((left, right) => right.value - left.value)[0];
    expect(best?.alpha).toBe(0.5);
    expect(headline.pessimistic?.alpha).toBe(0.1);
  });
  test("says of each rule what the verified one gains over it", () => {
    expect(headline.majority?.gainOver).toMatchObject({
      rule: "pessimistic",
      alpha: 0.1,
      against: "majority",
    });
    expect(headline.pessimistic?.gainOver).toBeNull();
  });
  test("knows the ceiling", () => expect(headline.ceiling?.k).toBe(16));
  test("has no verified rule where nothing is verified", () => {
    const bare = toHeadline({ ...report, votes: 0, rules: report.rules.filter(({ votes }) => votes === 0) });
    expect(bare.pessimistic).toBeNull();
    expect(describeGain(bare)).toBeNull();
  });
});

describe("what verification is worth", () => {
  test.each([
    [0.122, 0.082, 0.161, "gains", "a gain of 12.2 points, 95 % interval +8.2 to +16.1."],
    [-0.05, -0.08, -0.02, "loses", "a loss of 5.0 points, 95 % interval −8.0 to −2.0."],
    [0.01, -0.01, 0.03, "open", "its 95 % interval −1.0 to +3.0 contains 0"],
    [0.01, 0, 0.02, "open", "contains 0"],
  ] as const)("%f in [%f, %f] %s", (diff, low, high, verdict, words) => {
    const gain = withGain(diff, low, high);
    expect(gain?.verdict).toBe(verdict);
    expect(gain?.text).toContain(words);
  });
});

describe("curves", () => {
  test("one for each rule, rising in samples", () => {
    const curves = toSampleCurves(report);
    expect(curves).toHaveLength(6);
    for (const { points } of curves) expect(points.map(({ samples }) => samples)).toEqual([1, 2, 4, 8, 16]);
  });
  test("against tokens: majority and one for each number of votes", () => {
    expect(toTokenCurves(report).map(({ name }) => name)).toEqual([
      "Majority",
      "PV 1",
      "PV 2",
      "PV 4",
      "PV 8",
    ]);
  });
  test("none where no tokens were counted", () => {
    const scaling = report.scaling.map((row) => ({ ...row, tokens: null }));
    expect(toTokenCurves({ ...report, scaling })).toEqual([]);
  });
});
