/**
 * Two readings, by shape.
 * Decision: the gold's shape leads; a leniency that brings the two shapes together is recorded by name. Every branch ends
 * in a verdict, so the function is total; what no branch knows is equal only in the same printed form.
 */
import { childrenOf, type Node } from "../ast/node.ts";
import { printNode } from "../ast/print.ts";
import { createContext } from "../normal/canonical.ts";
import { holdsMatrix, type Matrix, matrixOf } from "../normal/matrix.ts";
import { NoValue } from "../normal/noValue.ts";
import { holdsPlusMinus, readSigns } from "../normal/plusMinus.ts";
import { statementOf } from "../normal/relation.ts";
import { collectionOf, compareCollections } from "./compareCollections.ts";
import { compareMeasured, comparePercent, compareQuantities } from "./compareQuantities.ts";
import { compareRelations } from "./compareRelations.ts";
import { compareRealSets } from "./compareSets.ts";
import { compareTexts, normaliseText } from "./compareTexts.ts";
import { compareValues } from "./compareValues.ts";
import { decideExpressionsOf } from "./decideExpressions.ts";
import { isSetLike } from "./toRealSet.ts";
import { type Comparison, combine, different, equal, undecided, type Verdict } from "./verdict.ts";

export function compareNodes(gold: Node, answer: Node, comparison: Comparison): Verdict {
  if (gold.kind === "number" && answer.kind === "number")
    return compareValues(gold, answer, comparison) ?? undecided("numbers");
  if (holdsPlusMinus(gold) || holdsPlusMinus(answer)) {
    const left = expandSigns(gold);
    const right = expandSigns(answer);
    return compareCollections(
      { items: left, ordered: false, set: true },
      { items: right, ordered: false, set: true },
      comparison,
    );
  }
  if (gold.kind === "conditioned" || answer.kind === "conditioned") {
    const verdict = comparison.compare(
      gold.kind === "conditioned" ? gold.value : gold,
      answer.kind === "conditioned" ? answer.value : answer,
    );
    if (
      gold.kind === "conditioned" &&
      answer.kind === "conditioned" &&
      gold.condition.kind === "relation" &&
      answer.condition.kind === "relation"
    ) {
      return combine("condition", [verdict, comparison.compare(gold.condition, answer.condition)]);
    }
    comparison.leniencies.push("condition");
    return verdict;
  }
  if (gold.kind === "setBuilder" || answer.kind === "setBuilder")
    return compareBuilders(gold, answer, comparison);
  const [declaredGold, declaredAnswer] = [withoutDeclarations(gold), withoutDeclarations(answer)];
  if (declaredGold !== gold || declaredAnswer !== answer) {
    comparison.leniencies.push("condition");
    return comparison.compare(declaredGold, declaredAnswer);
  }
  if (isSetLike(gold) || isSetLike(answer)) {
    const sets = compareRealSets(gold, answer, comparison);
    if (sets !== null) return sets;
  }
  if (gold.kind === "relation" && answer.kind === "relation")
    return compareRelations(gold, answer, comparison);
  if (gold.kind === "relation") return compareWithRelation(gold, answer, true, comparison);
  if (answer.kind === "relation") return compareWithRelation(answer, gold, false, comparison);
  const special = compareSpecial(gold, answer, comparison);
  if (special !== null) return special;
  if (gold.kind === "ellipsis" || answer.kind === "ellipsis")
    return gold.kind === answer.kind
      ? equal("same_form")
      : different("shape", { gold: gold.kind, answer: answer.kind });
  if (isSameFigure(gold, answer) || isSameFigure(answer, gold)) {
    comparison.leniencies.push("decoration");
    return equal("same_form");
  }
  if (gold.kind === "percent" || answer.kind === "percent") return comparePercent(gold, answer, comparison);
  if (gold.kind === "quantity" || answer.kind === "quantity")
    return compareQuantities(gold, answer, comparison);
  const measured = compareMeasured(gold, answer, comparison);
  if (measured !== null) return measured;
  if (holdsMatrix(gold) || holdsMatrix(answer)) {
    const matrices = compareMatrices(gold, answer, comparison);
    if (matrices !== null) return matrices;
  }
  const left = collectionOf(gold);
  const right = collectionOf(answer);
  if (left !== null && right !== null) {
    if (
      gold.kind === "bracket" &&
      answer.kind === "bracket" &&
      gold.items.length === 2 &&
      answer.items.length === 2 &&
      (gold.open !== answer.open || gold.close !== answer.close)
    ) {
      return different("brackets", { gold: gold.open + gold.close, answer: answer.open + answer.close });
    }
    return compareCollections(left, right, comparison);
  }
  if (left !== null || right !== null) {
    const items = (left ?? right)?.items ?? [];
    const [only] = items;
    if (items.length === 1 && only !== undefined) {
      comparison.leniencies.push("singleton");
      return left === null ? comparison.compare(gold, only) : comparison.compare(only, answer);
    }
    return different("shape", { gold: gold.kind, answer: answer.kind });
  }
  const primitive = compareAntiderivatives(gold, answer, comparison);
  return primitive ?? compareValues(gold, answer, comparison) ?? sameForm(gold, answer);
}

