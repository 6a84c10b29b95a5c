import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  expectedAccuracy,
  PENALTIES,
  pessimisticScore,
  SELECTION_RULES,
  type SelectionRule,
  type SelectionSample,
  selectAnswer,
  wilsonInterval,
} from "../index.ts";

/** "4: ++-?" is a sample with answer 4, two positive votes, a negative one and an abstention; "-" has no answer. */
function samplesOf(...rows: string[]): (SelectionSample & { right: boolean })[] {
  return rows.map((row) => {
    const [answer = "", votes = "", tokens] = row.split(":").map((part) => part.trim());
    return {
      answer: answer === "-" ? null : answer,
      right: answer === "4",
      votes: [...votes].map((vote) => (vote === "?" ? null : vote === "+")),
      tokens: tokens === undefined ? null : Number(tokens),
    };
  });
}
const named = (rule: SelectionRule | Exclude<SelectionRule["rule"], "pessimistic">): SelectionRule =>
  typeof rule === "string" ? { rule } : rule;
const pessimistic = (alpha?: number): SelectionRule => ({
  rule: "pessimistic",
  ...(alpha === undefined ? {} : { alpha }),
});

describe("what each rule selects", () => {
  test.each([
    ["majority", "most samples", samplesOf("5", "4", "4"), "4"],
    ["shortest_majority", "shorter of equals", samplesOf("5::90", "4::30", "5::90", "4::30"), "4"],
    ["shortest_majority", "many long above few short", samplesOf("5::10", "4::99", "4::99"), "4"],
    ["best_of_n", "best solution, though its answer is rare", samplesOf("5:++--", "5:++-+", "4:++++"), "4"],
    ["weighted_sum", "much support above good support", samplesOf("5:++++", "4:++-+", "4:++--"), "4"],
    [pessimistic(0), "highest mean verdict", samplesOf("5:+++-", "5:+++-", "4:++++"), "4"],
    [pessimistic(1), "much evidence above a little better one", samplesOf("4:++++", "4:+++-", "5:++++"), "4"],
  ] as const)("%s: %s", (rule, _, samples, answer) => {
    const selection = selectAnswer(samples, named(rule), { seed: 0 });
    expect(selection.answer).toBe(answer);
    expect(selection.tie).toBe(false);
    expect(selection.table[0]?.answer).toBe(answer);
    expect(expectedAccuracy(samples, named(rule))).toBe(1);
  });
  test("the table tells samples, mean verdict and score of every answer", () => {
    const { table } = selectAnswer(
      samplesOf("4:++", "5:+-", "4:+?", "-:++", "6:??"),
      { rule: "weighted_sum" },
      { seed: 0 },
    );
    expect(table).toEqual([
      { answer: "4", samples: 2, meanVerdict: 1, score: 2 },
      { answer: "5", samples: 1, meanVerdict: 0.5, score: 0.5 },
      { answer: "6", samples: 1, meanVerdict: null, score: 0 },
    ]);
  });
});

describe("solutions without a verdict", () => {
  const samples = samplesOf("5:??", "5:??", "5:", "4:+-");
  test.each([
    ["majority", "counts them", "5"],
    ["best_of_n", "takes a solution with some support first", "4"],
    ["weighted_sum", "adds nothing for them", "4"],
    [pessimistic(), "gives their answer the mean 0", "4"],
    [{ rule: "pessimistic", penalty: "wilson" }, "gives their answer the bound 0", "4"],
  ] as const)("%j %s", (rule, _, answer) => {
    expect(selectAnswer(samples, named(rule), { seed: 0 })).toMatchObject({ answer, tie: false });
  });
  test("beta_quantile starts from its prior, so that no evidence beats a refusal", () => {
    const rule: SelectionRule = { rule: "pessimistic", penalty: "beta_quantile" };
    expect(selectAnswer(samplesOf("5:--", "4:??"), rule, { seed: 0 }).answer).toBe("4");
    expect(pessimisticScore("beta_quantile", 0.1)(0, 0, 5)).toBeCloseTo(0.1, 9);
  });
  test("best_of_n ties them with solutions that every vote refused", () => {
    expect(expectedAccuracy(samplesOf("5:--", "4:??"), { rule: "best_of_n" })).toBe(0.5);
  });
  test("an abstention is no refusal: one verdict of two votes is a mean of 1", () => {
    const rows = selectAnswer(samplesOf("4:+?"), pessimistic(), { seed: 0 }).table;
    expect(rows).toEqual([{ answer: "4", samples: 1, meanVerdict: 1, score: 1 }]);
  });
});

