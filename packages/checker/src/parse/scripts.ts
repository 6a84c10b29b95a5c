/** What stands above the line: exponents, degrees, primes, ordinal endings. */
import type { Node } from "../ast/node.ts";
import type { Grammar } from "./grammar.ts";

export function parseSuperscript(grammar: Grammar, base: Node, start: number): Node {
  const token = grammar.peek();
  if (token.text === "\\circ" || token.text === "\\degree" || token.text === "o") {
    grammar.next();
    return { kind: "quantity", value: base, unit: degreeUnit(grammar), span: grammar.spanFrom(start) };
  }
  if (token.text === "\\prime" || token.text === "'") {
    grammar.next();
    return base.kind === "symbol" ? { ...base, name: `${base.name}'`, span: grammar.spanFrom(start) } : base;
  }
  if (token.text === "{") {
    const inner = grammar.peek(1);
    const closes = grammar.peek(2).text === "}";
    if (closes && (inner.text === "\\circ" || inner.text === "\\degree" || inner.text === "o")) {
      for (let count = 0; count < 3; count++) grammar.next();
      return { kind: "quantity", value: base, unit: degreeUnit(grammar), span: grammar.spanFrom(start) };
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
  let exponent = parseRawExponent(grammar);
  if (exponent.kind === "bracket" && exponent.items.length === 1 && exponent.items[0] !== undefined)
    exponent = exponent.items[0];
  if (exponent.kind === "set" && exponent.items.length === 1 && exponent.items[0] !== undefined)
    exponent = exponent.items[0];
  // x^2_i: the subscript after the power belongs to the name.
  if (grammar.peek().text === "_" && base.kind === "symbol") {
    grammar.next();
    const name = `${base.name}_${grammar.rawArgument()}`;
    return { kind: "power", base: { ...base, name }, exponent, span: grammar.spanFrom(start) };
  }
  return { kind: "power", base, exponent, span: grammar.spanFrom(start) };
}

/** What stands above the line: a group, a number, a letter, a sign before one of them, or another power. */
function parseRawExponent(grammar: Grammar): Node {
  const sign = grammar.peek();
  if (sign.text === "-" || sign.text === "+") {
    grammar.next();
    const operand = grammar.guard(() => parseRawExponent(grammar));
    return sign.text === "-" ? { kind: "negate", operand, span: grammar.spanFrom(sign.start) } : operand;
  }
  const exponent = grammar.argument();
  if (grammar.peek().text !== "^") return exponent;
  grammar.next();
  return grammar.guard(() => parseSuperscript(grammar, exponent, sign.start));
}

/** Degrees of angle, or of a scale that is named right behind: 32^\\circ F. */
function degreeUnit(grammar: Grammar): string {
  const next = grammar.peek();
  if (next.type !== "word" && next.type !== "text") return "degree";
  const scale = next.text.trim() === "F" ? "fahrenheit" : next.text.trim() === "C" ? "celsius" : "degree";
  if (scale !== "degree") grammar.next();
  return scale;
}
