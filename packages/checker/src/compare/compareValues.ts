/** Two values: exact relation first, then rounding as written. */
import type { Node, NumberSource } from "../ast/node.ts";
import { type Ball, ballFromRational, signBall, subtractBall } from "../exact/ball.ts";
import { compareRational, type Rational, rational, subtractRational } from "../exact/rational.ts";
import { OutOfFuel } from "../fuel.ts";
import { constantValue } from "../normal/constantValue.ts";
import { type Polynomial, rationalOf } from "../normal/polynomial.ts";
import { decideExpressions } from "./decideExpressions.ts";
import { normaliseExpression } from "./expressionPair.ts";
import { type Comparison, equal, type Verdict } from "./verdict.ts";

/** A decimal answer needs this many significant digits to stand for an exact gold. */
export const SIGNIFICANT_DIGITS = 6;

/** How two expressions stand; null where one of them is none. */
export function compareValues(gold: Node, answer: Node, comparison: Comparison): Verdict | null {
  const { fuel } = comparison;
  const fast = compareNumbers(gold, answer);
  if (fast === "equal") return equal("rational", { difference: "0" });
  const verdict =
    fast === null
      ? decideExpressions(gold, answer, fuel)
      : { relation: "different" as const, decider: "rational", certificate: {} };
  if (verdict === null) return null;
  if (verdict.relation === "equal") return equal(verdict.decider, verdict.certificate);
  const rounding = compareRounding(gold, answer, comparison);
  if (rounding !== null) return rounding;
  return { ...verdict, accepted: false };
}

/** The common case without any allocation: two plain numbers. */
function compareNumbers(gold: Node, answer: Node): "equal" | "different" | null {
  const left = plainNumber(gold);
  const right = plainNumber(answer);
  if (left === null || right === null) return null;
  return left.numerator === right.numerator && left.denominator === right.denominator ? "equal" : "different";
}

function plainNumber(node: Node): Rational | null {
  if (node.kind === "number") return node.value;
  if (node.kind === "negate" && node.operand.kind === "number")
    return { numerator: -node.operand.value.numerator, denominator: node.operand.value.denominator };
  return null;
}

interface Decimal {
  readonly value: Rational;
  readonly source: NumberSource;
  readonly decimals: number;
}

/** A number written as a decimal, with its sign and its power of ten. */
export function decimalOf(node: Node): Decimal | null {
  if (node.kind === "number")
    return node.source.decimals === null
      ? null
      : { value: node.value, source: node.source, decimals: node.source.decimals };
  if (node.kind === "negate") {
    const inner = decimalOf(node.operand);
    return inner === null
      ? null
      : { ...inner, value: { numerator: -inner.value.numerator, denominator: inner.value.denominator } };
  }
  if (node.kind === "multiply" && node.factors.length === 2) {
    const [mantissa, scale] = node.factors;
    if (
      mantissa === undefined ||
      scale?.kind !== "power" ||
      scale.base.kind !== "number" ||
      scale.base.value.numerator !== 10n ||
      scale.base.value.denominator !== 1n
    )
      return null;
    const power = plainNumber(scale.exponent);
    const inner = decimalOf(mantissa);
    if (
      power === null ||
      inner === null ||
      power.denominator !== 1n ||
      power.numerator > 400n ||
      power.numerator < -400n
    )
      return null;
    const ten =
      power.numerator >= 0n ? rational(10n ** power.numerator) : rational(1n, 10n ** -power.numerator);
    return {
      value: rational(inner.value.numerator * ten.numerator, inner.value.denominator * ten.denominator),
      source: inner.source,
      decimals: inner.decimals - Number(power.numerator),
    };
  }
  return null;
}

/** `rounds` where one side is a decimal that the other rounds to as written, else null. */
function compareRounding(gold: Node, answer: Node, comparison: Comparison): Verdict | null {
  const left = decimalOf(gold);
  const right = decimalOf(answer);
  if (comparison.policy === "relative") return compareRelative(gold, answer, comparison);
  if (left === null && right === null) return null;
  if (left !== null && roundsTo(left, answer, comparison))
    return roundsVerdict(left, right, "gold", comparison);
  if (right !== null && roundsTo(right, gold, comparison))
    return roundsVerdict(right, left, "answer", comparison);
  return null;
}