describe("ties", () => {
  const tied = samplesOf("5", "4");
  test("a lot decides, the same one for a seed, each answer about equally often", () => {
    const answers = Array.from({ length: 1000 }, (_, seed) =>
      selectAnswer(tied, { rule: "majority" }, { seed }),
    );
    expect(answers.every(({ tie }) => tie)).toBe(true);
    expect(selectAnswer(tied, { rule: "majority" }, { seed: 7 })).toEqual(answers[7]);
    const right = answers.filter(({ answer }) => answer === "4").length;
    expect(Math.abs(right - 500)).toBeLessThan(64);
  });
  test("figures take the mean over the lots", () => {
    expect(expectedAccuracy(tied, { rule: "majority" })).toBe(0.5);
    expect(expectedAccuracy(samplesOf("5", "4", "6"), { rule: "majority" })).toBeCloseTo(1 / 3, 12);
  });
  test("best_of_n draws among solutions, so three accepted ones of four are likelier than the fourth", () => {
    const samples = samplesOf("4:+", "4:+", "4:+", "5:+", "5:-");
    expect(expectedAccuracy(samples, { rule: "best_of_n" })).toBe(0.75);
    expect(selectAnswer(samples, { rule: "best_of_n" }, { seed: 0 }).tie).toBe(true);
    expect(selectAnswer(samplesOf("4:+", "4:+", "5:-"), { rule: "best_of_n" }, { seed: 0 }).tie).toBe(false);
  });
  test("sums that differ by rounding alone are a tie", () => {
    const samples = samplesOf("5:+--", "5:++-", "5:+++", "4:+++", "4:++-", "4:+--");
    expect(selectAnswer(samples, { rule: "weighted_sum" }, { seed: 0 }).tie).toBe(true);
    expect(expectedAccuracy(samples, { rule: "weighted_sum" })).toBe(0.5);
  });
});

describe("samples without an answer", () => {
  const samples = samplesOf("-:++", "-:++", "-:++", "4:+", "5:-");
  test.each(["majority", "best_of_n", "weighted_sum", "pessimistic"] as const)(
    "%s does not see them",
    (rule) => {
      const without = samples.filter(({ answer }) => answer !== null);
      expect(selectAnswer(samples, { rule }, { seed: 3 })).toEqual(
        selectAnswer(without, { rule }, { seed: 3 }),
      );
    },
  );
  test("single draws among all samples and equals pass@1", () => {
    expect(expectedAccuracy(samples, { rule: "single" })).toBe(0.2);
    const drawn = new Set(
      Array.from({ length: 60 }, (_, seed) => selectAnswer(samples, { rule: "single" }, { seed }).answer),
    );
    expect(drawn).toEqual(new Set([null, "4", "5"]));
  });
  test.each(SELECTION_RULES)("%s selects nothing from nothing", (rule) => {
    expect(selectAnswer([], { rule }, { seed: 0 })).toEqual({ answer: null, table: [], tie: false });
    expect(selectAnswer(samplesOf("-", "-"), { rule }, { seed: 0 }).answer).toBeNull();
    expect(expectedAccuracy(samplesOf("-"), { rule })).toBe(0);
  });
});

