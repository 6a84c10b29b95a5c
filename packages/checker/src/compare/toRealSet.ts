/** Answers that say a set of reals: intervals, unions, inequalities in one variable, "x < 1 or x > 3". */
import type { Node, RelationOperator } from "../ast/node.ts";
import { type Rational, rational } from "../exact/rational.ts";
import type { Fuel } from "../fuel.ts";
import { type Polynomial, scalePolynomial, singleTerm, subtractPolynomial } from "../normal/polynomial.ts";
import {
  complementSet,
  type End,
  intersectSets,
  pointSet,
  REAL_LINE,
  type RealSet,
  subtractSets,
  unionSets,
} from "../normal/realSet.ts";
import { statementOf } from "../normal/relation.ts";
import { normaliseExpression, symbolsOf, visitAtoms } from "./expressionPair.ts";

export interface SetReading {
  readonly set: RealSet;
  /** The variable that the set is about, null for a bare set. */
  readonly variable: string | null;
}

/** Whether a tree can only be meant as a set of reals. */
export function isSetLike(node: Node): boolean {
  switch (node.kind) {
    case "setOperation":
    case "namedSet":
      return true;
    case "bracket":
      return (
        node.items.length === 2 &&
        ((node.open === "(") !== (node.close === ")") || node.items.some(isInfinite))
      );
    case "relation": {
      const statement = statementOf(node);
      return statement.kind === "inequality" || (statement.kind === "membership" && isSetLike(statement.set));
    }
    case "list":
      return (
        node.items.length > 0 &&
        node.items.every((item) => item.kind === "relation" && statementOf(item).kind === "inequality")
      );
    default:
      return false;
  }
}

export function isInfinite(node: Node): boolean {
  return node.kind === "constant"
    ? node.name === "infinity"
    : node.kind === "negate" && isInfinite(node.operand);
}

/** The set, or null where the tree says none or its ends hold variables. */
export function toRealSet(node: Node, fuel: Fuel): SetReading | null {
  switch (node.kind) {
    case "bracket": {
      const [low, high] = node.items;
      if (node.items.length !== 2 || low === undefined || high === undefined) return null;
      return bare(interval(low, node.open === "[", high, node.close === "]", fuel));
    }
    case "set": {
      let set: RealSet | null = [];
      for (const item of node.items) {
        const value = constantOf(item, fuel);
        set = value === null || set === null ? null : unionSets(set, pointSet(value), fuel);
      }
      return bare(set);
    }
    case "namedSet":
      return node.name === "R" ? bare(REAL_LINE) : node.name === "empty" ? bare([]) : null;
    case "setOperation": {
      const [left, right] = node.operands.map((operand) => toRealSet(operand, fuel)?.set ?? null);
      if (left === undefined || right === undefined || left === null || right === null) return null;
      return bare(
        node.operator === "union"
          ? unionSets(left, right, fuel)
          : node.operator === "intersection"
            ? intersectSets(left, right, fuel)
            : subtractSets(left, right, fuel),
      );
    }
    case "relation":
      return relationSet(node, fuel);
    case "list": {
      let result: SetReading | null = null;
      for (const item of node.items) {
        const part =
          item.kind === "relation"
            ? relationSet(item, fuel)
            : item.kind === "bracket" || item.kind === "setOperation"
              ? toRealSet(item, fuel)
              : null;
        if (part === null) return null;
        if (result === null) result = part;
        else {
          if (result.variable !== part.variable) return null;
          const joined: RealSet | null =
            node.separator === "and" && item.kind === "relation"
              ? intersectSets(result.set, part.set, fuel)
              : unionSets(result.set, part.set, fuel);
          if (joined === null) return null;
          result = { set: joined, variable: part.variable };
        }
      }
      return result;
    }
    default:
      return null;
  }
}

function bare(set: RealSet | null): SetReading | null {
  return set === null ? null : { set, variable: null };
}

function constantOf(node: Node, fuel: Fuel): Polynomial | null {
  const normal = normaliseExpression(node, fuel);
  if (!("polynomial" in normal) || symbolsOf([normal.polynomial]).length > 0) return null;
  let known = true;
  visitAtoms(normal.polynomial, (atom) => {
    if (atom.name?.startsWith("@")) known = false;
  });
  return known ? normal.polynomial : null;
}

function endOf(node: Node, closed: boolean, fuel: Fuel): End | null {
  if (isInfinite(node)) return { value: node.kind === "negate" ? "-inf" : "+inf", closed: false };
  const value = constantOf(node, fuel);
  return value === null ? null : { value, closed };
}

function interval(
  low: Node,
  lowClosed: boolean,
  high: Node,
  highClosed: boolean,
  fuel: Fuel,
): RealSet | null {
  const left = endOf(low, lowClosed, fuel);
  const right = endOf(high, highClosed, fuel);
  if (left === null || right === null) return null;
  const set = unionSets([{ low: left, high: right }], [], fuel);
  // (5, -6) and (1, 1) are points: an interval that holds nothing is never written.
  return set !== null && set.length === 0 ? null : set;
}

