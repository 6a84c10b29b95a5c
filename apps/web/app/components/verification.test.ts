import { createElement } from "react";
import { describe, expect, test } from "vitest";
import type { VotesOutlook } from "../jobs/jobWords.ts";
import { renderPart } from "../testing/renderPart.ts";
import { selectionFixture } from "../testing/selectionFixture.ts";
import { type LoadedSelection, Verification } from "./verification.tsx";

const benchmark = {
  slug: "sums",
  name: "sums",
  version: 1,
  visibility: "public",
  problemCount: 300,
} as const;
const show = (
  selection: LoadedSelection,
  { visibility = "public", mine = true, filling = false, votes = "possible" as VotesOutlook } = {},
) =>
  renderPart(
    createElement(Verification, {
      run: {
        benchmark: { ...benchmark, visibility: visibility === "hidden" ? "hidden" : "public" },
        mine,
      },
      counted: 300,
      selection,
      filling,
      votes,
    }),
  );
const of = (report: typeof selectionFixture | null): LoadedSelection => ({
  value: {
    runId: "run",
    verifier: "nano@1/abc",
    report,
    reason: report === null ? "Only one sample each." : null,
  },
});
const textOf = (node: Element) => (node.textContent ?? "").replaceAll(/\s+/gu, " ");

describe("a verified run", () => {
  const page = show(of(selectionFixture));
  const text = textOf(page);
  test("says in one sentence what verification gains, with its interval", () => {
    expect(text).toContain(
      "picks the right answer for 89.0 % of the problems, majority vote for 74.0 %: a gain of 13.0 points, 95 % interval +10.0 to +16.0.",
    );
  });
  test("names who voted and how often", () => {
    expect(text).toContain(
      "On 300 problems with N = 16 samples of each, every sample checked M = 8 times by nano@1/abc",
    );
  });
  test("has every rule and the ceiling in its table", () => {
    const rows = [...page.querySelectorAll("table")[0]!.querySelectorAll("tbody th")].map(textOf);
    expect(rows).toHaveLength(7);
    expect(rows.at(-1)).toContain("Ceiling (pass@16)");
  });
  test("gives each of its four charts a table, which needs no script", () => {
    const figures = [...page.querySelectorAll("figure")];
    expect(figures).toHaveLength(4);
    for (const figure of figures)
      expect(figure.querySelectorAll("details tbody tr").length).toBeGreaterThan(3);
  });
  test("tells what was spent", () => {
    expect(text).toContain("Votes cast38 400");
    expect(text).toContain("Abstained (named no verdict)37 0.1 %");
  });
});

test("an interval that contains 0 is said to leave the question open", () => {
  const differences = selectionFixture.differences.map((each) => ({
    ...each,
    diff: 0.01,
    low: -0.02,
    high: 0.04,
  }));
  expect(textOf(show(of({ ...selectionFixture, differences })))).toContain(
    "contains 0: these problems do not tell the two apart",
  );
});

describe("a run that was sampled and not verified", () => {
  const bare = {
    ...selectionFixture,
    votes: 0,
    votesCast: 0,
    abstained: 0,
    rules: selectionFixture.rules.filter(({ votes }) => votes === 0),
    differences: [],
    scaling: selectionFixture.scaling.filter(({ votes }) => votes === 0),
    verifier: [],
    reliability: [],
  };
  test("shows the rules without votes, and its owner how to have it verified", () => {
    const page = show(of(bare));
    expect(page.querySelectorAll("figure")).toHaveLength(2);
    expect(textOf(page)).toContain("“Verify this run” below");
  });
  test.each([
    ["coming", "The votes are coming in"],
    ["planned", "When sampling is done, a model checks each of them"],
    ["none", "only rules without votes can be compared"],
  ] as const)("says where votes stand when they are %s", (votes, words) => {
    expect(textOf(show(of(bare), { votes }))).toContain(words);
  });
});

test.each([
  [{ filling: true }, "Fills by itself as soon as"],
  [{ visibility: "hidden" }, "The gold of this benchmark is hidden"],
  [{}, "Only one sample each. Sample the model with N of 2 or more"],
])("without a report the page explains why: %j", (situation, words) => {
  expect(textOf(show(of(null), situation))).toContain(words);
});

test("a selection that cannot be had says why", () => {
  expect(textOf(show({ reason: "too many samples." }))).toContain(
    "could not be worked out: too many samples.",
  );
});
