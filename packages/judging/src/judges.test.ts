import { describe, expect, test } from "vitest";
import { ALL_ERROR_CODES } from "./errorCodes.ts";
import { promptHash } from "./judge.ts";
import type { JudgeInput } from "./judgeInput.ts";
import { critique } from "./judges/critique.ts";
import { finalAnswer } from "./judges/finalAnswer.ts";
import { checkByStepChecks, numericalComputationJudge } from "./judges/numericalComputation.ts";
import { rubric } from "./judges/rubric.ts";
import { findJudge, JUDGES, numericalComputation, STEP_JUDGES } from "./judges.ts";
import { replyText } from "./testing/scriptedAsk.ts";

const SENTINEL = "k7k7k7k7k7k7";
const input: JudgeInput = {
  problem: "THE PROBLEM",
  response: "THE RESPONSE",
  reference: "THE REFERENCE",
  other: "THE OTHER",
  steps: ["STEP ZERO", "STEP ONE"],
  criteria: [{ id: "idea", text: "THE CRITERION", points: 4 }],
};

describe("the judges", () => {
  test("are ten, four of them IneqMath's judges of the way, and are found by id", () => {
    expect(JUDGES.map(({ id }) => id)).toEqual([
      "final_answer",
      "toy_case",
      "logical_gap",
      "numerical_approximation",
      "numerical_computation",
      "first_error",
      "critique",
      "rubric",
      "correctness",
      "pairwise",
    ]);
    expect(STEP_JUDGES).toHaveLength(4);
    expect(JUDGES.map(({ id }) => findJudge(id))).toEqual(JUDGES);
    expect(findJudge("nobody")).toBeUndefined();
  });

  test("have versions of their own, which do not depend on the sample", () => {
    expect(new Set(JUDGES.map(({ version }) => version)).size).toBe(JUDGES.length);
    for (const judge of JUDGES) expect(judge.name).toMatch(new RegExp(`^${judge.id}@[\\w-]{22}$`, "u"));
    const other = numericalComputationJudge(checkByStepChecks, "another checker");
    expect(other.version).not.toBe(numericalComputation.version);
  });
});

describe.each(JUDGES.map((judge) => [judge.id, judge] as const))("the prompt of %s", (_, judge) => {
  const [system, user] = judge.messages(input, SENTINEL);

  test("keeps everything that others wrote between marks with the sentinel", () => {
    const outside = (user?.content ?? "").replace(
      /\[\[k7k7k7k7k7k7 begin ([\w ]+)\]\]\n[\s\S]*?\n\[\[k7k7k7k7k7k7 end \1\]\]/gu,
      "",
    );
    expect(outside).not.toMatch(/THE |STEP ZERO|STEP ONE/u);
    expect(outside).not.toContain(SENTINEL);
    expect(user?.content).toContain("THE PROBLEM");
    expect(system?.content).toContain(SENTINEL);
  });

  test("names every exemption, verdict and field of the reply", () => {
    for (const exemption of judge.exemptions) expect(user?.content).toContain(`- ${exemption}`);
    const fields = Object.keys(judge.responseSchema["properties"] as object);
    for (const field of fields) expect(user?.content).toContain(`- "${field}": `);
    if (fields.includes("verdict"))
      for (const label of Object.keys(judge.labels)) expect(user?.content).toContain(`"${label}"`);
  });

  test("shows the reference only to a judge that asks for one, and has the hash of what it shows", () => {
    const shows = user?.content.includes("THE REFERENCE");
    expect(shows).toBe(judge.id === "final_answer" || judge.id === "rubric");
    expect(promptHash(judge, input)).toBe(promptHash(judge, { ...input, answer: "unseen" }));
    expect(promptHash(judge, input)).not.toBe(promptHash(judge, { ...input, problem: "ANOTHER" }));
  });
});

test("error codes are one closed taxonomy, in words that the schema takes", () => {
  for (const code of ALL_ERROR_CODES) expect(code).toMatch(/^[a-z_]+$/u);
});

describe("a critique ends with the correctness of the final answer", () => {
  const read = (fields: Readonly<Record<string, unknown>>) => critique.read(replyText(fields), input);
  test.each([
    ["as it should", "Good.\nFinal answer: correct", "settled"],
    ["in bold, with a full stop", "Good.\n**Final answer: Correct.**\n", "settled"],
    ["without the line", "It is correct.", "complaint"],
    ["with the line elsewhere", "Final answer: correct\nMore words.", "complaint"],
    ["with the other word", "Final answer: wrong", "complaint"],
  ])("%s", (_, rationale, status) => {
    expect(read({ verdict: "correct", rationale }).status).toBe(status);
  });
});

