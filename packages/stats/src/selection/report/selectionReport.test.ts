import {
  selectionReportSchema,
  type SelectionReport as WireReport,
  PENALTIES as wirePenalties,
  SELECTION_RULES as wireRules,
} from "@plumbline/contract";
import { describe, expect, test } from "vitest";
import {
  PENALTIES,
  passAtK,
  type ReportProblem,
  type ReportSample,
  SELECTION_RULES,
  type SelectionReport,
  selectionReport,
  verifierAccuracy,
  wilsonInterval,
} from "../../index.ts";

const sample = (
  answer: string | null,
  right: boolean,
  votes: string,
  tokens: number | null = null,
  voteTokens: number | null = null,
): ReportSample => ({
  answer,
  right,
  tokens,
  voteTokens,
  votes: [...votes].map((vote) => (vote === "?" ? null : vote === "+")),
});
const problem = (
  problemId: string,
  samples: ReportSample[],
  cluster: string | null = null,
): ReportProblem => ({
  problemId,
  cluster,
  samples,
});

/** Two problems, two samples each, two votes each; one sample without an answer, one abstention. */
const SMALL = [
  problem("first", [sample("4", true, "++", 10, 5), sample("5", false, "+-", 20, 5)]),
  problem("second", [sample("7", false, "-?", 30, 5), sample(null, false, "", 40)]),
];
/** Throws where the test is at fault. */
function reportOf(...given: Parameters<typeof selectionReport>): SelectionReport {
  const report = selectionReport(...given);
  if (report === null) throw new Error("no report");
  return report;
}
const valuesOf = (rows: readonly { rule: string; votes: number; alpha: number | null; value: number }[]) =>
  Object.fromEntries(
    rows.map((row) => [
      [row.rule, row.votes, ...(row.alpha === null ? [] : [row.alpha])].join(" "),
      row.value,
    ]),
  );

describe("two problems by hand", () => {
  const report = reportOf(SMALL, { seed: 0 });
  test("sizes and costs", () => {
    expect(report).toMatchObject({ problems: 2, samples: 2, votes: 2, seed: 0, votesCast: 6, abstained: 1 });
    expect(report.tokens).toEqual({ solving: 100, verifying: 30 });
  });
  test("pass@k", () => {
    expect(report.passAtK.map(({ k, value }) => [k, value])).toEqual([
      [1, 0.25],
      [2, 0.5],
    ]);
  });
  test("rules: ties by lot, one vote as the mean over both votes, the shorter solution first", () => {
    expect(valuesOf(report.rules)).toEqual({
      "single 0": 0.25,
      "majority 0": 0.25,
      "shortest_majority 0": 0.5,
      "best_of_n 1": 0.375,
      "weighted_sum 1": 0.375,
      "pessimistic 1 0.1": 0.375,
      "pessimistic 1 0.5": 0.375,
      "best_of_n 2": 0.5,
      "weighted_sum 2": 0.5,
      "pessimistic 2 0.1": 0.5,
      "pessimistic 2 0.5": 0.5,
    });
  });
  test("differences are paired and stand there whatever their sign", () => {
    const rows = report.differences.filter(({ votes, alpha }) => votes === 2 && alpha === 0.1);
    expect(rows.map(({ against, diff, low, high }) => [against, diff, low, high])).toEqual([
      ["single", 0.25, 0, 0.5],
      ["majority", 0.25, 0, 0.5],
      ["best_of_n", 0, 0, 0],
      ["weighted_sum", 0, 0, 0],
    ]);
    expect(report.differences).toHaveLength(2 * 2 * 4);
  });
  test("scaling: tokens of solutions and of the checks of those with an answer", () => {
    const at = (samples: number, votes: number, rule: string) =>
      report.scaling.find((row) => row.samples === samples && row.votes === votes && row.rule === rule);
    expect(at(1, 0, "majority")).toMatchObject({ value: 0.25, tokens: 25, alpha: null, penalty: null });
    expect(at(1, 1, "best_of_n")).toMatchObject({ value: 0.25, tokens: 28.75 });
    expect(at(2, 1, "pessimistic")).toMatchObject({
      value: 0.375,
      tokens: 57.5,
      alpha: 0.1,
      penalty: "ln_over_n",
    });
    expect(at(2, 2, "weighted_sum")).toMatchObject({ value: 0.5, tokens: 65 });
  });
  test("the verifier: a tie counts half, and so does an abstention", () => {
    expect(report.verifier.map(({ low, high, ...row }) => row)).toEqual([
      { votes: 1, value: 0.8125, acceptsRight: 1, refusesWrong: 0.625 },
      { votes: 2, value: 0.875, acceptsRight: 1, refusesWrong: 0.75 },
    ]);
  });
  test("reliability by share of positive verdicts, empty bins left out", () => {
    const row = (from: number, to: number, meanScore: number, right: number) => ({
      ...{ from, to, samples: 1, meanScore, right },
      ...wilsonInterval(right, 1),
    });
    expect(report.reliability).toEqual([row(0, 0.1, 0, 0), row(0.5, 0.6, 0.5, 0), row(0.9, 1, 1, 1)]);
  });
});

