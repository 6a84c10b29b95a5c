/**
 * What a relation says: a name for a value, an equation, an inequality.
 * Decision: "a = b = c" is worth its last part; a single "=" whose left side is a name (a symbol, f(x), |AB|, a figure, a
 * product or quotient of letters) names its right side; every other "=" is an equation.
 */
import { childrenOf, type Node, type RelationNode, type RelationOperator } from "../ast/node.ts";

export type Statement =
  | { readonly kind: "assignment"; readonly name: Node; readonly value: Node; readonly plain: boolean }
  | { readonly kind: "value"; readonly value: Node }
  | { readonly kind: "equation"; readonly left: Node; readonly right: Node }
  | {
      readonly kind: "inequality";
      readonly operands: readonly Node[];
      readonly operators: readonly RelationOperator[];
    }
  | { readonly kind: "membership"; readonly name: Node; readonly set: Node; readonly negated: boolean }
  | { readonly kind: "other" };

export function statementOf(node: RelationNode): Statement {
  const { operators, operands } = node;
  if (operators.every((operator) => operator === "=" || operator === "~"))
    return chainOf(operands, operators);
  const [operator] = operators;
  const [first, second] = operands;
  if (operators.length === 1 && first !== undefined && second !== undefined) {
    if (operator === "in" || operator === "notin")
      return { kind: "membership", name: first, set: second, negated: operator === "notin" };
    if (operator === "congruent") return { kind: "other" };
  }
  // "1 = x <= 3" and other mixtures: inequalities only.
  if (
    operators.every((sign) => sign === "<" || sign === "<=" || sign === ">" || sign === ">=" || sign === "!=")
  )
    return { kind: "inequality", operands, operators };
  // f(x) = y > 3: the part after the last "=".
  const last = operators.lastIndexOf("=");
  if (
    last >= 0 &&
    operators.slice(last + 1).every((sign) => sign === "<" || sign === "<=" || sign === ">" || sign === ">=")
  ) {
    return { kind: "inequality", operands: operands.slice(last + 1), operators: operators.slice(last + 1) };
  }
  if (operators.at(-1) === "in" && operands.length >= 2) {
    const name = operands.at(-2);
    const set = operands.at(-1);
    if (name !== undefined && set !== undefined) return { kind: "membership", name, set, negated: false };
  }
  return { kind: "other" };
}

function chainOf(operands: readonly Node[], operators: readonly RelationOperator[]): Statement {
  let end = operands.length;
  for (const [index, operator] of operators.entries()) {
    const onlyName = index === 0 && operands[0] !== undefined && isName(operands[0]);
    if (operator === "~" && !onlyName) {
      end = index + 1;
      break;
    }
  }
  const kept = operands.slice(0, end);
  const [first, second] = kept;
  const last = kept.at(-1);
  if (first === undefined || last === undefined) return { kind: "other" };
  if (second === undefined) return { kind: "value", value: first };
  if (isName(first)) return { kind: "assignment", name: first, value: last, plain: isPlain(first) };
  // "a = b = c" and "35 + 70 = 105" are worth their last part.
  if (kept.length > 2 || (first.kind !== "number" && !kept.some(holdsName)))
    return { kind: "value", value: last };
  if (last.kind === "symbol") return { kind: "assignment", name: last, value: first, plain: true };
  return { kind: "equation", left: first, right: last };
}

function isPlain(node: Node): boolean {
  return node.kind === "symbol" && !node.name.includes(" ") && !/^[A-Za-z]{3,}/u.test(node.name);
}

/** Whether a tree is a name rather than an expression to be solved. */
export function isName(node: Node): boolean {
  switch (node.kind) {
    case "symbol":
    case "text":
      return true;
    case "constant":
      return node.name === "i" || node.name === "e";
    case "apply":
      return true;
    case "multiply":
      return node.factors.every(isName) && node.factors.length <= 6;
    case "divide":
      return isName(node.numerator) && isName(node.denominator);
    case "ratio":
      return node.parts.every(isName);
    case "call":
      return (
        node.args.length === 1 &&
        node.args.every((arg) => arg.kind !== "constant" && isName(arg)) &&
        (node.name === "abs" || node.args.every(isUpper))
      );
    case "quantity":
      return isName(node.value);
    case "bracket":
      return node.items.every(isName);
    case "derivative":
      return true;
    case "list":
      return node.items.every(isName);
    default:
      return false;
  }
}

/** Whether a letter or an unknown function occurs at any depth. */
function holdsName(node: Node): boolean {
  return (
    node.kind === "symbol" ||
    node.kind === "apply" ||
    node.kind === "text" ||
    childrenOf(node).some(holdsName)
  );
}

/** Names of points and angles: capital letters. */
function isUpper(node: Node): boolean {
  return (
    (node.kind === "symbol" && /^(?:[A-Z]|angle)/u.test(node.name)) ||
    (node.kind === "multiply" && node.factors.every(isUpper))
  );
}
