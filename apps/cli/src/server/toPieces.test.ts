import { LIMITS, type NewProblem } from "@plumbline/contract";
import { describe, expect, test } from "vitest";
import { toPieces } from "./toPieces.ts";

const problem = (key: number, statement = ""): NewProblem => ({
  key: String(key),
  statement,
  spec: { gold: "1" },
});

describe("problems go to the server in pieces that fit one request", () => {
  test("by count", () => {
    const problems = Array.from({ length: LIMITS.problemsPerRequest * 2 + 1 }, (_, at) => problem(at));
    expect(toPieces(problems).map((piece) => piece.length)).toEqual([2_000, 2_000, 1]);
    expect(toPieces(problems).flat()).toEqual(problems);
  });

  test("by bytes, counted as UTF-8", () => {
    const problems = Array.from({ length: 60 }, (_, at) => problem(at, "é".repeat(99_000)));
    const pieces = toPieces(problems);
    for (const piece of pieces) {
      expect(Buffer.byteLength(JSON.stringify({ problems: piece }))).toBeLessThan(LIMITS.jsonBytes);
    }
    expect(pieces.flat()).toEqual(problems);
  });

  test("none gives none", () => {
    expect(toPieces([])).toEqual([]);
  });
});