describe("what a report is made of", () => {
  test("no votes: the rules without verdicts remain", () => {
    const report = reportOf(
      SMALL.map((given) => ({ ...given, samples: given.samples.map((one) => ({ ...one, votes: [] })) })),
      { seed: 0 },
    );
    expect(report.votes).toBe(0);
    expect(report.rules.map(({ rule }) => rule)).toEqual(["single", "majority", "shortest_majority"]);
    expect([report.differences, report.verifier, report.reliability]).toEqual([[], [], []]);
    expect(report.tokens).toEqual({ solving: 100, verifying: null });
  });
  test("no lengths: no shortest majority, no costs", () => {
    const report = reportOf([problem("p", [sample("4", true, "+"), sample("5", false, "-")])], { seed: 0 });
    expect(report.rules.map(({ rule }) => rule)).not.toContain("shortest_majority");
    expect(report.scaling.every(({ tokens }) => tokens === null)).toBe(true);
    expect(report.tokens).toEqual({ solving: null, verifying: null });
  });
  test("too little: null", () => {
    expect(selectionReport([], { seed: 0 })).toBeNull();
    expect(selectionReport([problem("p", [])], { seed: 0 })).toBeNull();
    expect(selectionReport([problem("p", [sample("4", true, "")])], { seed: 0 })).toBeNull();
    expect(selectionReport(SMALL, { seed: 0, samples: 3 })).toBeNull();
  });
  test("N and M are the smallest, or what is asked for: problems that have less are left out", () => {
    const problems = [
      problem("long", [sample("4", true, "+++"), sample("4", true, "++"), sample("5", false, "-")]),
      problem("longer", [sample("4", true, "++++"), sample("5", false, "----"), sample("5", false, "----")]),
      problem("empty", []),
      problem("short", [sample("4", true, "+++"), sample("4", true, "++++")]),
    ];
    expect(reportOf(problems, { seed: 0 })).toMatchObject({ problems: 3, samples: 2, votes: 2 });
    expect(reportOf(problems, { seed: 0, samples: 3 })).toMatchObject({ problems: 2, samples: 3, votes: 1 });
    expect(reportOf(problems, { seed: 0, votes: 3 })).toMatchObject({ problems: 2, samples: 2, votes: 3 });
  });
  test("the grid doubles and ends with N", () => {
    const samples = Array.from({ length: 6 }, (_, index) =>
      sample(index < 2 ? "4" : `${index}`, index < 2, ""),
    );
    const report = reportOf([problem("p", samples)], { seed: 0 });
    expect(report.passAtK.map(({ k, value }) => [k, value])).toEqual(
      [1, 2, 4, 6].map((k) => [k, passAtK(6, 2, k)]),
    );
    // Three disjoint pairs: 4 4, 2 3, 4 5. Only the first agrees, and only it is right.
    const pairs = report.scaling.find(({ samples: n, rule }) => n === 2 && rule === "majority");
    expect(pairs?.value).toBeCloseTo(1 / 3, 12);
  });
  test("all samples right: the verifier's balanced accuracy is not defined", () => {
    const problems = [problem("p", [sample("4", true, "+"), sample("4", true, "-")])];
    expect(reportOf(problems, { seed: 0 }).verifier).toEqual([]);
    expect(verifierAccuracy(problems, { votes: [1], seed: 0 })).toBeNull();
  });
});

