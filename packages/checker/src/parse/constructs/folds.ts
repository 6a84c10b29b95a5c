/** \sum, \prod, \int, \lim with their bounds. */
import { type Node, numberNode, type Span } from "../../ast/node.ts";
import { ONE } from "../../exact/rational.ts";
import { type CommandConstruct, type Grammar, POWER } from "../grammar.ts";
import type { Token } from "../token.ts";
import { GREEK } from "../words.ts";

/** Ends the body of an integral; put where the differential stood. */
export const DIFFERENTIAL = "\u220e";

interface Bounds {
  readonly lower: Node | null;
  readonly upper: Node | null;
}

function parseBounds(grammar: Grammar): Bounds {
  let lower: Node | null = null;
  let upper: Node | null = null;
  for (;;) {
    if (grammar.accept("_")) lower = emptyGroup(grammar) ? null : bound(grammar);
    else if (grammar.accept("^")) upper = emptyGroup(grammar) ? null : bound(grammar);
    else return { lower, upper };
  }
}

/** A bound: a group, or one token that takes no subscript of its own (\int^b_a). */
function bound(grammar: Grammar): Node {
  const token = grammar.peek();
  if (token.type !== "word" || token.text.length > 1) return grammar.argument();
  grammar.next();
  const span = { start: token.start, end: token.end };
  return token.text === "e"
    ? { kind: "constant", name: "e", span }
    : { kind: "symbol", name: token.text, span };
}

function emptyGroup(grammar: Grammar): boolean {
  if (grammar.peek().text !== "{" || grammar.peek(1).text !== "}") return false;
  grammar.next();
  grammar.next();
  return true;
}

export const sums: CommandConstruct = {
  commands: ["\\sum", "\\prod"],
  parse(grammar: Grammar, token: Token): Node {
    const bounds = parseBounds(grammar);
    let variable = "";
    let lower = bounds.lower;
    let upper = bounds.upper;
    if (lower?.kind === "relation") {
      const [left, right] = lower.operands;
      const operator = lower.operators[0];
      if (left?.kind === "symbol") variable = left.name;
      else if (left?.kind === "constant" && left.name === "i") variable = "i";
      if (operator === ">=" && right !== undefined)
        upper ??= { kind: "constant", name: "infinity", span: right.span };
      lower = operator === "=" || operator === ">=" ? (right ?? null) : null;
      if (lower === null) variable = "";
    } else if (lower?.kind === "symbol") {
      variable = "";
    }
    if (!grammar.startsValue() && grammar.peek().text !== "-")
      grammar.fail("bad_argument", "nothing to sum", token);
    const body = grammar.expression(POWER.multiply - 1);
    const span = grammar.spanFrom(token.start);
    if (variable === "" || lower === null || upper === null) {
      // Bounds by condition (p prime, d | n): the fold stays an unknown function of its parts.
      const parts = [bounds.lower, bounds.upper, body].filter((part) => part !== null);
      return { kind: "apply", name: token.text.slice(1), args: parts, span };
    }
    return {
      kind: "fold",
      operation: token.text === "\\sum" ? "sum" : "product",
      variable,
      lower,
      upper,
      body: variable === "i" ? asIndex(body) : body,
      span,
    };
  },
};

/** Under \sum_{i=1}^n the letter i is an index, not the imaginary unit. */
function asIndex(node: Node): Node {
  if (node.kind === "constant" && node.name === "i") return { kind: "symbol", name: "i", span: node.span };
  switch (node.kind) {
    case "add":
      return { ...node, terms: node.terms.map(asIndex) };
    case "multiply":
      return { ...node, factors: node.factors.map(asIndex) };
    case "negate":
      return { ...node, operand: asIndex(node.operand) };
    case "divide":
      return { ...node, numerator: asIndex(node.numerator), denominator: asIndex(node.denominator) };
    case "power":
      return { ...node, base: asIndex(node.base), exponent: asIndex(node.exponent) };
    case "root":
      return { ...node, radicand: asIndex(node.radicand), index: asIndex(node.index) };
    case "call":
    case "apply":
      return { ...node, args: node.args.map(asIndex) };
    default:
      return node;
  }
}

