/** a ± b as the two values it stands for, all signs of one expression turning together. */
import { childrenOf, type Node } from "../ast/node.ts";

export function holdsPlusMinus(node: Node): boolean {
  if (node.kind === "plusMinus") return true;
  if (node.kind === "number" || node.kind === "symbol") return false;
  return childrenOf(node).some(holdsPlusMinus);
}

/** The node with every ± read as + (or −) and every ∓ the other way. */
export function readSigns(node: Node, positive: boolean): Node {
  if (!holdsPlusMinus(node)) return node;
  const walk = (part: Node): Node => readSigns(part, positive);
  switch (node.kind) {
    case "plusMinus": {
      const right = walk(node.right);
      const signed: Node =
        positive === node.flipped ? { kind: "negate", operand: right, span: node.span } : right;
      return node.left === null ? signed : { kind: "add", terms: [walk(node.left), signed], span: node.span };
    }
    case "add":
      return { ...node, terms: node.terms.map(walk) };
    case "multiply":
      return { ...node, factors: node.factors.map(walk) };
    case "negate":
    case "percent":
      return { ...node, operand: walk(node.operand) };
    case "divide":
      return { ...node, numerator: walk(node.numerator), denominator: walk(node.denominator) };
    case "power":
      return { ...node, base: walk(node.base), exponent: walk(node.exponent) };
    case "root":
      return { ...node, radicand: walk(node.radicand) };
    case "call":
    case "apply":
      return { ...node, args: node.args.map(walk) };
    case "quantity":
      return { ...node, value: walk(node.value) };
    case "relation":
      return { ...node, operands: node.operands.map(walk) };
    case "bracket":
    case "list":
      return { ...node, items: node.items.map(walk) } as Node;
    default:
      return node;
  }
}
