/**
 * The Pratt parser: tokens to one tree.
 * Decision: values, sets, relations and lists share one grammar with binding powers, so that a bracket's role is
 * settled by what stands in it. Left-to-right recursion is limited by depth, everything repeated is a loop, so no input
 * overflows the stack. What the grammar does not know is a `ParseError` with its span; nothing is skipped silently
 * except layout. Not handled: chemistry, tensors, quantifiers.
 */
import type { Node } from "../ast/node.ts";
import { parseArgument, parseRawArgument } from "./argument.ts";
import { closesInterval } from "./brackets.ts";
import { constructFor } from "./constructs/index.ts";
import { ParseError } from "./failure.ts";
import { type Grammar, type ParserState, POWER } from "./grammar.ts";
import { parseInfix } from "./infix.ts";
import { ELLIPSES } from "./operators.ts";
import { parsePrefix } from "./prefix.ts";
import { parseSequence } from "./sequence.ts";
import type { Token } from "./token.ts";
import { GREEK } from "./words.ts";
import { splitFigures, wordStartsValue } from "./wordValue.ts";

const MAX_DEPTH = 700;

/** What grows a tree without a bracket: 9!%!%... and a/b/c/... */
const POSTFIX: ReadonlySet<Node["kind"]> = new Set(["call", "percent", "quantity", "divide"]);

export interface ParserOptions {
  /** 1/2x is 1/(2x) rather than (1/2)x. */
  readonly tightProducts: boolean;
  readonly nested: (text: string, start: number) => Node | null;
}

export interface Parser extends Grammar {
  /** A product was written so that its binding against a division is a matter of taste. */
  readonly ambiguousDivision: boolean;
}

export function createParser(source: readonly Token[], options: ParserOptions): Parser {
  const tokens = [...source];
  let at = 0;
  let depth = 0;
  let stacked = 0;
  const state: ParserState = {
    bars: 0,
    bare: false,
    rounds: 0,
    cell: false,
    such: false,
    ambiguousDivision: false,
  };
  const END = tokens[tokens.length - 1] ?? { type: "end", text: "", start: 0, end: 0, space: false };

  const grammar: Parser = {
    get position() {
      return at;
    },
    get ambiguousDivision() {
      return state.ambiguousDivision;
    },
    peek: (ahead = 0) => tokens[at + ahead] ?? END,
    next() {
      const token = tokens[at] ?? END;
      if (at < tokens.length - 1) at++;
      return token;
    },
    accept(text) {
      if (grammar.peek().text !== text || grammar.peek().type === "end") return false;
      grammar.next();
      return true;
    },
    expect(text) {
      const token = grammar.peek();
      if (token.text !== text || token.type === "end") {
        throw new ParseError(token.type === "end" ? "unexpected_end" : "missing_close", `expected ${text}`, {
          start: token.start,
          end: token.end,
        });
      }
      return grammar.next();
    },
    expression,
    sequence: () => guarded(() => parseSequence(grammar)),
    argument: (splitDigits = false) => guarded(() => parseArgument(grammar, splitDigits)),
    bareArgument() {
      const saved = state.bare;
      state.bare = true;
      const result = expression(POWER.multiply + 1);
      state.bare = saved;
      return result;
    },
    startsValue,
    cell() {
      const saved = state.cell;
      state.cell = true;
      try {
        return guarded(() => parseSequence(grammar));
      } finally {
        state.cell = saved;
      }
    },
    closesInterval: () => closesInterval(grammar),
    get inCell() {
      return state.cell;
    },
    rawArgument: () => parseRawArgument(grammar),
    fail(code, message, token) {
      throw new ParseError(code, message, { start: token.start, end: token.end });
    },
    spanFrom: (start) => ({ start, end: Math.max(start, tokens[at - 1]?.end ?? start) }),
    rewind(position) {
      at = position;
    },
    splice(position, remove, insert) {
      tokens.splice(position, remove, ...insert);
    },
    nested: options.nested,
    tightProducts: options.tightProducts,
    state,
    guard,
  };
  return grammar;

  /** Inside a group the rules of a function's state.bare argument no longer hold. */
  function guarded<T>(run: () => T): T {
    const saved = state.bare;
    state.bare = false;
    try {
      return guard(run);
    } finally {
      state.bare = saved;
    }
  }

  function guard<T>(run: () => T): T {
    if (++depth > MAX_DEPTH) {
      const token = grammar.peek();
      throw new ParseError("too_deep", "nested too deeply", { start: token.start, end: token.end });
    }
    try {
      return run();
    } finally {
      depth--;
    }
  }

  function expression(power: number): Node {
    return guard(() => {
      const start = grammar.peek().start;
      let left = parsePrefix(grammar, power);
      for (;;) {
        const extended = parseInfix(grammar, left, power, start);
        if (extended === null) return left;
        if (POSTFIX.has(left.kind) && ++stacked > MAX_DEPTH)
          throw new ParseError("too_deep", "too many marks", { start, end: grammar.peek().end });
        left = extended;
      }
    });
  }

  function startsValue(): boolean {
    const token = grammar.peek();
    if (token.type === "number") return true;
    if (token.type === "word") return wordStartsValue(token);
    if (token.type === "text") return false;
    if (token.type === "command") {
      return (
        token.text.startsWith("\\begin{") ||
        token.text.startsWith("\\vulgar") ||
        ELLIPSES.has(token.text) ||
        constructFor(token.text) !== undefined ||
        GREEK.has(token.text.slice(1)) ||
        splitFigures(token.text) !== null ||
        (token.text.length === 2 && token.text !== "\\|")
      );
    }
    if (token.text === "|") return state.bars === 0 && !state.such;
    return token.text === "(" || token.text === "[" || token.text === "{" || token.text === "\\{";
  }
}
