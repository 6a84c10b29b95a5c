import type { BoardRow } from "@plumbline/contract";
import { emptyCounts } from "@plumbline/contract";
import { expect, test } from "vitest";
import { rank } from "./buildBoard.ts";

function row(runId: string, score: number, halfWidth: number, unranked: string | null = null): BoardRow {
  return {
    rank: null,
    runId,
    model: { id: runId, name: runId, revision: "", organisation: null, releasedAt: null, createdAt: 0 },
    account: "lab",
    score,
    interval: { low: score - halfWidth, high: score + halfWidth },
    bounds: { low: score, high: score },
    samples: 10,
    problems: { answered: 10, total: 10 },
    counts: emptyCounts(),
    cost: null,
    medianTokensOut: null,
    finishedAt: 1,
    grader: "checker@1/default",
    unranked,
  };
}

test.each([
  [
    "rows that are far apart have places of their own",
    [row("a", 0.9, 0.02), row("b", 0.5, 0.02)],
    [
      [1, 1],
      [2, 2],
    ],
  ],
  [
    "rows whose intervals overlap share places",
    [row("a", 0.6, 0.1), row("b", 0.55, 0.1)],
    [
      [1, 2],
      [1, 2],
    ],
  ],
  [
    "one clear winner, two behind it that are not told apart",
    [row("a", 0.9, 0.02), row("b", 0.5, 0.1), row("c", 0.48, 0.1)],
    [
      [1, 1],
      [2, 3],
      [2, 3],
    ],
  ],
])("%s", (_, rows, places) => {
  expect(rank(rows).rows.map(({ rank: range }) => [range?.from, range?.to])).toEqual(places);
});

test("a run that does not answer every problem is listed behind the others, without a place", () => {
  const board = rank([row("part", 0.99, 0.001, "Answers 3 of 10 problems."), row("whole", 0.5, 0.1)]);
  expect(board.rows.map(({ runId, rank: range }) => [runId, range])).toEqual([
    ["whole", { from: 1, to: 1 }],
    ["part", null],
  ]);
});