/** An integral without bounds against something else: their derivatives, so that the constant does not matter. */
function compareAntiderivatives(gold: Node, answer: Node, comparison: Comparison): Verdict | null {
  const left = gold.kind === "integral" && gold.lower === null ? gold : null;
  const right = answer.kind === "integral" && answer.lower === null ? answer : null;
  const integral = left ?? right;
  if (integral === null) return null;
  const slope = (node: Node): Node =>
    node.kind === "integral" && node.lower === null && node.variable === integral.variable
      ? node.body
      : { kind: "derivative", variable: integral.variable, order: 1, body: node, span: node.span };
  comparison.leniencies.push("up_to_a_constant");
  return compareValues(slope(gold), slope(answer), comparison);
}

/** \\overline{AB} and AB, \\vec{v} and v, \\triangle ABC and ABC: a figure by its letters. A bar over one letter means more. */
function isSameFigure(decorated: Node, plain: Node): boolean {
  if (decorated.kind !== "symbol") return false;
  const found =
    /^(?:overline|overrightarrow|overleftrightarrow|widehat|arc|overarc)\(([A-Z]{2,4})\)$|^(?:vec|triangle|angle)\(([A-Za-z]{1,4})\)$/u.exec(
      decorated.name,
    );
  const letters = found?.[1] ?? found?.[2];
  if (letters === undefined) return false;
  if (plain.kind === "symbol") return plain.name === letters;
  return (
    plain.kind === "multiply" &&
    plain.factors.every((factor) => factor.kind === "symbol") &&
    plain.factors.map((factor) => (factor.kind === "symbol" ? factor.name : "")).join("") === letters
  );
}

function sameForm(gold: Node, answer: Node): Verdict {
  if (gold.kind === answer.kind && printNode(gold) === printNode(answer)) return equal("same_form");
  return different("shape", { gold: gold.kind, answer: answer.kind });
}

/** "k pi, k in Z": the list without the items that only say where its letters live. */
function withoutDeclarations(node: Node): Node {
  if (node.kind !== "list") return node;
  const kept = node.items.filter(
    (item) =>
      !(
        item.kind === "relation" &&
        item.operators.join() === "in" &&
        item.operands[0]?.kind === "symbol" &&
        item.operands[1]?.kind === "namedSet"
      ),
  );
  const [only] = kept;
  if (kept.length === node.items.length || only === undefined) return node;
  return kept.length === 1 ? only : { ...node, items: kept };
}

/** A ± B as two items; "1 ± 2, 5" as three. */
function expandSigns(node: Node): readonly Node[] {
  if (node.kind === "list" || node.kind === "set") return node.items.flatMap(expandSigns);
  if (node.kind === "relation") {
    const statement = statementOf(node);
    if (statement.kind === "assignment") return expandSigns(statement.value);
  }
  return holdsPlusMinus(node) ? [readSigns(node, true), readSigns(node, false)] : [node];
}

