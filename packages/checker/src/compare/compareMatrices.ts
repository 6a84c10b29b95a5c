/** Matrices cell by cell, and what may stand for one: nested brackets, a tuple as a column. */
import { childrenOf, type Node } from "../ast/node.ts";
import { createContext } from "../normal/canonical.ts";
import { holdsMatrix, type Matrix, matrixOf } from "../normal/matrix.ts";
import { NoValue } from "../normal/noValue.ts";
import { decideExpressionsOf } from "./decideExpressions.ts";
import { type Comparison, combine, different, type Verdict } from "./verdict.ts";

export function compareMatrices(gold: Node, answer: Node, comparison: Comparison): Verdict | null {
  const left = matrixValue(gold, comparison);
  const right = matrixValue(answer, comparison);
  if (left === null || right === null) return null;
  if (gold.kind === "matrix" && answer.kind === "matrix")
    return compareCells(gold.rows, answer.rows, comparison);
  if (left.length !== right.length || left[0]?.length !== right[0]?.length)
    return different("matrix", { goldRows: left.length, answerRows: right.length });
  return combine(
    "matrix",
    left.flatMap((row, i) =>
      row.map((cell, j): Verdict => {
        const verdict = decideExpressionsOf(cell, right[i]?.[j] ?? cell, comparison.fuel);
        return { ...verdict, accepted: verdict.relation === "equal" };
      }),
    ),
  );
}

function compareCells(
  gold: readonly (readonly Node[])[],
  answer: readonly (readonly Node[])[],
  comparison: Comparison,
): Verdict {
  if (gold.length !== answer.length || gold.some((row, i) => row.length !== answer[i]?.length))
    return different("matrix", { goldRows: gold.length, answerRows: answer.length });
  return combine(
    "matrix",
    gold.flatMap((row, i) => row.map((cell, j) => comparison.compare(cell, answer[i]?.[j] ?? cell))),
  );
}

/** A matrix expression, nested brackets [[0, 1], [1, 0]], or a tuple as a column. */
function matrixValue(node: Node, comparison: Comparison): Matrix | null {
  const context = createContext(comparison.fuel);
  try {
    if (holdsMatrix(node)) return matrixOf(node, context);
    if (node.kind !== "bracket" && node.kind !== "list") return null;
    const rows = node.items.map((item) =>
      item.kind === "bracket" || item.kind === "list" ? item.items : [item],
    );
    if (node.items.every((item) => childrenOf(item).length > 0 && item.kind === "bracket"))
      comparison.leniencies.push("nested_list_as_matrix");
    else comparison.leniencies.push("tuple_as_vector");
    return rows.map((row) => row.map((cell) => context.walk(cell, context)));
  } catch (error) {
    if (error instanceof NoValue) return null;
    throw error;
  }
}
