import type { Node } from "./node.ts";

/** The tree with `change` applied to every direct part. A part that stays the same object keeps its parent's identity cheap. */
export function mapChildren(node: Node, change: (part: Node) => Node): Node {
  const all = (parts: readonly Node[]): readonly Node[] => parts.map(change);
  switch (node.kind) {
    case "add":
      return { ...node, terms: all(node.terms) };
    case "multiply":
      return { ...node, factors: all(node.factors) };
    case "negate":
    case "percent":
      return { ...node, operand: change(node.operand) };
    case "divide":
      return { ...node, numerator: change(node.numerator), denominator: change(node.denominator) };
    case "power":
      return { ...node, base: change(node.base), exponent: change(node.exponent) };
    case "root":
      return { ...node, radicand: change(node.radicand), index: change(node.index) };
    case "call":
    case "apply":
      return { ...node, args: all(node.args) };
    case "fold":
    case "integral":
      return {
        ...node,
        lower: node.lower === null ? null : change(node.lower),
        upper: node.upper === null ? null : change(node.upper),
        body: change(node.body),
      };
    case "limit":
      return { ...node, point: change(node.point), body: change(node.body) };
    case "derivative":
      return { ...node, body: change(node.body) };
    case "plusMinus":
      return { ...node, left: node.left === null ? null : change(node.left), right: change(node.right) };
    case "quantity":
      return { ...node, value: change(node.value) };
    case "list":
    case "bracket":
    case "set":
      return { ...node, items: all(node.items) };
    case "setBuilder":
      return { ...node, element: change(node.element), condition: change(node.condition) };
    case "setOperation":
    case "relation":
      return { ...node, operands: all(node.operands) };
    case "matrix":
      return { ...node, rows: node.rows.map(all) };
    case "ratio":
      return { ...node, parts: all(node.parts) };
    case "piecewise":
      return {
        ...node,
        branches: node.branches.map(({ value, condition }) => ({
          value: change(value),
          condition: condition === null ? null : change(condition),
        })),
      };
    case "conditioned":
      return { ...node, value: change(node.value), condition: change(node.condition) };
    default:
      return node;
  }
}
