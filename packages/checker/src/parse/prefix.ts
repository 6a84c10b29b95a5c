/** What may begin a value: numbers, words, signs, brackets, commands. */
import type { Node } from "../ast/node.ts";
import { parseBar, parseCurly, parseRound } from "./brackets.ts";
import { parseEnvironment } from "./constructs/environments.ts";
import { parseVulgar } from "./constructs/fractions.ts";
import { constructFor } from "./constructs/index.ts";
import { ParseError } from "./failure.ts";
import { type Grammar, POWER } from "./grammar.ts";
import { ELLIPSES, IMPLIES } from "./operators.ts";
import { readNumberToken } from "./readNumber.ts";
import type { Token } from "./token.ts";
import { GREEK } from "./words.ts";
import { parseTextValue, parseWord, splitFigures } from "./wordValue.ts";

export function parsePrefix(grammar: Grammar, power: number = POWER.power): Node {
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
    const operand = grammar.expression(Math.max(power, POWER.unary - 1));
    if (text === "+") return operand;
    return { kind: "negate", operand, span: grammar.spanFrom(token.start) };
  }
  if (text === "\\pm" || text === "\\mp") {
    grammar.next();
    const right = grammar.expression(POWER.add);
    return {
      kind: "plusMinus",
      left: null,
      right,
      flipped: text === "\\mp",
      span: grammar.spanFrom(token.start),
    };
  }
  if (text === "(" || text === "[" || (text === "]" && grammar.position === 0))
    return parseRound(grammar, token);
  if (text === "{" || text === "\\{") return parseCurly(grammar, token);
  if (text === "|" || text === "\\vert" || text === "\\Vert" || text === "\\|")
    return parseBar(grammar, token);
  if (IMPLIES.has(text) || text === "=" || text === "\\approx" || text === ":") {
    // "= 5": the beginning of a chain was left out.
    if (grammar.position === 0) {
      grammar.next();
      return grammar.expression(POWER.relation);
    }
  }
  if (text === "\\neg" || text === "\\lnot") {
    grammar.next();
    const operand = grammar.expression(POWER.relation - 1);
    if (operand.kind === "relation" && operand.operators.length === 1) {
      const [operator] = operand.operators;
      if (operator === "=") return { ...operand, operators: ["!="] };
      if (operator === "in") return { ...operand, operators: ["notin"] };
    }
    return { kind: "apply", name: "not", args: [operand], span: grammar.spanFrom(token.start) };
  }
  if (token.type === "command") return parseCommand(grammar, token);
  const code = token.type === "end" ? "unexpected_end" : "unexpected_token";
  throw new ParseError(code, token.type === "end" ? "the text ends too early" : `unexpected ${text}`, {
    start: token.start,
    end: token.end,
  });
}

function parseCommand(grammar: Grammar, token: Token): Node {
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
    const value = grammar.expression(POWER.multiply - 1);
    return { kind: "quantity", value, unit: text.slice(1), span: grammar.spanFrom(token.start) };
  }
  if (ELLIPSES.has(text)) {
    grammar.next();
    return { kind: "ellipsis", span: { start: token.start, end: token.end } };
  }
  if (text === "\\quad") {
    grammar.next();
    return parsePrefix(grammar);
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
      grammar.position,
      1,
      figure.map((part) => ({ ...part, start: token.start, end: token.end, space: token.space })),
    );
    return parsePrefix(grammar);
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
