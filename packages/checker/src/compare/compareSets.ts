/** Sets of reals, by their merged intervals. */
import type { Node } from "../ast/node.ts";
import { type Polynomial, polynomialKey } from "../normal/polynomial.ts";
import type { End, RealSet } from "../normal/realSet.ts";
import { compareEnds } from "../normal/realSet.ts";
import { decideExpressionsOf } from "./decideExpressions.ts";
import { toRealSet } from "./toRealSet.ts";
import { type Comparison, different, equal, undecided, type Verdict } from "./verdict.ts";

/** How two sets of reals stand, null where one side is none. */
export function compareRealSets(gold: Node, answer: Node, comparison: Comparison): Verdict | null {
  const left = toRealSet(gold, comparison.fuel);
  const right = toRealSet(answer, comparison.fuel);
  if (left === null || right === null) return null;
  if (
    left.variable !== null &&
    right.variable !== null &&
    left.variable !== right.variable &&
    !left.variable.endsWith("()")
  ) {
    return different("intervals", { variables: [left.variable, right.variable] });
  }
  if ((left.variable === null) !== (right.variable === null)) comparison.leniencies.push("set_as_relation");
  return compareIntervals(left.set, right.set, comparison);
}

function compareIntervals(gold: RealSet, answer: RealSet, comparison: Comparison): Verdict {
  if (gold.length !== answer.length)
    return different("intervals", { goldParts: gold.length, answerParts: answer.length });
  for (const [index, left] of gold.entries()) {
    const right = answer[index];
    if (right === undefined) return different("intervals");
    for (const side of ["low", "high"] as const) {
      const verdict = compareEnd(left[side], right[side], comparison);
      if (verdict !== null) return verdict;
    }
  }
  return equal("intervals", { parts: gold.length });
}

/** Null where two ends are the same. */
function compareEnd(gold: End, answer: End, comparison: Comparison): Verdict | null {
  if (gold.closed !== answer.closed)
    return different("intervals", {
      end: printEnd(gold),
      goldClosed: gold.closed,
      answerClosed: answer.closed,
    });
  const order = compareEnds(gold.value, answer.value, comparison.fuel);
  if (order === 0) return null;
  if (order !== null || typeof gold.value === "string" || typeof answer.value === "string")
    return different("intervals", { goldEnd: printEnd(gold), answerEnd: printEnd(answer) });
  const verdict = decideExpressionsOf(gold.value, answer.value, comparison.fuel);
  if (verdict.relation === "equal") return null;
  return verdict.relation === "different"
    ? different("intervals", verdict.certificate)
    : undecided("the ends of the intervals could not be told apart");
}

function printEnd(end: End): string {
  return typeof end.value === "string" ? end.value : polynomialKey(end.value as Polynomial).slice(0, 60);
}
