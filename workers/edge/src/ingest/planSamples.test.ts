/** Rows to samples and refused lines. Problems here: p0 with gold 1, p1 with gold 2. */
import type { InterchangeRow } from "@plumbline/contract";
import type { ProblemKey } from "@plumbline/storage";
import { expect, test } from "vitest";
import { nodeHasher } from "../cloudflare/nodeHasher.ts";
import { createPlanner, type PlanContext, toOutputIdentity } from "./planSamples.ts";

const problems = new Map<string | null, ProblemKey>(
  ["1", "2"].map((gold, index) => [
    `p${index}`,
    {
      id: `id-${index}`,
      key: `p${index}`,
      statementHash: `statement-${index}`,
      spec: { gold, type: "auto" },
      specHash: `spec-${index}`,
    },
  ]),
);

function plan(rows: readonly Partial<InterchangeRow>[], context: Partial<PlanContext> = {}) {
  const planner = createPlanner({
    run: { id: "run", rowModel: null, activeGrader: "checker@1/default" },
    policy: "default",
    hasher: nodeHasher,
    find: ({ problem_id }) => problems.get(problem_id) ?? null,
    taken: new Map(),
    linesToKeep: 1_000,
    at: 5,
    place: { objectKey: null, idPrefix: "run" },
    ...context,
  });
  for (const [at, row] of rows.entries()) {
    const whole = { problem_id: "p0", response: "\\boxed{1}", ...row };
    planner.add({
      kind: "row",
      row: whole,
      line: at + 1,
      byteStart: at * 100,
      byteEnd: at * 100 + 99,
      item: 0,
    });
  }
  return planner.finish();
}

test("samples are graded, counted and placed where they stood", () => {
  const { samples, verdicts, counts } = plan([
    {},
    { problem_id: "p1", tokens_out: 12, cost: 0.5, meta: { seed: 7 } },
  ]);
  expect(samples).toMatchObject([
    { id: "run-0-0", problemId: "id-0", index: 0, specHash: "spec-0", line: 1, byteStart: 0, byteEnd: 99 },
    { id: "run-100-0", problemId: "id-1", tokensOut: 12, cost: 0.5, seed: 7 },
  ]);
  expect(verdicts.map(({ outcome }) => outcome)).toEqual(["correct", "incorrect"]);
  expect(counts).toMatchObject({ correct: 1, incorrect: 1 });
});

test.each([
  ["rows without an index go on from 0", [{}, {}, {}], new Map(), [0, 1, 2]],
  [
    "or from the highest that the run has",
    [{}, {}],
    new Map([["id-0", { last: 6, taken: new Set<number>() }]]),
    [7, 8],
  ],
  ["each problem by itself", [{}, { problem_id: "p1" }, {}], new Map(), [0, 0, 1]],
  ["a given index is kept, and the next goes on behind it", [{ sample_index: 4 }, {}], new Map(), [4, 5]],
] as const)("%s", (_, rows, taken, indices) => {
  expect(plan(rows, { taken }).samples.map(({ index }) => index)).toEqual(indices);
});

test.each([
  [
    "a second row with the same index",
    [{ sample_index: 0 }, { sample_index: 0 }],
    {},
    [2, "duplicate_sample"],
  ],
  [
    "an index that an earlier step has stored",
    [{ sample_index: 3 }],
    { taken: new Map([["id-0", { last: 3, taken: new Set([3]) }]]) },
    [1, "duplicate_sample"],
  ],
  ["a problem that the benchmark has not", [{ problem_id: "p9" }], {}, [1, "unknown_problem"]],
  ["a row that names no problem", [{ problem_id: null }], {}, [1, "unknown_problem"]],
  [
    "a row of another model",
    [{ model: "b" }],
    { run: { id: "run", rowModel: "a", activeGrader: "g" } },
    [1, "other_model"],
  ],
] as const)("%s is a refused line, not a sample", (_, rows, context, [line, code]) => {
  const { invalidLines, invalidCount, samples } = plan(rows, context);
  expect(invalidLines).toMatchObject([{ line, code, reason: expect.stringMatching(/\.$/) }]);
  expect(invalidCount).toBe(1);
  expect(samples).toHaveLength(rows.length - 1);
});

test("equal outputs for one problem have one verdict and count each", () => {
  const { samples, verdicts, counts } = plan([{}, {}, { problem_id: "p1" }]);
  expect([samples.length, verdicts.length, counts.correct, counts.incorrect]).toEqual([3, 2, 2, 1]);
});

test("how generation stopped is part of an output's identity, unless it stopped of itself", () => {
  const response = "half an ans";
  expect(toOutputIdentity({ response, finish: "stop" })).toBe(toOutputIdentity({ response }));
  expect(toOutputIdentity({ response, finish: "length" })).not.toBe(toOutputIdentity({ response }));
  expect(plan([{ response, finish: "length" }]).counts.truncated).toBe(1);
});

test("beyond the lines that are kept, lines are only counted", () => {
  const { invalidLines, invalidCount } = plan([{ problem_id: "x" }, { problem_id: "y" }], { linesToKeep: 1 });
  expect([invalidLines.length, invalidCount]).toEqual([1, 2]);
});
