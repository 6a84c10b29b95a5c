/**
 * The Pratt parser: tokens to one tree.
 * Decision: values, sets, relations and lists share one grammar with binding powers, so that a bracket's role is
 * settled by what stands in it. Left-to-right recursion is limited by depth, everything repeated is a loop, so no input
 * overflows the stack. What the grammar does not know is a `ParseError` with its span; nothing is skipped silently
 * except layout. Not handled: chemistry, tensors, quantifiers.
 */
import type { Node, RelationOperator, SetOperator } from "../ast/node.ts";
import { parseEnvironment } from "./constructs/environments.ts";
import { DIFFERENTIAL } from "./constructs/folds.ts";
import { parseVulgar } from "./constructs/fractions.ts";
import { isFunctionToken } from "./constructs/functions.ts";
import { constructFor } from "./constructs/index.ts";
import { ParseError } from "./failure.ts";
import { type Grammar, POWER } from "./grammar.ts";
import { readNumberToken } from "./readNumber.ts";
import { opensCondition, parseSequence } from "./sequence.ts";
import type { Token } from "./token.ts";
import { attachWords } from "./wordSuffix.ts";
import { GREEK, isNumberWord } from "./words.ts";
import { parseTextValue, parseWord, splitFigures, wordStartsValue } from "./wordValue.ts";

const MAX_DEPTH = 700;

export interface ParserOptions {
  /** 1/2x is 1/(2x) rather than (1/2)x. */
  readonly tightProducts: boolean;
  readonly nested: (text: string, start: number) => Node | null;
}

export interface Parser extends Grammar {
  /** A product was written so that its binding against a division is a matter of taste. */
  readonly ambiguousDivision: boolean;
}

const RELATIONS: Readonly<Record<string, RelationOperator>> = {
  "=": "=",
  "!=": "!=",
  "<": "<",
  ">": ">",
  "<=": "<=",
  ">=": ">=",
  "\\ne": "!=",
  "\\neq": "!=",
  "\\lt": "<",
  "\\gt": ">",
  "\\le": "<=",
  "\\leq": "<=",
  "\\leqslant": "<=",
  "\\ge": ">=",
  "\\geq": ">=",
  "\\geqslant": ">=",
  "\\leqq": "<=",
  "\\geqq": ">=",
  "\\approx": "~",
  "\\simeq": "~",
  "\\sim": "~",
  "\\cong": "~",
  "\\approxeq": "~",
  "\\doteq": "~",
  "\\in": "in",
  "\\isin": "in",
  "\\notin": "notin",
  "\\subset": "subset",
  "\\subseteq": "subseteq",
  "\\equiv": "congruent",
  "\\mid": "divides",
  "\\perp": "perp",
  "\\parallel": "parallel",
  ":=": "=",
  "\\coloneqq": "=",
  "\\triangleq": "=",
  "\\propto": "~",
  "\\longrightarrow": "implies",
  "\\to": "implies",
  "\\rightarrow": "implies",
  "\\mapsto": "implies",
};
const IMPLIES: ReadonlySet<string> = new Set([
  "\\Rightarrow",
  "\\implies",
  "\\iff",
  "\\Leftrightarrow",
  "\\therefore",
]);
const SET_OPERATORS: Readonly<Record<string, SetOperator>> = {
  "\\cup": "union",
  "\\cap": "intersection",
  "\\setminus": "difference",
  "\\backslash": "difference",
  "\\bigcup": "union",
  "\\bigcap": "intersection",
  "\\sqcup": "union",
};
const TIMES: ReadonlySet<string> = new Set([
  "*",
  "\\cdot",
  "\\times",
  "\\cdotp",
  "\\ast",
  "\\bullet",
  "\\star",
]);
const ELLIPSES: ReadonlySet<string> = new Set([
  "\\ldots",
  "\\dots",
  "\\cdots",
  "\\dotsm",
  "\\dotsc",
  "\\dotsb",
  "\\vdots",
  "\\ddots",
]);
const CLOSERS: ReadonlySet<string> = new Set([
  ")",
  "]",
  "}",
  "\\}",
  "\\rgroup",
  "\\rbrace",
  "\\rbrack",
  "\\rangle",
  "\\rfloor",
  "\\rceil",
  "\\urcorner",
  "\\lrcorner",
  "\\rvert",
  "\\rVert",
  DIFFERENTIAL,
]);

