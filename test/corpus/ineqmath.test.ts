import { expect, test } from "vitest";
import { type IneqMathRow, scoreIneqMath } from "../bench/ineqmath.ts";
import { readRows } from "./sharedData.ts";

test("IneqMath's suite gives the published counts of its development outputs, bound and relation", () => {
  const rows = readRows<IneqMathRow>("outputs/ineqmath_dev.jsonl");
  if (rows === null) return;
  const { counts, unanswered } = scoreIneqMath(rows);
  expect(counts).toEqual({
    zero_shot: [30, 24],
    few_shot3: [32, 23],
    solution_hints3: [23, 20],
    theorem_hints3: [27, 18],
  });
  // This output repeats one fraction until it is cut off; the reference draws a letter for it.
  expect(unanswered).toEqual(["ineq-solution_hints3-99: no_answer"]);
});
