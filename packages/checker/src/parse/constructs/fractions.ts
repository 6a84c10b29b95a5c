import { NOWHERE, type Node, numberNode } from "../../ast/node.ts";
import { rational } from "../../exact/rational.ts";
import { type CommandConstruct, type Grammar, POWER } from "../grammar.ts";
import type { Token } from "../token.ts";

/** \frac{a}{b}, \frac12, \dfrac, \cfrac; also the operator d/dx, written as a fraction. */
export const fractions: CommandConstruct = {
  commands: [
    "\\frac",
    "\\dfrac",
    "\\tfrac",
    "\\cfrac",
    "\\sfrac",
    "\\nicefrac",
    "\\flatfrac",
    "\\Frac",
    "\\rac",
    "\\fracc",
  ],
  parse(grammar: Grammar, token: Token): Node {
    const derivative = parseDerivative(grammar, token);
    if (derivative !== null) return derivative;
    const numerator = grammar.argument(true);
    const denominator = grammar.argument(true);
    return { kind: "divide", numerator, denominator, span: grammar.spanFrom(token.start) };
  },
};

/** \binom{n}{k} and its sizes. */
export const binomials: CommandConstruct = {
  commands: ["\\binom", "\\dbinom", "\\tbinom"],
  parse(grammar: Grammar, token: Token): Node {
    const upper = grammar.argument(true);
    const lower = grammar.argument(true);
    return { kind: "call", name: "binomial", args: [upper, lower], span: grammar.spanFrom(token.start) };
  },
};

/** One-character fractions, already cut by the tokenizer into \vulgar1/2. */
export function parseVulgar(token: Token): Node {
  const [top = "1", bottom = "1"] = token.text.slice("\\vulgar".length).split("/");
  return numberNode(rational(BigInt(top), BigInt(bottom)), { start: token.start, end: token.end });
}

/** \frac{d}{dx} f, \frac{d^2}{dx^2} f, \frac{\partial}{\partial x} f; null where the fraction is a plain one. */
function parseDerivative(grammar: Grammar, token: Token): Node | null {
  if (grammar.peek().text !== "{") return null;
  const sign = grammar.peek(1).text;
  if (sign !== "d" && sign !== "\\partial") return null;
  let ahead = 2;
  let order = 1;
  if (grammar.peek(ahead).text === "^") {
    const braced = grammar.peek(ahead + 1).text === "{";
    order = Number(grammar.peek(ahead + (braced ? 2 : 1)).text);
    ahead += braced ? 4 : 2;
  }
  if (grammar.peek(ahead).text !== "}" || grammar.peek(ahead + 1).text !== "{" || !Number.isInteger(order))
    return null;
  ahead += 2;
  const below = grammar.peek(ahead);
  let variable = "";
  if (below.type === "word" && below.text.length === 2 && below.text.startsWith("d"))
    variable = below.text.slice(1);
  else if (below.text === sign) variable = grammar.peek(++ahead).text;
  if (variable === "") return null;
  ahead++;
  if (grammar.peek(ahead).text === "^") ahead += grammar.peek(ahead + 1).text === "{" ? 4 : 2;
  if (grammar.peek(ahead).text !== "}") return null;
  for (let consumed = 0; consumed <= ahead; consumed++) grammar.next();
  const body = grammar.startsValue() ? grammar.expression(POWER.multiply) : null;
  if (body === null) return grammar.fail("bad_argument", "nothing to differentiate", token);
  return { kind: "derivative", variable, order, body, span: grammar.spanFrom(token.start) ?? NOWHERE };
}
