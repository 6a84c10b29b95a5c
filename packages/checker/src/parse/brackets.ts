/**
 * Round, square and curly brackets and bars.
 * Decision: what a bracket means is settled by what stands in it: one value is a group, several are a tuple, an interval
 * or a set; compare decides between the last ones. A bar in value position opens, in operator position it closes.
 */
import type { Node } from "../ast/node.ts";
import { ParseError } from "./failure.ts";
import { type Grammar, POWER } from "./grammar.ts";
import { SET_OPERATORS } from "./operators.ts";
import type { Token } from "./token.ts";

export function parseRound(grammar: Grammar, token: Token): Node {
  const open = token.text === "]" ? "(" : (token.text as "(" | "[");
  grammar.next();
  if (grammar.peek().text === ")" || grammar.peek().text === "]")
    grammar.fail("unexpected_token", "empty brackets", grammar.peek());
  const savedBars = grammar.state.bars;
  const savedSuch = grammar.state.such;
  grammar.state.bars = 0;
  grammar.state.such = false;
  grammar.state.rounds++;
  const inner = grammar.sequence();
  grammar.state.rounds--;
  grammar.state.bars = savedBars;
  grammar.state.such = savedSuch;
  const closing = grammar.peek();
  if (closing.text !== ")" && closing.text !== "]" && closing.text !== "[") {
    // \right) may have been cut off at the end; anything else is a fault.
    throw new ParseError(
      closing.type === "end" ? "unexpected_end" : "missing_close",
      `expected a bracket that closes ${open}`,
      { start: closing.start, end: closing.end },
    );
  }
  grammar.next();
  const close = closing.text === "[" ? ")" : (closing.text as ")" | "]");
  const span = grammar.spanFrom(token.start);
  if (inner.kind === "list") {
    if (
      inner.separator === ";" ||
      inner.items.every((item) => item.kind === "list" && item.separator === ",")
    ) {
      const flat = inner.items.flatMap((item) => (item.kind === "list" ? item.items : [item]));
      return { kind: "bracket", open, close, items: flat, span };
    }
    return { kind: "bracket", open, close, items: inner.items, span };
  }
  if (inner.kind === "number" && open === "(") return { ...inner, span };
  if (inner.kind === "relation" || inner.kind === "conditioned") return inner;
  return open === "[" && close === "]" ? { kind: "bracket", open, close, items: [inner], span } : inner;
}

export function parseCurly(grammar: Grammar, token: Token): Node {
  grammar.next();
  const closing = token.text === "{" ? "}" : "\\}";
  if (grammar.peek().text === "}" || grammar.peek().text === "\\}") {
    grammar.next();
    if (grammar.peek().text === "^" || grammar.peek().text === "_") return grammar.expression(POWER.atom);
    if (token.text === "{" && grammar.startsValue()) return grammar.expression(POWER.atom);
    return { kind: "namedSet", name: "empty", span: grammar.spanFrom(token.start) };
  }
  const savedBars = grammar.state.bars;
  const savedSuch = grammar.state.such;
  grammar.state.bars = 0;
  grammar.state.such = true;
  const inner = grammar.sequence();
  grammar.state.bars = savedBars;
  grammar.state.such = savedSuch;
  if (grammar.accept("\\choose") || grammar.accept("\\atop")) {
    const lower = grammar.sequence();
    grammar.expect(closing);
    return { kind: "call", name: "binomial", args: [inner, lower], span: grammar.spanFrom(token.start) };
  }
  if (grammar.accept("\\over")) {
    const denominator = grammar.sequence();
    grammar.expect(closing);
    return { kind: "divide", numerator: inner, denominator, span: grammar.spanFrom(token.start) };
  }
  const sign = grammar.peek().text;
  if (sign === "|" || sign === "\\mid" || sign === ":" || sign === "\\colon" || sign === "\\vert") {
    grammar.next();
    const condition = grammar.sequence();
    closeCurly(grammar, closing);
    return { kind: "setBuilder", element: inner, condition, span: grammar.spanFrom(token.start) };
  }
  closeCurly(grammar, closing);
  const span = grammar.spanFrom(token.start);
  if (inner.kind === "list") return { kind: "set", items: inner.items, span };
  if (token.text === "\\{") {
    if (inner.kind === "ratio") {
      const [element, condition] = inner.parts;
      if (element !== undefined && condition !== undefined && inner.parts.length === 2)
        return { kind: "setBuilder", element, condition, span };
    }
    return { kind: "set", items: [inner], span };
  }
  return inner.kind === "plusMinus" ? { kind: "set", items: [inner], span } : inner;
}

/** |x|: in value position a bar opens, in operator position it closes. */
export function parseBar(grammar: Grammar, token: Token): Node {
  grammar.next();
  grammar.state.bars++;
  const inner = grammar.sequence();
  grammar.state.bars--;
  const closing = grammar.peek();
  if (closing.text !== "|" && closing.text !== "\\vert" && closing.text !== "\\Vert") grammar.expect("|");
  grammar.next();
  const span = grammar.spanFrom(token.start);
  return { kind: "call", name: inner.kind === "matrix" ? "det" : "abs", args: [inner], span };
}

/** ||x||y||: a bar right after a closing bar opens again where enough grammar.state.bars follow to close both. */
export function opensAgain(grammar: Grammar): boolean {
  const before = grammar.peek(-1).text;
  const after = grammar.peek(1);
  if ((before !== "|" && before !== "\\vert") || (after.type !== "number" && after.type !== "word"))
    return false;
  let ahead = 0;
  for (let n = 1; n < 200 && grammar.peek(n).type !== "end"; n++)
    if (grammar.peek(n).text === "|" || grammar.peek(n).text === "\\vert") ahead++;
  return ahead >= grammar.state.bars + 1;
}

/** [2, \\infty[ and ]0, 1[: a bracket that turns its back. */
export function closesInterval(grammar: Grammar): boolean {
  const after = grammar.peek(1);
  return (
    grammar.state.rounds > 0 &&
    (after.type === "end" ||
      SET_OPERATORS[after.text] !== undefined ||
      after.text === "," ||
      after.text === ")" ||
      after.text === "}")
  );
}

function closeCurly(grammar: Grammar, closing: string): void {
  if (grammar.accept("}") || grammar.accept("\\}")) return;
  grammar.expect(closing);
}
