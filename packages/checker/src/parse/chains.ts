/** Operators that repeat: sums, products, ratios, chains of relations. Loops, so that length costs no depth. */
import type { Node, RelationOperator } from "../ast/node.ts";
import { isFunctionToken } from "./constructs/functions.ts";
import { ParseError } from "./failure.ts";
import { type Grammar, POWER } from "./grammar.ts";
import { RELATIONS, TIMES } from "./operators.ts";

export function parseSum(grammar: Grammar, first: Node, start: number): Node {
  const terms: Node[] = [first];
  while (grammar.peek().text === "+" || grammar.peek().text === "-") {
    const sign = grammar.next();
    const term = grammar.expression(POWER.add);
    terms.push(
      sign.text === "-" ? { kind: "negate", operand: term, span: grammar.spanFrom(sign.start) } : term,
    );
  }
  return { kind: "add", terms, span: grammar.spanFrom(start) };
}

export function parseProduct(grammar: Grammar, first: Node, start: number): Node {
  const factors: Node[] = [first];
  while (TIMES.has(grammar.peek().text)) {
    grammar.next();
    factors.push(grammar.expression(POWER.multiply));
  }
  return { kind: "multiply", factors, span: grammar.spanFrom(start) };
}

export function parseImpliedProduct(grammar: Grammar, first: Node, start: number): Node {
  const factors: Node[] = [unwrapSingle(first)];
  while (grammar.startsValue()) {
    // \\sin a \\cos b: a grammar.state.bare argument ends before the next function.
    if (grammar.state.bare && isFunctionToken(grammar.peek())) break;
    const [before, token] = [grammar.peek(-1), grammar.peek()];
    // (1 2 3) is no product: two numbers with nothing but a space between them are no formula.
    if (before.type === "number" && token.type === "number" && !grammar.peek(1).text.endsWith("frac"))
      throw new ParseError("unexpected_token", `unexpected ${token.text}`, token);
    factors.push(unwrapSingle(grammar.expression(POWER.implied)));
  }
  const [only] = factors;
  return factors.length === 1 && only !== undefined
    ? only
    : { kind: "multiply", factors, span: grammar.spanFrom(start) };
}

export function parseRatio(grammar: Grammar, first: Node, start: number): Node {
  const parts: Node[] = [first];
  let clock =
    first.kind === "number" && grammar.peek(-1).type === "number" && grammar.peek(-1).text.length <= 2;
  while (grammar.accept(":") || grammar.accept("\\colon")) {
    const token = grammar.peek();
    clock &&= token.type === "number" && /^[0-5]\d$/u.test(token.text);
    parts.push(grammar.expression(POWER.ratio));
  }
  return { kind: "ratio", parts, clock, span: grammar.spanFrom(start) };
}

export function parseRelation(grammar: Grammar, first: Node, start: number): Node {
  const operands: Node[] = [first];
  const operators: RelationOperator[] = [];
  for (;;) {
    const token = grammar.peek();
    const operator =
      RELATIONS[token.text] ?? (token.type === "word" && token.text === "in" ? "in" : undefined);
    if (operator === undefined || token.type === "text") break;
    grammar.next();
    if (grammar.peek().text === "\\not") grammar.next();
    const operand = grammar.expression(POWER.relation);
    operators.push(operator);
    // x \in 1, 2, 3 and k = 1, 2, 3 are settled in the sequence.
    operands.push(operator === "in" || operator === "notin" ? asSet(operand) : operand);
  }
  return { kind: "relation", operators, operands, span: grammar.spanFrom(start) };
}

/** A one-element group beside a set operator is a set. */
export function asSet(node: Node): Node {
  if (
    node.kind === "number" ||
    node.kind === "divide" ||
    node.kind === "negate" ||
    node.kind === "constant" ||
    node.kind === "root"
  )
    return { kind: "set", items: [node], span: node.span };
  return node;
}

function unwrapSingle(node: Node): Node {
  if (
    (node.kind === "bracket" || node.kind === "set") &&
    node.items.length === 1 &&
    node.items[0] !== undefined
  )
    return node.items[0];
  return node;
}
