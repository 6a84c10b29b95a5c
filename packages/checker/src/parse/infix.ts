/** What may follow a value, with its binding power: one step of the Pratt loop. */
import type { Node } from "../ast/node.ts";
import { closesInterval, opensAgain, parseBar } from "./brackets.ts";
import { asSet, parseImpliedProduct, parseProduct, parseRatio, parseRelation, parseSum } from "./chains.ts";
import { isFunctionToken } from "./constructs/functions.ts";
import { ParseError } from "./failure.ts";
import { type Grammar, POWER } from "./grammar.ts";
import { CLOSERS, IMPLIES, RELATIONS, SET_OPERATORS, TIMES } from "./operators.ts";
import { parseSuperscript } from "./scripts.ts";
import { opensCondition } from "./sequence.ts";
import type { Token } from "./token.ts";
import { attachWords } from "./wordSuffix.ts";

export function parseInfix(grammar: Grammar, left: Node, power: number, start: number): Node | null {
  const token = grammar.peek();
  const { text } = token;
  if (token.type === "end" || CLOSERS.has(text)) return null;
  if (text === "[" && closesInterval(grammar)) return null;
  if (text === "|" || text === "\\vert") {
    if (grammar.state.bars > 0 && power < POWER.implied && opensAgain(grammar)) {
      return { kind: "multiply", factors: [left, parseBar(grammar, token)], span: grammar.spanFrom(start) };
    }
    if (grammar.state.bars > 0 || grammar.state.such) return null;
  }
  if (text === "\\mid" && grammar.state.such) return null;
  // 3 to 1
  if (
    token.type === "word" &&
    text === "to" &&
    left.kind === "number" &&
    grammar.peek(1).type === "number" &&
    power < POWER.ratio
  ) {
    grammar.next();
    const right = grammar.expression(POWER.ratio);
    return { kind: "ratio", parts: [left, right], clock: false, span: grammar.spanFrom(start) };
  }
  if (text === "^") {
    if (power >= POWER.power) return null;
    grammar.next();
    return parseSuperscript(grammar, left, start);
  }
  if (text === "!") {
    if (power >= POWER.power + 1) return null;
    grammar.next();
    let marks = 1;
    while (grammar.accept("!")) marks++;
    if (marks > 60) grammar.fail("too_deep", "too many marks", token);
    // n!! is the double factorial, not (n!)!.
    let node: Node = left;
    for (let times = marks === 2 ? 1 : marks; times > 0; times--) {
      const name = marks === 2 ? "doubleFactorial" : "factorial";
      node = { kind: "call", name, args: [node], span: grammar.spanFrom(start) };
    }
    return node;
  }
  if (text === "_" && left.kind === "bracket") return null;
  if (text === "'") {
    grammar.next();
    return left.kind === "symbol" ? { ...left, name: `${left.name}'`, span: grammar.spanFrom(start) } : left;
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
    return parseSum(grammar, left, start);
  }
  if (text === "\\pm" || text === "\\mp") {
    if (power >= POWER.add) return null;
    grammar.next();
    const right = grammar.expression(POWER.add);
    return { kind: "plusMinus", left, right, flipped: text === "\\mp", span: grammar.spanFrom(start) };
  }
  if (TIMES.has(text)) return power >= POWER.multiply ? null : parseProduct(grammar, left, start);
  if (text === "/" || text === "\\div" || text === "\\slash") {
    if (power >= POWER.multiply) return null;
    grammar.next();
    const denominator = grammar.expression(grammar.tightProducts ? POWER.implied - 1 : POWER.implied);
    if (denominator.kind !== "multiply" && grammar.startsValue() && !grammar.peek().space)
      grammar.state.ambiguousDivision = true;
    if (denominator.kind === "multiply") grammar.state.ambiguousDivision = true;
    return { kind: "divide", numerator: left, denominator, span: grammar.spanFrom(start) };
  }
  if (text === "\\bmod" || text === "\\mod" || (token.type === "word" && text === "mod")) {
    if (power >= POWER.multiply) return null;
    grammar.next();
    const modulus = grammar.expression(POWER.multiply);
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
    const right = asSet(grammar.expression(POWER.setOperation));
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
      operands: [left, asSet(grammar.expression(POWER.setOperation))],
      span: grammar.spanFrom(start),
    };
  }
  if ((text === ":" || text === "\\colon") && power < POWER.ratio)
    return grammar.state.such ? null : parseRatio(grammar, left, start);
  const relation =
    RELATIONS[text] ??
    (token.type === "word" && text === "in" && isSetOpening(grammar.peek(1)) ? "in" : undefined);
  if (relation !== undefined) return power >= POWER.relation ? null : parseRelation(grammar, left, start);
  if (IMPLIES.has(text)) {
    if (power >= POWER.implies) return null;
    grammar.next();
    // a => b: the conclusion is the answer.
    return grammar.expression(POWER.implies);
  }
  if (token.type === "text" || token.type === "word" || text === "\\quad") {
    const attached = attachWords(grammar, left, power, start);
    if (attached !== undefined) return attached;
  }
  if (text === "(" && opensCondition(grammar.peek(1))) return parseRemark(grammar, left, power, start);
  if (grammar.startsValue()) {
    if (power >= POWER.implied || (grammar.state.bare && isFunctionToken(token))) return null;
    return parseImpliedProduct(grammar, left, start);
  }
  return null;
}

/** 8p (for all odd primes p): words in brackets are a condition. */
function parseRemark(grammar: Grammar, left: Node, power: number, start: number): Node | null {
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
