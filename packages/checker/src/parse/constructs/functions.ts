/**
 * Functions with or without brackets: \sin x, \sin^2 x, \sin^{-1} x, \log_2 8, \ln xy, max(a, b), sqrt(3).
 * Decision: without brackets the argument is the run of factors up to the next operator or function, as people read
 * \sin 2x \cos x; with brackets it is the brackets alone, so that \cos(x)^2 is a square.
 */
import { type Node, numberNode } from "../../ast/node.ts";
import { rational } from "../../exact/rational.ts";
import { type CommandConstruct, type Grammar, POWER } from "../grammar.ts";
import type { Token } from "../token.ts";
import { functionNamed } from "../words.ts";

const INVERSE: Readonly<Record<string, string>> = {
  sin: "arcsin",
  cos: "arccos",
  tan: "arctan",
  cot: "arccot",
  sec: "arcsec",
  csc: "arccsc",
  sinh: "arcsinh",
  cosh: "arccosh",
  tanh: "arctanh",
  coth: "arccoth",
};
/** Functions that take several arguments, or only a bracketed one. */
const MANY: ReadonlySet<string> = new Set(["gcd", "lcm", "max", "min", "binom", "log", "mod"]);

export const functionCommands: CommandConstruct = {
  commands: (
    "sin cos tan cot sec csc tg ctg arcsin arccos arctan arccot arcsec arccsc arctg sinh cosh tanh coth sech csch arcsinh arccosh arctanh arsinh arcosh artanh " +
    "arccoth ln log lg exp gcd lcm max min det floor ceil sgn erf erfc abs tr asin acos atan"
  )
    .split(" ")
    .map((name) => `\\${name}`),
  parse(grammar: Grammar, token: Token): Node {
    const bare = token.text.slice(1);
    const name = bare === "tg" ? "tan" : bare === "ctg" ? "cot" : (functionNamed(bare) ?? bare);
    if (bare === "lg") {
      const call = parseCall(grammar, name, token);
      return call.kind === "call" && call.args.length === 1
        ? { ...call, args: [numberNode(rational(10n)), ...call.args] }
        : call;
    }
    return parseCall(grammar, name, token);
  },
};

/** The call of a known function whose name has just been consumed. */
export function parseCall(grammar: Grammar, name: string, token: Token): Node {
  let base: Node | null = null;
  let power: Node | null = null;
  let called = name;
  for (;;) {
    const digit = grammar.peek();
    if (
      name === "log" &&
      base === null &&
      digit.type === "number" &&
      !digit.space &&
      grammar.peek(1).text === "("
    ) {
      // log2(8)
      base = grammar.argument();
    } else if (base === null && grammar.peek().text === "_") {
      grammar.next();
      base = grammar.argument();
    } else if (power === null && grammar.peek().text === "^") {
      grammar.next();
      power = grammar.argument();
      const inverse = INVERSE[called];
      if (inverse !== undefined && isMinusOne(power)) {
        called = inverse;
        power = null;
      }
    } else break;
  }
  const args = parseArguments(grammar, called, token);
  const call = buildCall(called, base, args, grammar.spanFrom(token.start));
  return power === null ? call : { kind: "power", base: call, exponent: power, span: call.span };
}

function isMinusOne(node: Node): boolean {
  return (
    node.kind === "negate" &&
    node.operand.kind === "number" &&
    node.operand.value.numerator === 1n &&
    node.operand.value.denominator === 1n
  );
}

function parseArguments(grammar: Grammar, name: string, token: Token): readonly Node[] {
  const opening = grammar.peek().text;
  if (
    opening === "(" ||
    opening === "[" ||
    opening === "\\{" ||
    opening === "{" ||
    opening === "\\lbrace" ||
    opening === "\\lbrack" ||
    opening === "\\lgroup"
  ) {
    const group = grammar.argument();
    if (group.kind === "bracket" && (MANY.has(name) || group.items.length > 1)) return group.items;
    if (group.kind === "bracket" || group.kind === "set") return group.items;
    return group.kind === "list" && MANY.has(name) ? group.items : [group];
  }
  if (!grammar.startsValue() && opening !== "-" && opening !== "+")
    grammar.fail("bad_argument", `${name} has no argument`, token);
  const argument =
    opening === "-" || opening === "+" ? grammar.expression(POWER.unary - 1) : grammar.bareArgument();
  return [argument];
}

/** Whether this token names a function: where a bracketless argument ends. */
export function isFunctionToken(token: Token): boolean {
  if (token.type === "command") return functionCommands.commands.includes(token.text);
  return token.type === "word" && token.text.length > 1 && functionNamed(token.text) !== null;
}

function buildCall(
  name: string,
  base: Node | null,
  args: readonly Node[],
  span: { readonly start: number; readonly end: number },
): Node {
  const first = args[0] ?? numberNode(rational(0n));
  if (name === "sqrt" || name === "cbrt") {
    return {
      kind: "root",
      radicand: first,
      index: args[1] ?? numberNode(rational(name === "sqrt" ? 2n : 3n)),
      span,
    };
  }
  if (name === "exp")
    return { kind: "power", base: { kind: "constant", name: "e", span }, exponent: first, span };
  if (name === "log") {
    const second = args[1];
    // log(a, b) in program text is the logarithm of a to base b; log_b a names the base below.
    if (base !== null) return { kind: "call", name: "log", args: [base, first], span };
    if (second !== undefined) return { kind: "call", name: "log", args: [second, first], span };
    return { kind: "call", name: "log", args: [first], span };
  }
  if (name === "binom") return { kind: "call", name: "binomial", args, span };
  return { kind: "call", name, args, span };
}