describe("penalties", () => {
  test("sqrt, wilson and beta_quantile by their formulas", () => {
    expect(pessimisticScore("sqrt", 0.1)(3, 4, 16)).toBeCloseTo(0.75 - 0.1 * Math.sqrt(Math.log(16) / 5), 12);
    expect(pessimisticScore("wilson")(24, 30, 99)).toBeCloseTo(wilsonInterval(24, 30).low, 12);
    // Beta(1, 2) has the distribution 1 - (1 - x)^2.
    expect(pessimisticScore("beta_quantile", 0.19)(0, 1, 9)).toBeCloseTo(0.1, 7);
  });
  test.each([
    ["ln_over_n", -0.1],
    ["sqrt", Number.NaN],
    ["wilson", 0],
    ["wilson", 0.6],
    ["beta_quantile", 1],
  ] as const)("%s refuses alpha %d", (penalty, alpha) => {
    expect(() => pessimisticScore(penalty, alpha)).toThrow(RangeError);
  });
});

describe("laws", () => {
  const sample = fc.record({
    answer: fc.constantFrom("4", "5", "6", null),
    right: fc.boolean(),
    votes: fc.array(fc.constantFrom(true, false, null), { maxLength: 5 }),
    tokens: fc.option(fc.integer({ min: 0, max: 500 })),
  });
  const samples = fc.array(sample, { maxLength: 14 });
  const rule: fc.Arbitrary<SelectionRule> = fc.oneof(
    fc
      .constantFrom(...SELECTION_RULES.filter((name) => name !== "pessimistic"))
      .map((name) => ({ rule: name })),
    fc.record({
      rule: fc.constant("pessimistic" as const),
      alpha: fc.constantFrom(0.05, 0.1, 0.5),
      penalty: fc.constantFrom(...PENALTIES),
    }),
  );
  const shuffled = samples.chain((given) =>
    fc.tuple(
      fc.constant(given),
      fc.shuffledSubarray(given, { minLength: given.length, maxLength: given.length }),
    ),
  );

  test("the order of the samples changes neither the choice nor the expectation", () => {
    fc.assert(
      fc.property(shuffled, rule, fc.nat(), ([given, other], chosen, seed) => {
        expect(expectedAccuracy(other, chosen)).toBeCloseTo(expectedAccuracy(given, chosen), 9);
        const [first, second] = [
          selectAnswer(given, chosen, { seed }),
          selectAnswer(other, chosen, { seed }),
        ];
        expect([second.answer, second.tie]).toEqual([first.answer, first.tie]);
      }),
    );
  });
  test("scores are finite, the choice is a given answer, the expectation is a chance", () => {
    fc.assert(
      fc.property(samples, rule, (given, chosen) => {
        const { answer, table } = selectAnswer(given, chosen, { seed: 1 });
        for (const { score } of table) expect(Number.isFinite(score)).toBe(true);
        if (chosen.rule !== "single") expect(answer === null).toBe(table.length === 0);
        if (answer !== null) expect(table.some((row) => row.answer === answer)).toBe(true);
        expect(expectedAccuracy(given, chosen)).toBeGreaterThanOrEqual(0);
        expect(expectedAccuracy(given, chosen)).toBeLessThanOrEqual(1);
      }),
    );
  });
  test.each(["ln_over_n", "sqrt"] as const)(
    "%s: alpha 0 is the highest mean verdict, a huge alpha the majority",
    (penalty) => {
      const verified = fc.array(
        fc.record({
          answer: fc.constantFrom("4", "5", "6"),
          votes: fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }),
        }),
        { minLength: 2, maxLength: 14 },
      );
      fc.assert(
        fc.property(verified, fc.nat(), (given, seed) => {
          const choose = (alpha: number) =>
            selectAnswer(given, { rule: "pessimistic", alpha, penalty }, { seed });
          const { answer: trusting, table } = choose(0);
          const means = table.map(({ meanVerdict }) => meanVerdict ?? 0);
          expect(table.find(({ answer }) => answer === trusting)?.meanVerdict).toBeCloseTo(
            Math.max(...means),
            9,
          );
          const { answer: doubting } = choose(1e6);
          const most = Math.max(...table.map((row) => row.samples));
          expect(table.find(({ answer }) => answer === doubting)?.samples).toBe(most);
        }),
      );
    },
  );
});
