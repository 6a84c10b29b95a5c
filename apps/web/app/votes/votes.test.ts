import { describe, expect, test } from "vitest";
import { findStep } from "./findStep.ts";
import { type SampleVote, tallyVotes } from "./tallyVotes.ts";

const vote = (verifier: string, index: number, verdict: SampleVote["verdict"], tokens: number | null = 10) =>
  ({ verifier, index, verdict, tokens, seed: null, promptHash: "h", createdAt: 0 }) satisfies SampleVote;

describe("votes on a sample", () => {
  test("are told apart by verifier, the one with most votes first, each in the order of its index", () => {
    const tallies = tallyVotes([
      vote("small", 0, "right"),
      vote("large", 1, "wrong"),
      vote("large", 0, "right"),
    ]);
    expect(tallies.map(({ verifier }) => verifier)).toEqual(["large", "small"]);
    expect(tallies[0]?.votes.map(({ index }) => index)).toEqual([0, 1]);
  });
  test("an abstention is counted and is no verdict", () => {
    const [tally] = tallyVotes([vote("v", 0, "right"), vote("v", 1, "unparseable"), vote("v", 2, "right")]);
    expect(tally).toMatchObject({
      right: 2,
      wrong: 0,
      abstained: 1,
      tokens: 30,
      share: { value: 1, high: 1 },
    });
    expect(tally?.share?.low).toBeCloseTo(0.342, 3);
  });
  test("without any verdict there is no share", () => {
    expect(tallyVotes([vote("v", 0, "unparseable", null)])[0]).toMatchObject({ share: null, tokens: null });
  });
});

describe("a step in the response", () => {
  const response = "=+740\n*610=+257\n=+740\nAnswer: 7";
  test.each([
    ["*610=+257\n", 1, "*610=+257", 6],
    ["=+740\n", 0, "=+740", 0],
    ["=+740\n", 2, "=+740", 16],
    ["Answer: 7", 3, "Answer: 7", 22],
  ])("%j as step %i is found", (text, step, words, start) => {
    const span = findStep(response, { step, evidence: { text } });
    expect(span).toEqual({ start, end: start + words.length });
  });
  test.each([
    [null, { text: "=+740" }],
    [0, {}],
    [0, { text: "  " }],
    [0, { text: "elsewhere" }],
  ])("step %j with evidence %j is not", (step, evidence) =>
    expect(findStep(response, { step, evidence })).toBeNull(),
  );
});
