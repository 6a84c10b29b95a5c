/**
 * A tree as one line of plain mathematics that the parser reads back to the same tree.
 * Decision: fully bracketed where precedence could be in doubt; beauty is the page's business.
 */
import { printRational } from "../exact/rational.ts";
import type { Node } from "./node.ts";

const SUM = 1;
const PRODUCT = 2;
const UNARY = 3;
const POWER = 4;
const ATOM = 5;

/** The printed form. Linear in the size of the tree; numbers of more than 400 digits are shortened. */
export function printNode(node: Node): string {
  return print(node, 0);
}

function print(node: Node, context: number): string {
  switch (node.kind) {
    case "number": {
      const text = printNumber(node.value);
      return node.value.denominator !== 1n || node.value.numerator < 0n
        ? wrap(text, node.value.denominator === 1n ? UNARY : PRODUCT, context)
        : text;
    }
    case "symbol":
      return printName(node.name);
    case "constant":
      return node.name;
    case "namedSet":
      return node.name === "empty" ? "\\emptyset" : `\\mathbb{${node.name}}`;
    case "add":
      return wrap(
        node.terms
          .map((term, index) =>
            term.kind === "negate" && index > 0
              ? ` - ${print(term.operand, PRODUCT)}`
              : `${index > 0 ? " + " : ""}${print(term, index > 0 ? PRODUCT : SUM)}`,
          )
          .join(""),
        SUM,
        context,
      );
    case "multiply":
      return wrap(node.factors.map((factor) => print(factor, UNARY)).join(" * "), PRODUCT, context);
    case "negate":
      return wrap(`-${print(node.operand, UNARY)}`, UNARY, context);
    case "divide":
      return wrap(`${print(node.numerator, UNARY)} / ${print(node.denominator, POWER)}`, PRODUCT, context);
    case "power":
      return wrap(`${print(node.base, ATOM)}^{${print(node.exponent, 0)}}`, POWER, context);
    case "root":
      return `\\sqrt[${print(node.index, 0)}]{${print(node.radicand, 0)}}`;
    case "call":
      return printCall(node.name, node.args);
    case "apply":
      return `${printName(node.name)}(${node.args.map((arg) => print(arg, 0)).join(", ")})`;
    case "fold":
      return wrap(
        `\\${node.operation === "sum" ? "sum" : "prod"}_{${printName(node.variable)} = ${node.lower ? print(node.lower, 0) : ""}}^{${node.upper ? print(node.upper, 0) : ""}} ${print(node.body, PRODUCT)}`,
        PRODUCT,
        context,
      );
    case "integral":
      return wrap(
        `\\int${node.lower ? `_{${print(node.lower, 0)}}` : ""}${node.upper ? `^{${print(node.upper, 0)}}` : ""} ${print(node.body, PRODUCT)} d${node.variable}`,
        PRODUCT,
        context,
      );
    case "limit":
      return wrap(
        `\\lim_{${printName(node.variable)} \\to ${print(node.point, 0)}${node.side === 1 ? "^{+}" : node.side === -1 ? "^{-}" : ""}} ${print(node.body, PRODUCT)}`,
        PRODUCT,
        context,
      );
    case "derivative":
      return wrap(
        `\\frac{d${node.order > 1 ? `^{${node.order}}` : ""}}{d${node.variable}${node.order > 1 ? `^{${node.order}}` : ""}} ${print(node.body, PRODUCT)}`,
        PRODUCT,
        context,
      );
    case "plusMinus":
      return wrap(
        `${node.left ? `${print(node.left, SUM)} ` : ""}${node.flipped ? "\\mp" : "\\pm"} ${print(node.right, PRODUCT)}`,
        SUM,
        context,
      );
    case "percent":
      return `${print(node.operand, ATOM)}%`;
    case "quantity":
      return node.unit === "degree"
        ? `${print(node.value, ATOM)}^\\circ`
        : `${print(node.value, PRODUCT)} \\text{${node.unit}}`;
    case "list":
      return node.items
        .map((item) => (item.kind === "list" ? print(item, 0) : print(item, 0)))
        .join(node.items.some((item) => item.kind === "list") ? "; " : ", ");
    case "bracket":
      return `${node.open}${node.items.map((item) => print(item, 0)).join(", ")}${node.close}`;
    case "set":
      return `\\{${node.items.map((item) => print(item, 0)).join(", ")}\\}`;
    case "setBuilder":
      return `\\{${print(node.element, 0)} | ${print(node.condition, 0)}\\}`;
    case "setOperation": {
      const sign = { union: "\\cup", intersection: "\\cap", difference: "\\setminus" }[node.operator];
      return wrap(node.operands.map((operand) => print(operand, SUM)).join(` ${sign} `), 0, context);
    }
    case "relation":
      return node.operands
        .map(
          (operand, index) =>
            `${index > 0 ? ` ${printOperator(node.operators[index - 1] ?? "=")} ` : ""}${print(operand, SUM)}`,
        )
        .join("");
    case "matrix":
      return `\\begin{pmatrix}${node.rows.map((row) => row.map((cell) => print(cell, 0)).join(" & ")).join(" \\\\ ")}\\end{pmatrix}`;
    case "ratio":
      return node.parts.map((part) => print(part, SUM)).join(" : ");
    case "based":
      return `${node.digits}_{${node.base}}`;
    case "piecewise":
      return `\\begin{cases}${node.branches.map((branch) => `${print(branch.value, 0)}${branch.condition ? ` & ${print(branch.condition, 0)}` : ""}`).join(" \\\\ ")}\\end{cases}`;
    case "text":
      return `\\text{${node.text}}`;
    case "date":
      return `${node.year ?? "any"}-${String(node.month).padStart(2, "0")}-${String(node.day).padStart(2, "0")}`;
    case "time":
      return [node.seconds / 3600, (node.seconds / 60) % 60, node.seconds % 60]
        .map((part) => String(Math.floor(part)).padStart(2, "0"))
        .join(":");
    case "ellipsis":
      return "\\ldots";
    case "conditioned":
      return `${print(node.value, 0)} where ${print(node.condition, 0)}`;
  }
}

