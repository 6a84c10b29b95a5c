/**
 * Two readings, by shape.
 * Decision: the gold's shape leads; a leniency that brings the two shapes together is recorded by name. Every branch ends
 * in a verdict, so the function is total; what no branch knows is equal only in the same printed form.
 */
import type { Node } from "../ast/node.ts";
import { printNode } from "../ast/print.ts";
import { holdsMatrix } from "../normal/matrix.ts";
import { holdsPlusMinus, readSigns } from "../normal/plusMinus.ts";
import { statementOf } from "../normal/relation.ts";
import { collectionOf, compareCollections } from "./compareCollections.ts";
import { compareMatrices } from "./compareMatrices.ts";
import { compareMeasured, comparePercent, compareQuantities } from "./compareQuantities.ts";
import { compareRelations } from "./compareRelations.ts";
import { compareRealSets } from "./compareSets.ts";
import { compareSpecial } from "./compareSpecial.ts";
import { compareValues } from "./compareValues.ts";
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
    if (
      gold.kind === "conditioned" &&
      answer.kind === "conditioned" &&
      contradict(printNode(gold.condition), printNode(answer.condition))
    ) {
      return different("condition", {
        gold: printNode(gold.condition).slice(0, 60),
        answer: printNode(answer.condition).slice(0, 60),
      });
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

/** Words that exclude one another: one of each on either side makes two conditions different ones. */
const CONTRASTS: readonly (readonly string[])[] = [
  ["odd", "even"],
  ["positive", "negative"],
  ["prime", "composite"],
  ["rational", "irrational"],
  ["acute", "obtuse"],
];

function contradict(gold: string, answer: string): boolean {
  const word = (text: string, group: readonly string[]): string | undefined =>
    group.find((candidate) => new RegExp(`\\b${candidate}\\b`, "u").test(text));
  return CONTRASTS.some((group) => {
    const [left, right] = [word(gold, group), word(answer, group)];
    return left !== undefined && right !== undefined && left !== right;
  });
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