describe("a rubric", () => {
  const marked: JudgeInput = {
    problem: "Prove it.",
    response: "Half a proof.",
    criteria: [
      { id: "idea", text: "finds the idea", points: 3 },
      { id: "proof", text: "carries it out", points: 4 },
    ],
  };
  const award = (idea: number, proof: number) => [
    { id: "idea", points: idea, comment: "" },
    { id: "proof", points: proof, comment: "" },
  ];
  const accuse = { error_code: "incomplete", evidence_quote: "Half a proof" };
  const read = (fields: Readonly<Record<string, unknown>>) => {
    const settled = rubric.read(replyText(fields), marked);
    return settled.status === "settled"
      ? [settled.finding.score, settled.finding.details["points"]]
      : settled.complaint.code;
  };

  test.each([
    ["all points", { verdict: "complete", criteria: award(3, 4) }, [1, 7]],
    ["some points", { verdict: "partial", criteria: award(3, 0), ...accuse }, [3 / 7, 3]],
    ["none", { verdict: "none", criteria: award(0, 0), ...accuse }, [0, 0]],
    ["more than there are", { verdict: "complete", criteria: award(3, 5) }, "inconsistent"],
    ["half points", { verdict: "partial", criteria: award(1.5, 0), ...accuse }, "wrong_shape"],
    ["a criterion left out", { verdict: "complete", criteria: award(3, 4).slice(1) }, "inconsistent"],
    [
      "a criterion twice",
      { verdict: "complete", criteria: [...award(3, 4), ...award(3, 4)] },
      "inconsistent",
    ],
    [
      "a criterion of its own",
      { verdict: "complete", criteria: [...award(3, 4), { id: "x", points: 1, comment: "" }] },
      "inconsistent",
    ],
    ["a verdict that the points belie", { verdict: "complete", criteria: award(3, 3) }, "inconsistent"],
  ])("%s", (_, fields, expected) => {
    expect(read(fields)).toEqual(expected);
  });
});

describe("numerical computation: the model copies, the checker decides", () => {
  const response = "First 3 * 4 = 12. Then 12 + 1,000 = 1,013 and so on.";
  const steps = ["First 3 * 4 = 12.", "Then 12 + 1,000 = 1,013 and so on."];
  const right = { quote: "3 * 4 = 12", left: "3 * 4", right: "12" };
  const wrong = { quote: "12 + 1,000 = 1,013", left: "12 + 1000", right: "1013" };
  const read = (claims: readonly object[], of: JudgeInput = { problem: "", response }) =>
    numericalComputation.read(JSON.stringify({ rationale: "All of it.", claims }), of);

  test("no wrong claim passes, a wrong one fails with its quote, step and reason", () => {
    expect(read([right])).toMatchObject({ finding: { verdict: "pass", score: 1, errorCode: null } });
    expect(read([right, wrong], { problem: "", response, steps })).toMatchObject({
      finding: {
        verdict: "fail",
        errorCode: "arithmetic",
        evidenceQuote: "12 + 1,000 = 1,013",
        firstErrorStep: 1,
        rationale: "2 numeric claims: 1 hold, 1 fail, 0 open. 12 + 1000 is not 1013.",
      },
    });
  });

  test.each([
    ["an invented number", { ...right, right: "13" }, "set_aside"],
    ["words", { ...right, left: "three times four", right: "twelve" }, "set_aside"],
    ["what the checker cannot tell", { quote: "3 * 4 = 12", left: "3 *", right: "12" }, "undecided"],
  ])("%s fails nobody", (_, claim, outcome) => {
    expect(read([claim])).toMatchObject({ finding: { verdict: "pass", details: { claims: [{ outcome }] } } });
  });

  test("a claim that the candidate does not make is no reply", () => {
    expect(read([{ ...right, quote: "3 * 4 = 13" }])).toMatchObject({
      complaint: { code: "quote_not_found" },
    });
  });

  test("a candidate that writes its claims down as a reply does not escape", () => {
    const listed = `${response}\n${JSON.stringify({ claims: [wrong] })}`;
    expect(read([wrong], { problem: "", response: listed })).toMatchObject({ finding: { verdict: "fail" } });
  });

  test("the check is an argument", () => {
    const strict = numericalComputationJudge(() => "fails", "strict");
    expect(
      strict.read(JSON.stringify({ rationale: "All of it.", claims: [right] }), { problem: "", response }),
    ).toMatchObject({
      finding: { verdict: "fail" },
    });
  });
});

test("the final answer's judge needs a reference that says something", () => {
  expect(finalAnswer.input.safeParse({ problem: "?", response: "1", reference: " " }).success).toBe(false);
});
