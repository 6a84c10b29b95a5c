import { OUTCOMES, type Outcome, toStanding } from "@plumbline/contract";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { conjunction, tallyConjunctions } from "./conjunction.ts";
import { DECISIONS, disagreements, GRADING_POLICIES, needsJudge, settleOpinions } from "./gradingPolicy.ts";

const outcome = fc.constantFrom(...OUTCOMES);
const parts = (...outcomes: Outcome[]) => outcomes.map((one, index) => ({ name: `p${index}`, outcome: one }));

describe("conjunction", () => {
  test.each<[string, Outcome[], Outcome]>([
    ["all right", ["correct", "correct", "correct"], "correct"],
    ["a flaw", ["correct", "incorrect", "correct"], "incorrect"],
    ["a wrong answer decides without the judges", ["incorrect", "unavailable", "error"], "incorrect"],
    ["no answer keeps its name", ["no_answer", "correct"], "no_answer"],
    ["several reasons are simply wrong", ["no_answer", "incorrect"], "incorrect"],
    ["a judge that cannot be read leaves it open", ["correct", "judge_unparseable"], "judge_unparseable"],
    ["the gravest open part names it", ["error", "gold_invalid", "correct"], "gold_invalid"],
    ["nothing", [], "undecided"],
  ])("%s", (_, outcomes, expected) => {
    expect(conjunction(parts(...outcomes)).outcome).toBe(expected);
  });

  test("law: right only if all are right, wrong exactly if one is wrong, whatever the order", () => {
    fc.assert(
      fc.property(fc.array(outcome, { minLength: 1, maxLength: 5 }), (outcomes) => {
        const standings = outcomes.map(toStanding);
        const whole = conjunction(parts(...outcomes));
        expect(toStanding(whole.outcome) === "right").toBe(
          standings.every((standing) => standing === "right"),
        );
        expect(toStanding(whole.outcome) === "wrong").toBe(standings.includes("wrong"));
        expect(conjunction(parts(...outcomes.toReversed())).outcome).toBe(whole.outcome);
        expect(whole.failed.length + whole.open.length).toBe(
          standings.filter((one) => one !== "right").length,
        );
      }),
    );
  });

  test("accuracy of each part and overall", () => {
    const sample = (answer: Outcome, toy: Outcome) => [
      { name: "answer", outcome: answer },
      { name: "toy_case", outcome: toy },
    ];
    expect(
      tallyConjunctions([
        sample("correct", "correct"),
        sample("correct", "incorrect"),
        sample("incorrect", "unavailable"),
        sample("correct", "unavailable"),
      ]),
    ).toEqual([
      { name: "answer", right: 3, gradable: 4 },
      { name: "toy_case", right: 1, gradable: 2 },
      { name: "overall", right: 1, gradable: 3 },
    ]);
  });
});

describe("grading policies", () => {
  test.each([
    ["checker", "undecided", "correct", "undecided", "checker", false],
    ["checker_then_judge", "undecided", "correct", "correct", "judge", false],
    ["checker_then_judge", "incorrect", "correct", "incorrect", "checker", false],
    ["checker_then_judge", "undecided", null, "undecided", "checker", false],
    ["both", "correct", "correct", "correct", "agreement", false],
    ["both", "no_answer", "incorrect", "no_answer", "agreement", false],
    ["both", "correct", "incorrect", "undecided", "nobody", true],
    ["both", "incorrect", "correct", "undecided", "nobody", true],
    ["both", "undecided", "correct", "correct", "judge", false],
    ["both", "correct", "judge_unparseable", "correct", "checker", false],
    ["both", "gold_invalid", "correct", "gold_invalid", "checker", false],
  ] as const)("%s: %s and %s give %s by %s", (policy, checker, judge, expected, by, disagreement) => {
    const settled = settleOpinions(policy, { checker, judge, decision: null });
    expect(settled).toEqual({ outcome: expected, by, disagreement });
  });

  test("a maintainer's decision overturns rules that accepted as well as rules that rejected", () => {
    const decided = (checker: Outcome, decision: (typeof DECISIONS)[number]) =>
      settleOpinions("both", { checker, judge: "correct", decision }).outcome;
    expect([
      decided("correct", "incorrect"),
      decided("incorrect", "correct"),
      decided("correct", "gold_wrong"),
    ]).toEqual(["incorrect", "correct", "gold_invalid"]);
  });

  test("the queue holds both directions and nothing that has been decided", () => {
    const items = [
      { sampleId: "a", checker: "correct", judge: "incorrect", decision: null },
      { sampleId: "b", checker: "incorrect", judge: "correct", decision: null },
      { sampleId: "c", checker: "incorrect", judge: "correct", decision: "correct" },
      { sampleId: "d", checker: "correct", judge: "correct", decision: null },
    ] as const;
    expect(disagreements("both", items).map(({ sampleId, direction }) => [sampleId, direction])).toEqual([
      ["a", "checker_accepts"],
      ["b", "judge_accepts"],
    ]);
    expect(disagreements("checker_then_judge", items)).toEqual([]);
  });

  test("law: a policy never asks for a judge it does not use, and a proof of the checker stands under checker_then_judge", () => {
    const policy = fc.constantFrom(...GRADING_POLICIES);
    const decision = fc.constantFrom(null, ...DECISIONS);
    fc.assert(
      fc.property(policy, outcome, fc.option(outcome), decision, (name, checker, judge, decided) => {
        const settled = settleOpinions(name, { checker, judge, decision: decided });
        expect(OUTCOMES).toContain(settled.outcome);
        if (decided === null && !needsJudge(name, checker)) expect(settled.outcome).toBe(checker);
        if (decided === null && name !== "both" && checker !== "undecided")
          expect(settled.outcome).toBe(checker);
        expect(settled.disagreement && settled.outcome !== "undecided").toBe(false);
      }),
    );
  });
});