export const integrals: CommandConstruct = {
  commands: ["\\int", "\\oint"],
  parse(grammar: Grammar, token: Token): Node {
    const { lower, upper } = parseBounds(grammar);
    const found = cutDifferential(grammar);
    const body = grammar.expression(found.outside ? POWER.add - 1 : POWER.multiply - 1);
    if (found.outside) grammar.accept(DIFFERENTIAL);
    return {
      kind: "integral",
      variable: found.variable,
      lower,
      upper,
      body,
      span: grammar.spanFrom(token.start),
    };
  },
};

/** Finds the first differential ahead, cuts it out, and says which variable it names and whether it ended the body. */
function cutDifferential(grammar: Grammar): { readonly variable: string; readonly outside: boolean } {
  let depth = 0;
  for (let ahead = 0; ; ahead++) {
    const token = grammar.peek(ahead);
    if (token.type === "end" || token.text === "\\int") return { variable: "x", outside: false };
    if ("({[".includes(token.text) || token.text === "\\{" || /^\\l(?:group|brace|brack)/u.test(token.text))
      depth++;
    else if (
      ")}]".includes(token.text) ||
      token.text === "\\}" ||
      /^\\r(?:group|brace|brack)/u.test(token.text)
    )
      depth--;
    if (depth < 0) return { variable: "x", outside: false };
    const cut = differentialAt(token, grammar.peek(ahead + 1));
    if (cut === null) continue;
    const at: Span = { start: token.start, end: token.end };
    const before = ahead === 0 ? undefined : grammar.peek(ahead - 1);
    const inserted: Token[] = [];
    if (cut.prefix !== "") inserted.push({ type: "word", text: cut.prefix, ...at, space: token.space });
    else if (
      before === undefined ||
      before.text === "{" ||
      before.text === "(" ||
      before.text === "[" ||
      before.text === "\\{"
    )
      inserted.push({ type: "number", text: "1", ...at, space: true });
    else if (before.text === "\\cdot" || before.text === "*")
      inserted.push({ type: "number", text: "1", ...at, space: true });
    if (depth === 0) inserted.push({ type: "symbol", text: DIFFERENTIAL, ...at, space: true });
    grammar.splice(grammar.position + ahead, cut.length, inserted);
    return { variable: cut.variable, outside: depth === 0 };
  }
}

function differentialAt(
  token: Token,
  after: Token,
): { readonly variable: string; readonly length: number; readonly prefix: string } | null {
  if (token.type === "text" && token.text.trim() === "d" && after.type === "word" && after.text.length === 1)
    return { variable: after.text, length: 2, prefix: "" };
  if (token.type !== "word") return null;
  const tail = token.text.slice(-2);
  if (tail.length === 2 && tail.startsWith("d"))
    return { variable: tail.slice(1), length: 1, prefix: token.text.slice(0, -2) };
  if (token.text.endsWith("d") && after.type === "command" && GREEK.has(after.text.slice(1)))
    return { variable: after.text.slice(1), length: 2, prefix: token.text.slice(0, -1) };
  if (token.text === "d" && after.type === "word" && after.text.length === 1)
    return { variable: after.text, length: 2, prefix: "" };
  return null;
}

export const limits: CommandConstruct = {
  commands: ["\\lim"],
  parse(grammar: Grammar, token: Token): Node {
    grammar.accept("_");
    const braced = grammar.accept("{");
    const variable = grammar.next();
    if (
      !["\\to", "\\rightarrow", "\\Rightarrow", "\\longrightarrow", "\\Longrightarrow", "\\rarr"].includes(
        grammar.peek().text,
      )
    ) {
      grammar.fail("bad_argument", "a limit needs an arrow", grammar.peek());
    }
    grammar.next();
    let side: -1 | 0 | 1 = 0;
    const point = grammar.expression(POWER.power);
    if (grammar.accept("^")) {
      const wrapped = grammar.accept("{");
      side = grammar.accept("+") ? 1 : grammar.accept("-") ? -1 : 0;
      if (wrapped) grammar.expect("}");
    } else if (grammar.accept("+")) side = 1;
    else if (grammar.accept("-")) side = -1;
    if (braced) grammar.expect("}");
    const body = grammar.expression(POWER.multiply - 1);
    const name = variable.text.startsWith("\\") ? variable.text.slice(1) : variable.text;
    return {
      kind: "limit",
      variable: name,
      point: point ?? numberNode(ONE),
      side,
      body,
      span: grammar.spanFrom(token.start),
    };
  },
};
