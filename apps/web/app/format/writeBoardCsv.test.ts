import type { BoardRow } from "@plumbline/contract";
import { expect, test } from "vitest";
import { writeBoardCsv } from "./writeBoardCsv.ts";

const row: BoardRow = {
  rank: { from: 1, to: 2 },
  runId: "r1",
  model: { id: "m", name: "solver", revision: "", organisation: null, releasedAt: null, createdAt: 0 },
  account: "lab",
  score: 0.5,
  interval: { low: 0.4, high: 0.6 },
  bounds: { low: 0.5, high: 0.5 },
  samples: 10,
  problems: { answered: 10, total: 10 },
  counts: {
    correct: 5,
    incorrect: 5,
    no_answer: 0,
    truncated: 0,
    undecided: 0,
    gold_invalid: 0,
    judge_unparseable: 0,
    unavailable: 0,
    error: 0,
  },
  cost: null,
  medianTokensOut: 12,
  finishedAt: 0,
  grader: "checker@1/default",
  unranked: null,
};
const cellsOf = (name: string) => {
  const [, line] = writeBoardCsv({ rows: [{ ...row, model: { ...row.model, name } }] }).split("\r\n");
  return line;
};

test("there is one line per row under a header, and every line has as many cells", () => {
  const lines = writeBoardCsv({ rows: [row, row] })
    .trimEnd()
    .split("\r\n");
  expect(lines).toHaveLength(3);
  expect(new Set(lines.map((line) => line.split(",").length)).size).toBe(1);
  expect(lines[1]).toContain("1,2,solver,,,0.5,0.4,0.6");
});

test.each([
  ["a,b", '"a,b"'],
  ['say "hi"', '"say ""hi"""'],
  ["=1+1", "'=1+1"],
  ["@cmd", "'@cmd"],
])("the model name %s is written as %s", (name, cell) => expect(cellsOf(name)).toContain(`1,2,${cell},`));