export function createParser(source: readonly Token[], options: ParserOptions): Parser {
  const tokens = [...source];
  let at = 0;
  let depth = 0;
  let bars = 0;
  let bare = false;
  let rounds = 0;
  let cell = false;
  /** Inside braces a bar means "such that". */
  let such = false;
  let ambiguousDivision = false;
  const END = tokens[tokens.length - 1] ?? { type: "end", text: "", start: 0, end: 0, space: false };

  const grammar: Parser = {
    get position() {
      return at;
    },
    get ambiguousDivision() {
      return ambiguousDivision;
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
    argument: (splitDigits = false) => guarded(() => argument(splitDigits)),
    bareArgument() {
      const saved = bare;
      bare = true;
      const result = expression(POWER.multiply + 1);
      bare = saved;
      return result;
    },
    startsValue,
    cell() {
      const saved = cell;
      cell = true;
      try {
        return guarded(() => parseSequence(grammar));
      } finally {
        cell = saved;
      }
    },
    closesInterval,
    get inCell() {
      return cell;
    },
    rawArgument,
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
  };
  return grammar;

  /** Inside a group the rules of a function's bare argument no longer hold. */
  function guarded<T>(run: () => T): T {
    const saved = bare;
    bare = false;
    try {
      return guard(run);
    } finally {
      bare = saved;
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
      let left = prefix(power);
      for (;;) {
        const extended = infix(left, power, start);
        if (extended === null) return left;
        left = extended;
      }
    });
  }

  function prefix(power: number = POWER.power): Node {
    const token = grammar.peek();
    const { text } = token;
    if (token.type === "number") {
      grammar.next();
      return readNumberToken(token, grammar);
    }
    if (token.type === "word") return parseWord(grammar);
    if (token.type === "text") return parseTextValue(grammar);
    if (text === "-" || text === "+") {
      grammar.next();
      const operand = expression(Math.max(power, POWER.unary - 1));
      if (text === "+") return operand;
      return { kind: "negate", operand, span: grammar.spanFrom(token.start) };
    }
    if (text === "\\pm" || text === "\\mp") {
      grammar.next();
      const right = expression(POWER.add);
      return {
        kind: "plusMinus",
        left: null,
        right,
        flipped: text === "\\mp",
        span: grammar.spanFrom(token.start),
      };
    }
    if (text === "(" || text === "[" || (text === "]" && at === 0)) return round(token);
    if (text === "{" || text === "\\{") return curly(token);
    if (text === "|" || text === "\\vert" || text === "\\Vert" || text === "\\|") return bar(token);
    if (IMPLIES.has(text) || text === "=" || text === "\\approx" || text === ":") {
      // "= 5": the beginning of a chain was left out.
      if (at === 0) {
        grammar.next();
        return expression(POWER.relation);
      }
    }
    if (text === "\\neg" || text === "\\lnot") {
      grammar.next();
      const operand = expression(POWER.relation - 1);
      if (operand.kind === "relation" && operand.operators.length === 1) {
        const [operator] = operand.operators;
        if (operator === "=") return { ...operand, operators: ["!="] };
        if (operator === "in") return { ...operand, operators: ["notin"] };
      }
      return { kind: "apply", name: "not", args: [operand], span: grammar.spanFrom(token.start) };
    }
    if (token.type === "command") return command(token);
    const code = token.type === "end" ? "unexpected_end" : "unexpected_token";
    throw new ParseError(code, token.type === "end" ? "the text ends too early" : `unexpected ${text}`, {
      start: token.start,
      end: token.end,
    });
  }

  function command(token: Token): Node {
    const { text } = token;
    if (text.startsWith("\\begin{")) {
      grammar.next();
      return parseEnvironment(grammar, token);
    }
    if (text.startsWith("\\vulgar")) {
      grammar.next();
      return parseVulgar(token);
    }
    if (
      text === "\\dollar" ||
      text === "\\pounds" ||
      text === "\\euro" ||
      text === "\\yen" ||
      text === "\\rupee"
    ) {
      grammar.next();
      const value = expression(POWER.multiply - 1);
      return { kind: "quantity", value, unit: text.slice(1), span: grammar.spanFrom(token.start) };
    }
    if (
      text === "\\ldots" ||
      text === "\\dots" ||
      text === "\\cdots" ||
      text === "\\vdots" ||
      text === "\\ddots" ||
      text === "\\dotsc"
    ) {
      grammar.next();
      return { kind: "ellipsis", span: { start: token.start, end: token.end } };
    }
    if (text === "\\quad") {
      grammar.next();
      return prefix();
    }
    const construct = constructFor(text);
    if (construct !== undefined) {
      grammar.next();
      return construct.parse(grammar, token);
    }
    if (GREEK.has(text.slice(1)) || text.length === 2) return parseWord(grammar);
    const figure = splitFigures(text);
    if (figure !== null) {
      grammar.splice(
        at,
        1,
        figure.map((part) => ({ ...part, start: token.start, end: token.end, space: token.space })),
      );
      return prefix();
    }
    if (/^\\[a-zA-Z]+$/u.test(text) && grammar.peek(1).text !== "{" && grammar.peek(1).text !== "[") {
      // A macro of the author's without arguments is a name.
      grammar.next();
      return { kind: "symbol", name: text.slice(1), span: { start: token.start, end: token.end } };
    }
    throw new ParseError("unknown_command", `unknown command ${text}`, {
      start: token.start,
      end: token.end,
    });
  }

  /** ||x||y||: a bar right after a closing bar opens again where enough bars follow to close both. */
  function opensAgain(): boolean {
    const before = tokens[at - 1]?.text;
    const after = grammar.peek(1);
    if ((before !== "|" && before !== "\\vert") || (after.type !== "number" && after.type !== "word"))
      return false;
    let ahead = 0;
    for (let n = 1; n < 200 && grammar.peek(n).type !== "end"; n++)
      if (grammar.peek(n).text === "|" || grammar.peek(n).text === "\\vert") ahead++;
    return ahead >= bars + 1;
  }

  /** [2, \\infty[ and ]0, 1[: a bracket that turns its back. */
  function closesInterval(): boolean {
    const after = grammar.peek(1);
    return (
      rounds > 0 &&
      (after.type === "end" ||
        SET_OPERATORS[after.text] !== undefined ||
        after.text === "," ||
        after.text === ")" ||
        after.text === "}")
    );
  }

  function round(token: Token): Node {
    const open = token.text === "]" ? "(" : (token.text as "(" | "[");
    grammar.next();
    if (grammar.peek().text === ")" || grammar.peek().text === "]")
      grammar.fail("unexpected_token", "empty brackets", grammar.peek());
    const savedBars = bars;
    const savedSuch = such;
    bars = 0;
    such = false;
    rounds++;
    const inner = grammar.sequence();
    rounds--;
    bars = savedBars;
    such = savedSuch;
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

  function curly(token: Token): Node {
    grammar.next();
    const closing = token.text === "{" ? "}" : "\\}";
    if (grammar.peek().text === "}" || grammar.peek().text === "\\}") {
      grammar.next();
      if (grammar.peek().text === "^" || grammar.peek().text === "_") return prefix();
      if (token.text === "{" && startsValue()) return prefix();
      return { kind: "namedSet", name: "empty", span: grammar.spanFrom(token.start) };
    }
    const savedBars = bars;
    const savedSuch = such;
    bars = 0;
    such = true;
    const inner = grammar.sequence();
    bars = savedBars;
    such = savedSuch;
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
      closeCurly(closing);
      return { kind: "setBuilder", element: inner, condition, span: grammar.spanFrom(token.start) };
    }
    closeCurly(closing);
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

  function closeCurly(closing: string): void {
    if (grammar.accept("}") || grammar.accept("\\}")) return;
    grammar.expect(closing);
  }

  /** |x|: in value position a bar opens, in operator position it closes. */
  function bar(token: Token): Node {
    grammar.next();
    bars++;
    const inner = grammar.sequence();
    bars--;
    const closing = grammar.peek();
    if (closing.text !== "|" && closing.text !== "\\vert" && closing.text !== "\\Vert") grammar.expect("|");
    grammar.next();
    const span = grammar.spanFrom(token.start);
    return { kind: "call", name: inner.kind === "matrix" ? "det" : "abs", args: [inner], span };
  }

  function argument(splitDigits: boolean): Node {
    const token = grammar.peek();
    if (token.text === "{") {
      grammar.next();
      const inner = grammar.sequence();
      if (grammar.accept("\\choose")) {
        const lower = grammar.sequence();
        grammar.expect("}");
        return { kind: "call", name: "binomial", args: [inner, lower], span: grammar.spanFrom(token.start) };
      }
      grammar.expect("}");
      return inner;
    }
    if (token.type === "number") {
      // \frac12 takes one digit; \sqrt12 and 10^12 are meant as written.
      if (splitDigits && /^\d{2,}$/u.test(token.text)) cutFirst(token);
      return readNumberToken(grammar.next(), null);
    }
    if (
      token.type === "word" &&
      token.text.length > 1 &&
      !isFunctionToken(token) &&
      token.text !== "pi" &&
      !isNumberWord(token.text)
    ) {
      cutFirst(token);
    }
    if (token.text === "-") {
      grammar.next();
      return { kind: "negate", operand: argument(splitDigits), span: grammar.spanFrom(token.start) };
    }
    return prefix();
  }

  /** Cuts the current token after its first character. */
  function cutFirst(token: Token): void {
    const first = { ...token, text: token.text.slice(0, 1), end: token.start + 1 };
    tokens.splice(at, 1, first, {
      ...token,
      text: token.text.slice(1),
      start: token.start + 1,
      space: false,
    });
  }

  function rawArgument(): string {
    const token = grammar.peek();
    if (token.text !== "{") {
      if (token.type === "number" && token.text.length > 1 && tokens[at - 1]?.text === "_") {
        return grammar.next().text;
      }
      if (token.type === "word" && token.text.length > 1 && tokens[at - 1]?.text === "_" && !token.space) {
        cutFirst(token);
      }
      return plain(grammar.next());
    }
    grammar.next();
    let open = 1;
    let text = "";
    for (;;) {
      const part = grammar.peek();
      if (part.type === "end")
        throw new ParseError("unexpected_end", "expected }", { start: part.start, end: part.end });
      grammar.next();
      if (part.text === "{") open++;
      else if (part.text === "}" && --open === 0) return text;
      else text += plain(part);
    }
  }

  function plain(token: Token): string {
    return token.type === "text" ? token.text.trim() : token.text.replace(/^\\/u, "");
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
    if (token.text === "|") return bars === 0 && !such;
    return token.text === "(" || token.text === "[" || token.text === "{" || token.text === "\\{";
  }

  function infix(left: Node, power: number, start: number): Node | null {
    const token = grammar.peek();
    const { text } = token;
    if (token.type === "end" || CLOSERS.has(text)) return null;
    if (text === "[" && closesInterval()) return null;
    if (text === "|" || text === "\\vert") {
      if (bars > 0 && power < POWER.implied && opensAgain()) {
        return { kind: "multiply", factors: [left, bar(token)], span: grammar.spanFrom(start) };
      }
      if (bars > 0 || such) return null;
    }
    if (text === "\\mid" && such) return null;
    if (text === "^") {
      if (power >= POWER.power) return null;
      grammar.next();
      return superscript(left, start);
    }
    if (text === "!") {
      if (power >= POWER.power + 1) return null;
      grammar.next();
      return { kind: "call", name: "factorial", args: [left], span: grammar.spanFrom(start) };
    }
    if (text === "_" && left.kind === "bracket") return null;
    if (text === "'") {
      grammar.next();
      return left.kind === "symbol"
        ? { ...left, name: `${left.name}'`, span: grammar.spanFrom(start) }
        : left;
    }
    if (text === "%") {
      grammar.next();
      return { kind: "percent", operand: left, span: grammar.spanFrom(start) };
    }
    if (text === "\\degree" || text === "\\celsius" || text === "\\cent") {
      grammar.next();
      return {
        kind: "quantity",
        value: left,
        unit: text === "\\degree" ? "degree" : text.slice(1),
        span: grammar.spanFrom(start),
      };
    }
    if (text === "\\dollar" || text === "\\euro" || text === "\\pounds" || text === "\\yen") {
      grammar.next();
      return { kind: "quantity", value: left, unit: text.slice(1), span: grammar.spanFrom(start) };
    }
    if (text === "+" || text === "-") {
      if (power >= POWER.add) return null;
      return sum(left, start);
    }
    if (text === "\\pm" || text === "\\mp") {
      if (power >= POWER.add) return null;
      grammar.next();
      const right = expression(POWER.add);
      return { kind: "plusMinus", left, right, flipped: text === "\\mp", span: grammar.spanFrom(start) };
    }
    if (TIMES.has(text)) return power >= POWER.multiply ? null : product(left, start);
    if (text === "/" || text === "\\div" || text === "\\slash") {
      if (power >= POWER.multiply) return null;
      grammar.next();
      const denominator = expression(options.tightProducts ? POWER.implied - 1 : POWER.implied);
      if (denominator.kind !== "multiply" && startsValue() && !grammar.peek().space) ambiguousDivision = true;
      if (denominator.kind === "multiply") ambiguousDivision = true;
      return { kind: "divide", numerator: left, denominator, span: grammar.spanFrom(start) };
    }
    if (text === "\\bmod" || text === "\\mod" || (token.type === "word" && text === "mod")) {
      if (power >= POWER.multiply) return null;
      grammar.next();
      const modulus = expression(POWER.multiply);
      return { kind: "call", name: "mod", args: [left, modulus], span: grammar.spanFrom(start) };
    }
    if (
      text === "\\pmod" ||
      text === "\\pod" ||
      (text === "(" &&
        (grammar.peek(1).text === "\\mod" ||
          grammar.peek(1).text === "\\bmod" ||
          grammar.peek(1).text === "mod"))
    ) {
      if (power >= POWER.modulus) return null;
      grammar.next();
      if (text === "(") grammar.next();
      const modulus = text === "(" ? grammar.sequence() : grammar.argument();
      if (text === "(") grammar.expect(")");
      return { kind: "call", name: "mod", args: [left, modulus], span: grammar.spanFrom(start) };
    }
    const setOperator = SET_OPERATORS[text];
    if (setOperator !== undefined) {
      if (power >= POWER.setOperation) return null;
      grammar.next();
      const right = asSet(expression(POWER.setOperation));
      const set = asSet(left);
      return {
        kind: "setOperation",
        operator: setOperator,
        operands: [set, right],
        span: grammar.spanFrom(start),
      };
    }
    if (
      token.type === "word" &&
      (text === "cup" || text === "union" || text === "U") &&
      (left.kind === "bracket" || left.kind === "set" || left.kind === "setOperation") &&
      (grammar.peek(1).text === "(" ||
        grammar.peek(1).text === "[" ||
        grammar.peek(1).text === "{" ||
        grammar.peek(1).text === "\\{")
    ) {
      if (power >= POWER.setOperation) return null;
      grammar.next();
      return {
        kind: "setOperation",
        operator: "union",
        operands: [left, asSet(expression(POWER.setOperation))],
        span: grammar.spanFrom(start),
      };
    }
    if ((text === ":" || text === "\\colon") && power < POWER.ratio) return such ? null : ratio(left, start);
    const relation =
      RELATIONS[text] ??
      (token.type === "word" && text === "in" && isSetOpening(grammar.peek(1)) ? "in" : undefined);
    if (relation !== undefined) return power >= POWER.relation ? null : relate(left, start);
    if (IMPLIES.has(text)) {
      if (power >= POWER.implies) return null;
      grammar.next();
      // a => b: the conclusion is the answer.
      return expression(POWER.implies);
    }
    if (token.type === "text" || token.type === "word" || text === "\\quad") {
      const attached = attachWords(grammar, left, power, start);
      if (attached !== undefined) return attached;
    }
    if (text === "(" && opensCondition(grammar.peek(1))) return remark(left, power, start);
    if (startsValue()) {
      if (power >= POWER.implied || (bare && isFunctionToken(token))) return null;
      return impliedProduct(left, start);
    }
    return null;
  }

  /** 8p (for all odd primes p): words in brackets are a condition. */
  function remark(left: Node, power: number, start: number): Node | null {
    if (power > 0) return null;
    const opening = grammar.next();
    let text = "";
    for (let open = 1; open > 0; ) {
      const token = grammar.peek();
      if (token.type === "end")
        throw new ParseError("unexpected_end", "expected )", { start: token.start, end: token.end });
      grammar.next();
      if (token.text === "(") open++;
      else if (token.text === ")") open--;
      if (open > 0) text += ` ${token.text}`;
    }
    return {
      kind: "conditioned",
      value: left,
      condition: { kind: "text", text: text.trim(), span: grammar.spanFrom(opening.start) },
      span: grammar.spanFrom(start),
    };
  }

  function isSetOpening(token: Token): boolean {
    return (
      token.text === "[" ||
      token.text === "(" ||
      token.text === "{" ||
      token.text === "\\{" ||
      token.text === "\\mathbb" ||
      token.text === "R"
    );
  }

  /** A one-element group beside a set operator is a set. */
  function asSet(node: Node): Node {
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

  function superscript(base: Node, start: number): Node {
    const token = grammar.peek();
    if (token.text === "\\circ" || token.text === "\\degree" || token.text === "o") {
      grammar.next();
      return { kind: "quantity", value: base, unit: "degree", span: grammar.spanFrom(start) };
    }
    if (token.text === "\\prime" || token.text === "'") {
      grammar.next();
      return base.kind === "symbol"
        ? { ...base, name: `${base.name}'`, span: grammar.spanFrom(start) }
        : base;
    }
    if (token.text === "{") {
      const inner = grammar.peek(1);
      const closes = grammar.peek(2).text === "}";
      if (closes && (inner.text === "\\circ" || inner.text === "\\degree" || inner.text === "o")) {
        for (let count = 0; count < 3; count++) grammar.next();
        return { kind: "quantity", value: base, unit: "degree", span: grammar.spanFrom(start) };
      }
      if (
        closes &&
        (inner.type === "text" ||
          inner.text === "th" ||
          inner.text === "st" ||
          inner.text === "nd" ||
          inner.text === "rd") &&
        /^(?:st|nd|rd|th)$/u.test(inner.text.trim())
      ) {
        for (let count = 0; count < 3; count++) grammar.next();
        return base;
      }
      if (
        closes &&
        (inner.text === "+" || inner.text === "-" || inner.text === "*" || inner.text === "\\prime")
      ) {
        for (let count = 0; count < 3; count++) grammar.next();
        return { kind: "apply", name: `^${inner.text}`, args: [base], span: grammar.spanFrom(start) };
      }
    } else if (
      token.text === "+" ||
      token.text === "*" ||
      token.text === "\\top" ||
      token.text === "\\dagger"
    ) {
      grammar.next();
      return { kind: "apply", name: `^${token.text}`, args: [base], span: grammar.spanFrom(start) };
    }
    let exponent = rawExponent();
    if (exponent.kind === "bracket" && exponent.items.length === 1 && exponent.items[0] !== undefined)
      exponent = exponent.items[0];
    if (exponent.kind === "set" && exponent.items.length === 1 && exponent.items[0] !== undefined)
      exponent = exponent.items[0];
    // x^2_i: the subscript after the power belongs to the name.
    if (grammar.peek().text === "_" && base.kind === "symbol") {
      grammar.next();
      const name = `${base.name}_${rawArgument()}`;
      return { kind: "power", base: { ...base, name }, exponent, span: grammar.spanFrom(start) };
    }
    return { kind: "power", base, exponent, span: grammar.spanFrom(start) };
  }

  /** What stands above the line: a group, a number, a letter, a sign before one of them, or another power. */
  function rawExponent(): Node {
    const sign = grammar.peek();
    if (sign.text === "-" || sign.text === "+") {
      grammar.next();
      const operand = guard(rawExponent);
      return sign.text === "-" ? { kind: "negate", operand, span: grammar.spanFrom(sign.start) } : operand;
    }
    const exponent = argument(false);
    if (grammar.peek().text !== "^") return exponent;
    grammar.next();
    return guard(() => superscript(exponent, sign.start));
  }

  function sum(first: Node, start: number): Node {
    const terms: Node[] = [first];
    while (grammar.peek().text === "+" || grammar.peek().text === "-") {
      const sign = grammar.next();
      const term = expression(POWER.add);
      terms.push(
        sign.text === "-" ? { kind: "negate", operand: term, span: grammar.spanFrom(sign.start) } : term,
      );
    }
    return { kind: "add", terms, span: grammar.spanFrom(start) };
  }

  function product(first: Node, start: number): Node {
    const factors: Node[] = [first];
    while (TIMES.has(grammar.peek().text)) {
      grammar.next();
      factors.push(expression(POWER.multiply));
    }
    return { kind: "multiply", factors, span: grammar.spanFrom(start) };
  }

  function impliedProduct(first: Node, start: number): Node {
    const factors: Node[] = [unwrapSingle(first)];
    while (startsValue()) {
      // \\sin a \\cos b: a bare argument ends before the next function.
      if (bare && isFunctionToken(grammar.peek())) break;
      factors.push(unwrapSingle(expression(POWER.implied)));
    }
    const [only] = factors;
    return factors.length === 1 && only !== undefined
      ? only
      : { kind: "multiply", factors, span: grammar.spanFrom(start) };
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

  function ratio(first: Node, start: number): Node {
    const parts: Node[] = [first];
    let clock =
      first.kind === "number" && tokens[at - 1]?.type === "number" && (tokens[at - 1]?.text.length ?? 0) <= 2;
    while (grammar.accept(":") || grammar.accept("\\colon")) {
      const token = grammar.peek();
      clock &&= token.type === "number" && /^[0-5]\d$/u.test(token.text);
      parts.push(expression(POWER.ratio));
    }
    return { kind: "ratio", parts, clock, span: grammar.spanFrom(start) };
  }

  function relate(first: Node, start: number): Node {
    const operands: Node[] = [first];
    const operators: RelationOperator[] = [];
    for (;;) {
      const token = grammar.peek();
      const operator =
        RELATIONS[token.text] ?? (token.type === "word" && token.text === "in" ? "in" : undefined);
      if (operator === undefined || token.type === "text") break;
      grammar.next();
      if (grammar.peek().text === "\\not") grammar.next();
      const operand = expression(POWER.relation);
      operators.push(operator);
      // x \in 1, 2, 3 and k = 1, 2, 3 are settled in the sequence.
      operands.push(operator === "in" || operator === "notin" ? asSet(operand) : operand);
    }
    return { kind: "relation", operators, operands, span: grammar.spanFrom(start) };
  }
}
