import type { ReportProblem } from "@plumbline/stats";
import { expect, test } from "vitest";
import { pickDepth } from "./pickDepth.ts";

/** A problem whose samples have these numbers of votes; null = a sample without an answer. */
const problem = (...votes: (number | null)[]): ReportProblem => ({
  problemId: "p",
  cluster: null,
  samples: votes.map((count) => ({
    answer: count === null ? null : "7",
    right: false,
    tokens: null,
    voteTokens: null,
    votes: Array.from({ length: count ?? 0 }, () => true),
  })),
});

test.each([
  ["all problems count while they can", [problem(0, 0), problem(0, 0, 0)], true, {}],
  [
    "a problem with next to nothing is left out",
    [problem(0), problem(0, 0), problem(0, 0)],
    true,
    { samples: 2 },
  ],
  [
    "while samples come, the problem in work is left out",
    [problem(0, 0, 0), problem(0, 0, 0), problem(0, 0)],
    false,
    { samples: 3 },
  ],
  ["all votes count while they can", [problem(2, 2), problem(2, 3)], true, {}],
  [
    "while votes come, problems without are left out",
    [problem(2, 2), problem(2, 2), problem(2, 0)],
    true,
    { votes: 2 },
  ],
  ["and not before half of the problems have them", [problem(2, 2), problem(0, 0), problem(0, 0)], true, {}],
  ["samples without an answer need no votes", [problem(2, null), problem(2, 2)], true, {}],
] as const)("%s", (_, problems, settled, depth) => {
  expect(pickDepth(problems, settled)).toEqual(depth);
});
