import { type Node, numberNode } from "../../ast/node.ts";
import { rational } from "../../exact/rational.ts";
import type { CommandConstruct, Grammar } from "../grammar.ts";
import type { Token } from "../token.ts";

/** \sqrt{x}, \sqrt[n]{x}, \sqrt3, and the signs for square, cube and fourth roots. */
export const roots: CommandConstruct = {
  commands: ["\\sqrt", "\\cbrt", "\\fourthroot", "\\surd", "\\root"],
  parse(grammar: Grammar, token: Token): Node {
    let index: Node = numberNode(
      rational(token.text === "\\cbrt" ? 3n : token.text === "\\fourthroot" ? 4n : 2n),
    );
    if (token.text === "\\sqrt" && grammar.accept("[")) {
      index = grammar.sequence();
      grammar.expect("]");
    } else if (token.text === "\\root") {
      index = grammar.argument();
      grammar.accept("\\of");
    }
    const radicand = grammar.argument();
    return { kind: "root", radicand, index, span: grammar.spanFrom(token.start) };
  },
};
