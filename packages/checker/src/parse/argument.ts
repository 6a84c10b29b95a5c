/** TeX arguments: a braces group or one token. */
import type { Node } from "../ast/node.ts";
import { isFunctionToken } from "./constructs/functions.ts";
import { ParseError } from "./failure.ts";
import type { Grammar } from "./grammar.ts";
import { parsePrefix } from "./prefix.ts";
import { readNumberToken } from "./readNumber.ts";
import type { Token } from "./token.ts";
import { isNumberWord } from "./words.ts";

export function parseArgument(grammar: Grammar, splitDigits: boolean): Node {
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
    if (splitDigits && /^\d{2,}$/u.test(token.text)) cutFirst(grammar, token);
    return readNumberToken(grammar.next(), null);
  }
  if (
    token.type === "word" &&
    token.text.length > 1 &&
    !isFunctionToken(token) &&
    token.text !== "pi" &&
    !isNumberWord(token.text)
  ) {
    cutFirst(grammar, token);
  }
  if (token.text === "-") {
    grammar.next();
    return {
      kind: "negate",
      operand: parseArgument(grammar, splitDigits),
      span: grammar.spanFrom(token.start),
    };
  }
  return parsePrefix(grammar);
}

export function parseRawArgument(grammar: Grammar): string {
  const token = grammar.peek();
  if (token.text !== "{") {
    if (token.type === "number" && token.text.length > 1 && grammar.peek(-1).text === "_") {
      return grammar.next().text;
    }
    if (token.type === "word" && token.text.length > 1 && grammar.peek(-1).text === "_" && !token.space) {
      cutFirst(grammar, token);
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

/** Cuts the current token after its first character. */
function cutFirst(grammar: Grammar, token: Token): void {
  const first = { ...token, text: token.text.slice(0, 1), end: token.start + 1 };
  const rest = { ...token, text: token.text.slice(1), start: token.start + 1, space: false };
  grammar.splice(grammar.position, 1, [first, rest]);
}

function plain(token: Token): string {
  return token.type === "text" ? token.text.trim() : token.text.replace(/^\\/u, "");
}