function roundsVerdict(
  decimal: Decimal,
  other: Decimal | null,
  side: "gold" | "answer",
  comparison: Comparison,
): Verdict {
  const accepted =
    comparison.policy !== "exact" && (side === "gold" || decimal.source.significant >= SIGNIFICANT_DIGITS);
  return {
    relation: "rounds",
    decider: "rounding",
    accepted,
    certificate: {
      decimal: side,
      decimalPlaces: decimal.decimals,
      significantDigits: decimal.source.significant,
      otherPlaces: other === null ? "exact" : String(other.decimals),
    },
  };
}

/** |decimal - other| <= half a unit of the decimal's last place. */
function roundsTo(decimal: Decimal, other: Node, { fuel }: Comparison): boolean {
  const places = decimal.decimals;
  if (places > 20_000 || places < -20_000) return false;
  // Numbers of 15 to 17 digits were printed from a double: their last place may be off by one.
  const { significant } = decimal.source;
  const slack = significant >= 15 && significant <= 17 ? 2n : 1n;
  const half =
    places >= 0 ? rational(slack, 2n * 10n ** BigInt(places)) : rational(slack * 10n ** BigInt(-places), 2n);
  const exact = plainNumber(other);
  if (exact !== null) return within(subtractRational(decimal.value, exact), half);
  const normal = normaliseExpression(other, fuel);
  if (!("polynomial" in normal)) return false;
  const value = rationalOf(normal.polynomial);
  if (value !== null) return within(subtractRational(decimal.value, value), half);
  return withinBall(decimal.value, half, normal.polynomial, places, fuel);
}

function within(difference: Rational, half: Rational): boolean {
  const size =
    difference.numerator < 0n
      ? { numerator: -difference.numerator, denominator: difference.denominator }
      : difference;
  return compareRational(size, half) <= 0;
}

function withinBall(
  value: Rational,
  half: Rational,
  polynomial: Polynomial,
  places: number,
  fuel: Comparison["fuel"],
): boolean {
  const precision = Math.max(64, Math.ceil(Math.abs(places) * 3.33) + 96);
  try {
    const ball = constantValue(polynomial, precision, fuel);
    if (ball === null || ball.im !== null) return false;
    const gap: Ball = subtractBall(ballFromRational(value, precision), ball.re, precision);
    const bound = ballFromRational(half, precision);
    const upper = signBall(subtractBall(bound, gap, precision));
    const lower = signBall(subtractBall(gap, { ...bound, mid: -bound.mid }, precision));
    return upper === 1 && lower === 1;
  } catch (error) {
    if (error instanceof OutOfFuel) return false;
    throw error;
  }
}

/** The `relative` policy: two real constants within 10^-4 of the gold. */
function compareRelative(gold: Node, answer: Node, { fuel }: Comparison): Verdict | null {
  const left = normaliseExpression(gold, fuel);
  const right = normaliseExpression(answer, fuel);
  if (!("polynomial" in left) || !("polynomial" in right)) return null;
  const a = constantValue(left.polynomial, 96, fuel);
  const b = constantValue(right.polynomial, 96, fuel);
  if (a === null || b === null || a.im !== null || b.im !== null) return null;
  const gap = subtractBall(a.re, b.re, 96);
  const size = { mid: gap.mid < 0n ? -gap.mid : gap.mid, radius: gap.radius, exponent: gap.exponent };
  const scale = { mid: a.re.mid < 0n ? -a.re.mid : a.re.mid, radius: a.re.radius, exponent: a.re.exponent };
  const sign = signBall(
    subtractBall(
      { ...scale, exponent: scale.exponent },
      { mid: size.mid * 10_000n, radius: size.radius * 10_000n, exponent: size.exponent },
      96,
    ),
  );
  return sign === 1
    ? { relation: "rounds", decider: "relative", accepted: true, certificate: { tolerance: "1/10000" } }
    : null;
}
