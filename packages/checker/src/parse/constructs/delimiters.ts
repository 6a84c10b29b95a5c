/** Named brackets with a meaning of their own: floors, ceilings, absolute values, norms. */
import type { Node } from "../../ast/node.ts";
import type { CommandConstruct, Grammar } from "../grammar.ts";
import type { Token } from "../token.ts";

const PAIRS: Readonly<Record<string, readonly [closing: string, call: string]>> = {
  "\\lfloor": ["\\rfloor", "floor"],
  "\\lceil": ["\\rceil", "ceil"],
  "\\ulcorner": ["\\urcorner", "ceil"],
  "\\llcorner": ["\\lrcorner", "floor"],
  "\\lvert": ["\\rvert", "abs"],
  "\\lVert": ["\\rVert", "abs"],
};

export const delimiters: CommandConstruct = {
  commands: Object.keys(PAIRS),
  parse(grammar: Grammar, token: Token): Node {
    const [closing = "", name = ""] = PAIRS[token.text] ?? [];
    const inner = grammar.sequence();
    grammar.expect(closing);
    const span = grammar.spanFrom(token.start);
    return name === "abs" && inner.kind === "matrix"
      ? { kind: "call", name: "det", args: [inner], span }
      : { kind: "call", name, args: [inner], span };
  },
};

/** Whether a command closes one of these pairs. */
export function isClosingCommand(text: string): boolean {
  return Object.values(PAIRS).some(([closing]) => closing === text);
}
