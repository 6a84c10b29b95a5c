/** Commands that are names: Greek letters, accents, sets, constants, angles. */
import type { NamedSetNode, Node } from "../../ast/node.ts";
import type { CommandConstruct, Grammar } from "../grammar.ts";
import type { Token } from "../token.ts";

const SETS: Readonly<Record<string, NamedSetNode["name"]>> = {
  "\\R": "R",
  "\\Z": "Z",
  "\\Q": "Q",
  "\\N": "N",
  "\\C": "C",
  "\\reals": "R",
  "\\Reals": "R",
  "\\integers": "Z",
  "\\emptyset": "empty",
  "\\varnothing": "empty",
  "\\O": "empty",
};

export const constants: CommandConstruct = {
  commands: [
    "\\pi",
    "\\infty",
    "\\infin",
    "\\exponentialE",
    "\\imaginaryI",
    "\\mathrme",
    "\\mathrmi",
    ...Object.keys(SETS),
  ],
  parse(_grammar: Grammar, token: Token): Node {
    const span = { start: token.start, end: token.end };
    const set = SETS[token.text];
    if (set !== undefined) return { kind: "namedSet", name: set, span };
    const name =
      token.text === "\\pi"
        ? "pi"
        : token.text.startsWith("\\inf")
          ? "infinity"
          : token.text === "\\exponentialE" || token.text === "\\mathrme"
            ? "e"
            : "i";
    return { kind: "constant", name, span };
  },
};

/** \mathbb{R}, \mathbf{R}; other letters become symbols. */
export const blackboard: CommandConstruct = {
  commands: ["\\mathbb", "\\Bbb", "\\mathcal", "\\mathfrak", "\\mathscr"],
  parse(grammar: Grammar, token: Token): Node {
    const letter = grammar.rawArgument();
    const span = grammar.spanFrom(token.start);
    if (token.text === "\\mathbb" || token.text === "\\Bbb") {
      const set = SETS[`\\${letter}`];
      if (set !== undefined && letter.length === 1 && letter !== "O")
        return { kind: "namedSet", name: set, span };
    }
    return { kind: "symbol", name: letter, span };
  },
};

/** Accents make another name of their letters: \overline{AB}, \vec{v}, \hat{x}. */
export const accents: CommandConstruct = {
  commands: [
    "\\overline",
    "\\bar",
    "\\vec",
    "\\hat",
    "\\tilde",
    "\\widehat",
    "\\widetilde",
    "\\overrightarrow",
    "\\overleftrightarrow",
    "\\dot",
    "\\ddot",
    "\\overarc",
    "\\arc",
    "\\wideparen",
    "\\overset",
    "\\underset",
    "\\stackrel",
  ],
  parse(grammar: Grammar, token: Token): Node {
    if (token.text === "\\overset" || token.text === "\\underset" || token.text === "\\stackrel") {
      grammar.rawArgument();
      return grammar.argument();
    }
    const inner = grammar.rawArgument();
    const accent = token.text === "\\bar" ? "overline" : token.text.slice(1);
    let name = `${accent}(${inner})`;
    while (grammar.accept("_")) name += `_${grammar.rawArgument()}`;
    return { kind: "symbol", name, span: grammar.spanFrom(token.start) };
  },
};

/** \angle ABC, \triangle ABC: a figure's name. */
export const figures: CommandConstruct = {
  commands: ["\\angle", "\\triangle", "\\measuredangle", "\\odot", "\\square", "\\parallelogram"],
  parse(grammar: Grammar, token: Token): Node {
    const next = grammar.peek();
    if (next.type !== "word" && next.text !== "{")
      return { kind: "symbol", name: token.text.slice(1), span: { start: token.start, end: token.end } };
    const inner = grammar.rawArgument();
    return { kind: "symbol", name: `${token.text.slice(1)}(${inner})`, span: grammar.spanFrom(token.start) };
  },
};

/** Commands that only wrap what follows. */
export const wrappers: CommandConstruct = {
  commands: [
    "\\boxed",
    "\\fbox",
    "\\framebox",
    "\\ensuremath",
    "\\mathop",
    "\\mathord",
    "\\mathbin",
    "\\mathrel",
    "\\mathclose",
    "\\mathopen",
    "\\cancel",
    "\\lgroup",
    "\\lbrace",
    "\\lbrack",
    "\\langle",
    "\\left",
  ],
  parse(grammar: Grammar, token: Token): Node {
    const closing: Readonly<Record<string, string>> = {
      "\\lgroup": "\\rgroup",
      "\\lbrace": "\\rbrace",
      "\\lbrack": "\\rbrack",
      "\\langle": "\\rangle",
    };
    const close = closing[token.text];
    if (close === undefined) return grammar.argument();
    const inner = grammar.sequence();
    grammar.expect(close);
    if (token.text === "\\langle") {
      return {
        kind: "bracket",
        open: "(",
        close: ")",
        items: inner.kind === "list" ? inner.items : [inner],
        span: grammar.spanFrom(token.start),
      };
    }
    return inner;
  },
};