function wrap(text: string, own: number, context: number): string {
  return own < context ? `(${text})` : text;
}

function printNumber(value: { readonly numerator: bigint; readonly denominator: bigint }): string {
  const huge = 10n ** 400n;
  if (value.numerator < huge && value.numerator > -huge && value.denominator < huge)
    return printRational(value);
  return `${value.numerator.toString(16).slice(0, 24)}...`;
}

function printName(name: string): string {
  if (/^[a-zA-Z]'*$/u.test(name)) return name;
  const [head = "", ...rest] = name.split("_");
  if (rest.length > 0) return `${printName(head)}_{${rest.join("_")}}`;
  if (/^[A-Za-z]+\(.*\)$/u.test(name)) return `\\${name.replace("(", "{").replace(/\)$/u, "}")}`;
  return /^[a-zA-Z]+$/u.test(name) ? `\\${name}` : `\\text{${name}}`;
}

function printOperator(operator: string): string {
  const signs: Readonly<Record<string, string>> = {
    "!=": "\\ne",
    "<=": "\\le",
    ">=": "\\ge",
    "~": "\\approx",
    in: "\\in",
    notin: "\\notin",
    subset: "\\subset",
    subseteq: "\\subseteq",
    congruent: "\\equiv",
    divides: "\\mid",
    perp: "\\perp",
    parallel: "\\parallel",
    implies: "\\to",
  };
  return signs[operator] ?? operator;
}

function printCall(name: string, args: readonly Node[]): string {
  // Each argument is printed once: printing one twice a level would take 2^depth steps.
  if (name === "factorial" || name === "doubleFactorial")
    return `${args[0] ? print(args[0], ATOM) : ""}${name === "factorial" ? "!" : "!!"}`;
  if (name === "mod")
    return `(${args[0] ? print(args[0], UNARY) : ""} \\bmod ${args[1] ? print(args[1], UNARY) : ""})`;
  const inner = args.map((arg) => print(arg, 0));
  if (name === "abs") return `\\lvert ${inner[0]} \\rvert`;
  if (name === "floor" || name === "ceil") return `\\l${name} ${inner[0]} \\r${name}`;
  if (name === "binomial") return `\\binom{${inner.join("}{")}}`;
  if (name === "log" && args.length === 2) return `\\log_{${inner[0]}}(${inner[1]})`;
  return `\\${name}(${inner.join(", ")})`;
}