/** Dates, times, clocks, ratios, bases, piecewise functions, words; null for everything else. */
function compareSpecial(gold: Node, answer: Node, comparison: Comparison): Verdict | null {
  if (gold.kind === "text" || answer.kind === "text") {
    if (gold.kind === "text" && answer.kind === "text") return compareTexts(gold.text, answer.text);
    if (gold.kind === "symbol" || answer.kind === "symbol")
      return compareTexts(
        gold.kind === "text" ? gold.text : printNode(gold),
        answer.kind === "text" ? answer.text : printNode(answer),
      );
    return different("text", { gold: gold.kind, answer: answer.kind });
  }
  if (gold.kind === "date" && answer.kind === "date") {
    const same =
      gold.month === answer.month &&
      gold.day === answer.day &&
      (gold.year === answer.year || gold.year === null || answer.year === null);
    return same ? equal("date") : different("date");
  }
  if (gold.kind === "time" || answer.kind === "time") {
    const left = secondsOf(gold);
    const right = secondsOf(answer);
    if (left === null || right === null) return different("time", { gold: gold.kind, answer: answer.kind });
    // A clock without a.m. or p.m. may mean either half of the day.
    const loose = gold.kind === "ratio" || answer.kind === "ratio";
    return left === right || (loose && left % 43_200 === right % 43_200)
      ? equal("time")
      : different("time", { gold: left, answer: right });
  }
  if (gold.kind === "ratio" && answer.kind === "ratio") {
    if (gold.clock && answer.clock) return compareParts("time", gold.parts, answer.parts, comparison);
    return compareRatios(gold.parts, answer.parts, comparison);
  }
  if (gold.kind === "piecewise" && answer.kind === "piecewise")
    return comparePiecewise(gold, answer, comparison);
  if (gold.kind === "based" || answer.kind === "based") return compareBased(gold, answer, comparison);
  return null;
}

function secondsOf(node: Node): number | null {
  if (node.kind === "time") return node.seconds;
  if (node.kind !== "ratio" || !node.clock) return null;
  const [hours, minutes] = node.parts;
  return hours?.kind === "number" && minutes?.kind === "number"
    ? Number(hours.value.numerator) * 3600 + Number(minutes.value.numerator) * 60
    : null;
}

function compareParts(
  decider: string,
  gold: readonly Node[],
  answer: readonly Node[],
  comparison: Comparison,
): Verdict {
  if (gold.length !== answer.length)
    return different(decider, { goldParts: gold.length, answerParts: answer.length });
  return combine(
    decider,
    gold.map((part, index) => comparison.compare(part, answer[index] ?? part)),
  );
}

/** a : b and c : d are one ratio where a d = b c. */
function compareRatios(gold: readonly Node[], answer: readonly Node[], comparison: Comparison): Verdict {
  if (gold.length !== answer.length)
    return different("ratio", { goldParts: gold.length, answerParts: answer.length });
  const [a] = gold;
  const [c] = answer;
  if (a === undefined || c === undefined) return different("ratio");
  const times = (x: Node, y: Node): Node => ({ kind: "multiply", factors: [x, y], span: x.span });
  const cross = gold
    .slice(1)
    .map((b, index) => comparison.compare(times(a, answer[index + 1] ?? b), times(c, b)));
  const zero = gold.some((part) => part.kind === "number" && part.value.numerator === 0n);
  return zero ? compareParts("ratio", gold, answer, comparison) : combine("ratio", cross);
}

function comparePiecewise(
  gold: Node & { readonly kind: "piecewise" },
  answer: Node & { readonly kind: "piecewise" },
  comparison: Comparison,
): Verdict {
  if (gold.branches.length !== answer.branches.length)
    return different("piecewise", {
      goldBranches: gold.branches.length,
      answerBranches: answer.branches.length,
    });
  const free = new Set(answer.branches.keys());
  const verdicts: Verdict[] = [];
  for (const branch of gold.branches) {
    let best: Verdict = different("piecewise");
    for (const index of free) {
      const other = answer.branches[index];
      if (other === undefined) continue;
      const condition =
        branch.condition === null || other.condition === null
          ? equal("piecewise")
          : compareConditions(branch.condition, other.condition, comparison);
      const verdict = combine("piecewise", [comparison.compare(branch.value, other.value), condition]);
      if (verdict.relation === "equal" || verdict.relation === "rounds") {
        best = verdict;
        free.delete(index);
        break;
      }
      if (verdict.relation === "undecided") best = verdict;
    }
    verdicts.push(best);
    if (best.relation === "different") break;
  }
  return combine("piecewise", verdicts);
}

