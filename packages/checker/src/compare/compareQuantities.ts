/** Percent signs, degrees, units. */
import { childrenOf, type Node, numberNode } from "../ast/node.ts";
import { readUnit } from "../ast/units.ts";
import { rational } from "../exact/rational.ts";
import { type Comparison, different, matches, type Verdict } from "./verdict.ts";

/** Both with percent: as written. One with: p or p/100. */
export function comparePercent(gold: Node, answer: Node, comparison: Comparison): Verdict {
  if (gold.kind === "percent" && answer.kind === "percent")
    return comparison.compare(gold.operand, answer.operand);
  const hundredth = (operand: Node): Node =>
    scaledDecimal(operand) ?? {
      kind: "divide",
      numerator: operand,
      denominator: numberNode(rational(100n)),
      span: operand.span,
    };
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
  if (side.unit === "degree" && other.kind !== "number" && other.kind !== "negate") {
    // 45 degrees and arctan 1: an expression may count in radians.
    const radians =
      side === gold
        ? comparison.compare(inRadians(side.value), other)
        : comparison.compare(other, inRadians(side.value));
    if (matches(radians)) {
      comparison.leniencies.push("degrees_as_radians");
      return radians;
    }
  }
  const letters = asUnitProduct(other);
  if (letters !== null && readUnit(side.unit) !== null)
    return side === gold ? compareBoth(side, letters, comparison) : compareBoth(letters, side, comparison);
  comparison.leniencies.push("unit");
  return side === gold ? comparison.compare(side.value, other) : comparison.compare(other, side.value);
}

/** A decimal divided by 100 is a decimal with two more places. */
function scaledDecimal(node: Node): Node | null {
  if (node.kind !== "number" || node.source.decimals === null) return null;
  const value = rational(node.value.numerator, node.value.denominator * 100n);
  return numberNode(value, node.span, {
    decimals: node.source.decimals + 2,
    significant: node.source.significant,
  });
}

/** 5000 m, 25 m/s, 5 m^2 beside a quantity: the letters are units. */
function asUnitProduct(node: Node): Quantity | null {
  let value: Node | null = null;
  const units: string[] = [];
  const collect = (part: Node, sign: 1 | -1): boolean => {
    if (part.kind === "number" && sign === 1 && value === null) {
      value = part;
      return true;
    }
    if (part.kind === "symbol") {
      units.push(sign === 1 ? part.name : `per ${part.name}`);
      return true;
    }
    if (part.kind === "power" && part.base.kind === "symbol" && part.exponent.kind === "number") {
      units.push(`${sign === 1 ? "" : "per "}${part.base.name}^${part.exponent.value.numerator}`);
      return true;
    }
    if (part.kind === "multiply") return part.factors.every((factor) => collect(factor, sign));
    return (
      part.kind === "divide" &&
      collect(part.numerator, sign) &&
      collect(part.denominator, sign === 1 ? -1 : 1)
    );
  };
  if (
    (node.kind !== "multiply" && node.kind !== "divide") ||
    !collect(node, 1) ||
    value === null ||
    units.length === 0
  )
    return null;
  const unit = units.join(" ");
  return readUnit(unit) === null ? null : { kind: "quantity", value, unit, span: node.span };
}

/**
 * A plain number against 25 m/s or 5 m^2: letters in the form of a derived unit are one. A lone letter (5m) stays a
 * variable.
 */
export function compareMeasured(gold: Node, answer: Node, comparison: Comparison): Verdict | null {
  const side = gold.kind === "number" ? answer : answer.kind === "number" ? gold : null;
  const quantity = side === null ? null : asUnitProduct(side);
  if (side === null || quantity === null || !/ |\^/u.test(quantity.unit)) return null;
  comparison.leniencies.push("unit");
  return side === gold
    ? comparison.compare(quantity.value, answer)
    : comparison.compare(gold, quantity.value);
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
