/** Symbolic derivatives of trees; null where a part has no rule. */
import { type Node, numberNode } from "../ast/node.ts";
import { ONE, rational, ZERO } from "../exact/rational.ts";
import { type Fuel, spend } from "../fuel.ts";

const ONE_NODE = numberNode(ONE);
const ZERO_NODE = numberNode(ZERO);

export function differentiate(node: Node, variable: string, fuel: Fuel): Node | null {
  spend(fuel, 4);
  const span = node.span;
  const times = (...factors: readonly Node[]): Node => ({ kind: "multiply", factors, span });
  const over = (numerator: Node, denominator: Node): Node => ({
    kind: "divide",
    numerator,
    denominator,
    span,
  });
  const raise = (base: Node, exponent: Node): Node => ({ kind: "power", base, exponent, span });
  const call = (name: string, arg: Node): Node => ({ kind: "call", name, args: [arg], span });
  const minus = (operand: Node): Node => ({ kind: "negate", operand, span });
  switch (node.kind) {
    case "number":
    case "constant":
      return ZERO_NODE;
    case "symbol":
      return node.name === variable ? ONE_NODE : ZERO_NODE;
    case "negate": {
      const inner = differentiate(node.operand, variable, fuel);
      return inner === null ? null : minus(inner);
    }
    case "add": {
      const terms = node.terms.map((term) => differentiate(term, variable, fuel));
      return terms.includes(null)
        ? null
        : { kind: "add", terms: terms.filter((term) => term !== null), span };
    }
    case "multiply": {
      const terms: Node[] = [];
      for (const [index, factor] of node.factors.entries()) {
        const inner = differentiate(factor, variable, fuel);
        if (inner === null) return null;
        terms.push(times(...node.factors.map((other, at) => (at === index ? inner : other))));
      }
      return { kind: "add", terms, span };
    }
    case "divide": {
      const top = differentiate(node.numerator, variable, fuel);
      const bottom = differentiate(node.denominator, variable, fuel);
      if (top === null || bottom === null) return null;
      const difference: Node = {
        kind: "add",
        terms: [times(top, node.denominator), minus(times(node.numerator, bottom))],
        span,
      };
      return over(difference, raise(node.denominator, numberNode(rational(2n))));
    }
    case "power": {
      const base = differentiate(node.base, variable, fuel);
      const exponent = differentiate(node.exponent, variable, fuel);
      if (base === null || exponent === null) return null;
      if (exponent === ZERO_NODE || !mentions(node.exponent, variable)) {
        const lowered: Node = { kind: "add", terms: [node.exponent, minus(ONE_NODE)], span };
        return times(node.exponent, raise(node.base, lowered), base);
      }
      const growth: Node = {
        kind: "add",
        terms: [times(exponent, call("ln", node.base)), over(times(node.exponent, base), node.base)],
        span,
      };
      return mentions(node.base, variable)
        ? times(node, growth)
        : times(node, exponent, call("ln", node.base));
    }
    case "root":
      return differentiate(raise(node.radicand, over(ONE_NODE, node.index)), variable, fuel);
    case "call": {
      const [arg] = node.args;
      if (!mentions(node, variable)) return ZERO_NODE;
      if (arg === undefined || node.args.length !== 1) return null;
      const inner = differentiate(arg, variable, fuel);
      if (inner === null) return null;
      const square = raise(arg, numberNode(rational(2n)));
      const oneMinus: Node = { kind: "add", terms: [ONE_NODE, minus(square)], span };
      const rules: Readonly<Record<string, Node>> = {
        sin: call("cos", arg),
        cos: minus(call("sin", arg)),
        tan: raise(call("sec", arg), numberNode(rational(2n))),
        cot: minus(raise(call("csc", arg), numberNode(rational(2n)))),
        sec: times(call("sec", arg), call("tan", arg)),
        csc: minus(times(call("csc", arg), call("cot", arg))),
        ln: over(ONE_NODE, arg),
        sinh: call("cosh", arg),
        cosh: call("sinh", arg),
        arcsin: over(ONE_NODE, raise(oneMinus, numberNode(rational(1n, 2n)))),
        arccos: minus(over(ONE_NODE, raise(oneMinus, numberNode(rational(1n, 2n))))),
        arctan: over(ONE_NODE, { kind: "add", terms: [ONE_NODE, square], span }),
      };
      const rule = rules[node.name];
      return rule === undefined ? null : times(rule, inner);
    }
    case "bracket": {
      const [only] = node.items;
      return node.items.length === 1 && only !== undefined ? differentiate(only, variable, fuel) : null;
    }
    default:
      return mentions(node, variable) ? null : ZERO_NODE;
  }
}

/** Whether a symbol occurs free in a tree. */
export function mentions(node: Node, variable: string): boolean {
  switch (node.kind) {
    case "symbol":
      return node.name === variable;
    case "add":
      return node.terms.some((term) => mentions(term, variable));
    case "multiply":
      return node.factors.some((factor) => mentions(factor, variable));
    case "negate":
    case "percent":
      return mentions(node.operand, variable);
    case "divide":
      return mentions(node.numerator, variable) || mentions(node.denominator, variable);
    case "power":
      return mentions(node.base, variable) || mentions(node.exponent, variable);
    case "root":
      return mentions(node.radicand, variable) || mentions(node.index, variable);
    case "call":
    case "apply":
      return node.args.some((arg) => mentions(arg, variable));
    case "quantity":
      return mentions(node.value, variable);
    case "bracket":
    case "set":
    case "list":
      return node.items.some((item) => mentions(item, variable));
    case "number":
    case "constant":
    case "based":
      return false;
    default:
      return true;
  }
}
