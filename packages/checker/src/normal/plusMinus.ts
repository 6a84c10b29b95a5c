/** a ± b as the two values it stands for, all signs of one expression turning together. */
import { mapChildren } from "../ast/map.ts";
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
  if (node.kind !== "plusMinus") return mapChildren(node, walk);
  const right = walk(node.right);
  const signed: Node =
    positive === node.flipped ? { kind: "negate", operand: right, span: node.span } : right;
  return node.left === null ? signed : { kind: "add", terms: [walk(node.left), signed], span: node.span };
}