describe("seeds and clusters", () => {
  /** Every third problem has a rare right answer that only the verifier finds. */
  const problems = Array.from({ length: 60 }, (_, index) =>
    problem(
      `p${index}`,
      [
        sample("4", true, "++"),
        sample(index % 3 === 0 ? "5" : "4", index % 3 !== 0, index % 3 === 0 ? "--" : "++"),
        sample("5", false, index % 5 === 0 ? "+-" : "--"),
      ],
      `family ${Math.floor(index / 6)}`,
    ),
  );
  test("a seed gives the same report, in whatever order the problems come", () => {
    const report = reportOf(problems, { seed: 4 });
    expect(reportOf(problems, { seed: 4 })).toEqual(report);
    expect(reportOf([...problems].reverse(), { seed: 4 })).toEqual(report);
  });
  test("another seed moves the intervals and no figure", () => {
    const [first, second] = [reportOf(problems, { seed: 1 }), reportOf(problems, { seed: 2 })];
    expect(valuesOf(second.rules)).toEqual(valuesOf(first.rules));
    expect(second.rules).not.toEqual(first.rules);
  });
  test("every interval holds its figure, and a real gain excludes 0", () => {
    const report = reportOf(problems, { seed: 0, penalty: "wilson", alphas: [0.025] });
    for (const { value, low, high } of [
      ...report.passAtK,
      ...report.rules,
      ...report.scaling,
      ...report.verifier,
    ]) {
      expect(low).toBeLessThanOrEqual(value + 1e-12);
      expect(high).toBeGreaterThanOrEqual(value - 1e-12);
    }
    const gain = report.differences.find(({ against, votes }) => against === "majority" && votes === 2);
    expect(gain?.low).toBeGreaterThan(0);
  });
  test("the gain of more votes is paired", () => {
    const gains = verifierAccuracy(problems, { votes: [1, 2], seed: 0 })?.gains ?? [];
    expect(gains).toHaveLength(1);
    expect(gains[0]).toMatchObject({ votes: 2, against: 1, diff: 0 });
  });
});

test("the report has exactly the shape that the API has", () => {
  const report = reportOf(SMALL, { seed: 0 });
  const wire: WireReport = report;
  expect(selectionReportSchema.parse(wire)).toEqual(report);
  expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  expect([SELECTION_RULES, PENALTIES]).toEqual([wireRules, wirePenalties]);
});

test("300 problems with 16 samples and 8 votes take a fraction of a second", () => {
  const problems = Array.from({ length: 300 }, (_, index) =>
    problem(
      `p${index}`,
      Array.from({ length: 16 }, (__, at) =>
        sample(
          `${(index * at) % 5}`,
          (index * at) % 5 === 0,
          (index + at) % 3 === 0 ? "+-+-++?+" : "----+---",
          50,
          80,
        ),
      ),
    ),
  );
  const started = performance.now();
  expect(reportOf(problems, { seed: 0 }).problems).toBe(300);
  // Measured: 0.11 s on one core of a laptop that is busy with something else; the bound only catches a wrong order of growth.
  expect(performance.now() - started).toBeLessThan(3000);
});