/** x in S; a < x <= b; x != c; 1 <= |z| <= 3/2, with one variable that stands alone or in bars on one side. */
function relationSet(node: Node & { readonly kind: "relation" }, fuel: Fuel): SetReading | null {
  const statement = statementOf(node);
  if (statement.kind === "membership") {
    const inner = toRealSet(statement.set, fuel);
    if (inner === null) return null;
    return {
      set: statement.negated ? complementSet(inner.set) : inner.set,
      variable: nameKey(statement.name),
    };
  }
  if (statement.kind === "assignment") {
    const value = constantOf(statement.value, fuel);
    return value === null ? null : { set: pointSet(value), variable: nameKey(statement.name) };
  }
  if (statement.kind !== "inequality") return null;
  let set: RealSet | null = REAL_LINE;
  let variable: string | null = null;
  for (const [index, operator] of statement.operators.entries()) {
    const left = statement.operands[index];
    const right = statement.operands[index + 1];
    if (left === undefined || right === undefined) return null;
    const part = solve(left, operator, right, fuel);
    if (part === null || (variable !== null && part.variable !== variable)) return null;
    variable = part.variable;
    set = set === null ? null : intersectSets(set, part.set, fuel);
  }
  return set === null ? null : { set, variable };
}

function nameKey(node: Node): string {
  return node.kind === "symbol" ? node.name : node.kind === "apply" ? `${node.name}()` : "?";
}

const FLIPPED: Readonly<Partial<Record<RelationOperator, RelationOperator>>> = {
  "<": ">",
  "<=": ">=",
  ">": "<",
  ">=": "<=",
};

/** One linear inequality in one variable. */
function solve(
  left: Node,
  operator: RelationOperator,
  right: Node,
  fuel: Fuel,
): { readonly set: RealSet; readonly variable: string } | null {
  const named = nameOf(left) ?? nameOf(right);
  if (named !== null) {
    const onLeft = nameOf(left) !== null;
    const value = constantOf(onLeft ? right : left, fuel);
    const sign = onLeft ? operator : (FLIPPED[operator] ?? operator);
    if (value !== null) {
      const set = half(sign, value);
      return set === null
        ? null
        : named.absolute
          ? mirrored(set, named.variable, fuel)
          : { set, variable: named.variable };
    }
  }
  const a = normaliseExpression(left, fuel);
  const b = normaliseExpression(right, fuel);
  if (!("polynomial" in a) || !("polynomial" in b)) return null;
  const difference = subtractPolynomial(a.polynomial, b.polynomial);
  const [symbol, ...others] = symbolsOf([difference]);
  if (symbol === undefined || others.length > 0) return null;
  const slope = difference.terms.get(`${symbol}·`)?.coefficient;
  if (slope === undefined) return null;
  const rest = new Map(difference.terms);
  rest.delete(`${symbol}·`);
  if (
    symbolsOf([{ terms: rest }]).length > 0 ||
    singleTerm({ terms: new Map([...difference.terms].filter(([key]) => key === `${symbol}·`)) }) === null
  )
    return null;
  const inverse: Rational = rational(-slope.denominator, slope.numerator);
  const value = scalePolynomial({ terms: rest }, inverse);
  const sign = slope.numerator < 0n ? (FLIPPED[operator] ?? operator) : operator;
  const set = half(sign, value);
  return set === null ? null : { set, variable: symbol.slice(1) };
}

function nameOf(node: Node): { readonly variable: string; readonly absolute: boolean } | null {
  if (node.kind === "symbol") return { variable: node.name, absolute: false };
  if (node.kind === "apply") return { variable: `${node.name}()`, absolute: false };
  if (node.kind === "call" && node.name === "abs" && node.args[0]?.kind === "symbol")
    return { variable: node.args[0].name, absolute: true };
  return null;
}

function half(operator: RelationOperator, value: Polynomial): RealSet | null {
  const low: End = { value: "-inf", closed: false };
  const high: End = { value: "+inf", closed: false };
  switch (operator) {
    case "<":
    case "<=":
      return [{ low, high: { value, closed: operator === "<=" } }];
    case ">":
    case ">=":
      return [{ low: { value, closed: operator === ">=" }, high }];
    case "!=":
      return complementSet(pointSet(value));
    default:
      return null;
  }
}

/** The x with |x| in the set. */
function mirrored(
  set: RealSet,
  variable: string,
  fuel: Fuel,
): { readonly set: RealSet; readonly variable: string } | null {
  const zero: End = { value: { terms: new Map() }, closed: true };
  const sizes = intersectSets(set, [{ low: zero, high: { value: "+inf", closed: false } }], fuel);
  if (sizes === null) return null;
  const negated = sizes.map(({ low, high }) => ({ low: negateEnd(high), high: negateEnd(low) }));
  const both = unionSets(sizes, negated, fuel);
  return both === null ? null : { set: both, variable };
}

function negateEnd(end: End): End {
  if (end.value === "+inf") return { value: "-inf", closed: false };
  if (end.value === "-inf") return { value: "+inf", closed: false };
  return { value: scalePolynomial(end.value, rational(-1n)), closed: end.closed };
}