/** Conditions as relations where both are, else by their words. */
function compareConditions(gold: Node, answer: Node, comparison: Comparison): Verdict {
  const left = toCondition(gold);
  const right = toCondition(answer);
  if (left.kind === "relation" && right.kind === "relation") return comparison.compare(left, right);
  const spelled = (node: Node): string =>
    normaliseText(printNode(node))
      .replaceAll(/\b(?:if|for|when|where|is|all|and|otherwise|else)\b/gu, " ")
      .replaceAll(/\s+/gu, " ")
      .trim();
  return spelled(left) === spelled(right)
    ? equal("condition")
    : different("condition", { gold: spelled(left).slice(0, 60), answer: spelled(right).slice(0, 60) });
}

function toCondition(node: Node): Node {
  return node.kind === "conditioned" ? node.condition : node;
}

/** 204_5 is compared by value with another base, and by its digits with a bare number. */
function compareBased(gold: Node, answer: Node, comparison: Comparison): Verdict {
  if (gold.kind === "negate" || answer.kind === "negate")
    return compareValues(gold, answer, comparison) ?? different("base");
  if (gold.kind === "based" && answer.kind === "based") {
    if (gold.value === null || answer.value === null)
      return gold.base === answer.base && gold.digits === answer.digits
        ? equal("base")
        : different("base", { gold: gold.digits, answer: answer.digits });
    return compareValues(gold, answer, comparison) ?? different("base");
  }
  const based = gold.kind === "based" ? gold : answer.kind === "based" ? answer : null;
  const other = gold.kind === "based" ? answer : gold;
  if (
    based !== null &&
    other.kind === "number" &&
    based.base !== 10 &&
    other.value.denominator === 1n &&
    /^\d+$/u.test(based.digits)
  ) {
    if (other.value.numerator === BigInt(based.digits) && gold.kind === "based") {
      comparison.leniencies.push("base_omitted");
      return equal("base", { digits: based.digits, base: based.base });
    }
  }
  return (
    compareValues(gold, answer, comparison) ?? different("base", { gold: gold.kind, answer: answer.kind })
  );
}

function compareBuilders(gold: Node, answer: Node, comparison: Comparison): Verdict {
  if (gold.kind === "setBuilder" && answer.kind === "setBuilder")
    return combine("set_builder", [
      comparison.compare(gold.element, answer.element),
      comparison.compare(gold.condition, answer.condition),
    ]);
  const builder = gold.kind === "setBuilder" ? gold : answer.kind === "setBuilder" ? answer : null;
  if (builder === null) return different("shape");
  comparison.leniencies.push("set_builder");
  return builder === gold
    ? comparison.compare(builder.condition, answer)
    : comparison.compare(gold, builder.condition);
}

/** A relation against something that is none: its value, its set, or a difference of shape. */
function compareWithRelation(
  relation: Node & { readonly kind: "relation" },
  other: Node,
  goldSide: boolean,
  comparison: Comparison,
): Verdict {
  const statement = statementOf(relation);
  const against = (value: Node): Verdict =>
    goldSide ? comparison.compare(value, other) : comparison.compare(other, value);
  switch (statement.kind) {
    case "assignment":
      comparison.leniencies.push("assignment");
      return against(statement.value);
    case "value":
      return against(statement.value);
    case "membership":
      if (statement.negated) return different("relation", { relation: "not in" });
      comparison.leniencies.push("membership");
      return against(statement.set);
    case "other": {
      const value = relation.operators[0] === "congruent" ? relation.operands[1] : undefined;
      if (value?.kind === "call" && value.name === "mod" && value.args[0] !== undefined) {
        comparison.leniencies.push("congruence");
        return against(value.args[0]);
      }
      return different("relation", { relation: relation.operators.join(" "), other: other.kind });
    }
    case "equation":
    case "inequality":
      return different("relation", { relation: statement.kind, other: other.kind });
  }
}

function compareMatrices(gold: Node, answer: Node, comparison: Comparison): Verdict | null {
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
