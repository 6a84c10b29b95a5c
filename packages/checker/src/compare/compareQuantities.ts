/** Percent signs, degrees, units. */
import { childrenOf, type Node, numberNode } from "../ast/node.ts";
import { readUnit } from "../ast/units.ts";
import { rational } from "../exact/rational.ts";
import { type Comparison, different, matches, type Verdict } from "./verdict.ts";

/** Both with percent: as written. One with: p or p/100. */
export function comparePercent(gold: Node, answer: Node, comparison: Comparison): Verdict {
  if (gold.kind === "percent" && answer.kind === "percent")
    return comparison.compare(gold.operand, answer.operand);
  const hundredth = (operand: Node): Node => ({
    kind: "divide",
    numerator: operand,
    denominator: numberNode(rational(100n)),
    span: operand.span,
  });
  const plain =
    gold.kind === "percent"
      ? comparison.compare(gold.operand, answer)
      : answer.kind === "percent"
        ? comparison.compare(gold, answer.operand)
        : null;
  comparison.leniencies.push("percent_sign");
  if (plain !== null && matches(plain)) return plain;
  const scaled =
    gold.kind === "percent"
      ? comparison.compare(hundredth(gold.operand), answer)
      : answer.kind === "percent"
        ? comparison.compare(gold, hundredth(answer.operand))
        : null;
  if (scaled !== null && matches(scaled)) return scaled;
  return plain ?? different("percent");
}

type Quantity = Node & { readonly kind: "quantity" };

/** Where one side has a unit it is left out; where both have known ones, they are converted. */
export function compareQuantities(gold: Node, answer: Node, comparison: Comparison): Verdict {
  if (gold.kind === "quantity" && answer.kind === "quantity") return compareBoth(gold, answer, comparison);
  const side = gold.kind === "quantity" ? gold : answer.kind === "quantity" ? answer : null;
  if (side === null) return different("unit");
  const other = side === gold ? answer : gold;
  if (side.unit === "degree" && holdsPi(other)) {
    const radians = inRadians(side.value);
    comparison.leniencies.push("degrees_as_radians");
    return side === gold ? comparison.compare(radians, other) : comparison.compare(other, radians);
  }
  const letters = asUnitProduct(other);
  if (letters !== null && readUnit(side.unit) !== null)
    return side === gold ? compareBoth(side, letters, comparison) : compareBoth(letters, side, comparison);
  comparison.leniencies.push("unit");
  return side === gold ? comparison.compare(side.value, other) : comparison.compare(other, side.value);
}

/** 5000 m beside a quantity: the lone letter is a unit. */
function asUnitProduct(node: Node): Quantity | null {
  const last = node.kind === "multiply" ? node.factors.at(-1) : undefined;
  if (
    node.kind !== "multiply" ||
    node.factors.length !== 2 ||
    last?.kind !== "symbol" ||
    readUnit(last.name) === null
  )
    return null;
  const [value] = node.factors;
  return value?.kind === "number" ? { kind: "quantity", value, unit: last.name, span: node.span } : null;
}

function compareBoth(gold: Quantity, answer: Quantity, comparison: Comparison): Verdict {
  if (gold.unit === answer.unit) return comparison.compare(gold.value, answer.value);
  const left = readUnit(gold.unit);
  const right = readUnit(answer.unit);
  if (left === null || right === null) {
    comparison.leniencies.push("unit_words");
    return comparison.compare(gold.value, answer.value);
  }
  if (left.dimension !== right.dimension) {
    // "square units" and "units" say nothing about a length.
    if (left.dimension.startsWith("square") || right.dimension.startsWith("square")) {
      comparison.leniencies.push("unit_words");
      return comparison.compare(gold.value, answer.value);
    }
    return different("unit", { gold: left.dimension, answer: right.dimension });
  }
  if (left.factor.numerator === 0n || right.factor.numerator === 0n) {
    if (left.factor.numerator === 0n && right.factor.numerator === 0n)
      return comparison.compare(gold.value, answer.value);
    return comparison.compare(
      left.factor.numerator === 0n ? gold.value : inRadians(gold.value),
      right.factor.numerator === 0n ? answer.value : inRadians(answer.value),
    );
  }
  if (
    left.factor.numerator === right.factor.numerator &&
    left.factor.denominator === right.factor.denominator
  )
    return comparison.compare(gold.value, answer.value);
  comparison.leniencies.push("unit_conversion");
  const scale = (value: Node, factor: typeof left.factor): Node => ({
    kind: "multiply",
    factors: [value, numberNode(factor)],
    span: value.span,
  });
  return comparison.compare(scale(gold.value, left.factor), scale(answer.value, right.factor));
}

function inRadians(value: Node): Node {
  const pi: Node = { kind: "constant", name: "pi", span: value.span };
  return { kind: "multiply", factors: [value, pi, numberNode(rational(1n, 180n))], span: value.span };
}

function holdsPi(node: Node): boolean {
  return (node.kind === "constant" && node.name === "pi") || childrenOf(node).some(holdsPi);
}
