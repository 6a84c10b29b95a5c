/** Words and \text{} after a value: percent, units, scales, remarks. */
import { type Node, numberNode } from "../ast/node.ts";
import { type Grammar, POWER } from "./grammar.ts";
import { isSeparator, opensCondition } from "./sequence.ts";
import type { Token } from "./token.ts";
import { numberFromWords } from "./words.ts";
import { wordStartsValue } from "./wordValue.ts";

const PERCENT = /^(?:percent|pct|percentage|per cent|percents)\.?$/iu;
const SCALE = /^(?:hundred|thousand|million|billion|trillion)$/iu;

/** The value with its suffix, null where the expression ends here, undefined where the word continues a product. */
export function attachWords(
  grammar: Grammar,
  left: Node,
  power: number,
  start: number,
): Node | null | undefined {
  const token = grammar.peek();
  if (token.text === "\\quad") {
    const next = grammar.peek(1);
    if (next.type !== "text" || isSeparator(next) || opensCondition(next)) return null;
    if (power >= POWER.add) return null;
    grammar.next();
    return attachWords(grammar, left, power, start);
  }
  if (isSeparator(token) || opensCondition(token)) return null;
  if (token.type === "word" && wordStartsValue(token)) return undefined;
  if (token.type === "word" && token.text === "in" && !token.space) return undefined;
  if (power >= POWER.add && !(SCALE.test(token.text) && left.kind === "number")) return null;
  const words = token.text.trim();
  if (PERCENT.test(words)) {
    grammar.next();
    return { kind: "percent", operand: left, span: grammar.spanFrom(start) };
  }
  if (SCALE.test(words) && left.kind === "number") {
    grammar.next();
    const scale = numberFromWords([words]) ?? 1n;
    return {
      kind: "multiply",
      factors: [left, numberNode({ numerator: scale, denominator: 1n })],
      span: grammar.spanFrom(start),
    };
  }
  if (token.type === "word" && (token.text === "mod" || token.text === "is" || token.text === "to"))
    return null;
  const phrase = readPhrase(grammar);
  const span = grammar.spanFrom(start);
  if (left.kind === "text") return { kind: "text", text: `${left.text} ${phrase}`.trim(), span };
  if (phrase === "") return left;
  const half = /^([ap])\.? ?m\.?$/iu.exec(phrase)?.[1]?.toLowerCase();
  if (half !== undefined) {
    const [hours, minutes] = left.kind === "ratio" ? left.parts : [left];
    if (
      hours?.kind === "number" &&
      hours.value.numerator <= 12n &&
      (minutes === undefined || minutes.kind === "number")
    ) {
      const minute = minutes?.kind === "number" ? Number(minutes.value.numerator) : 0;
      return {
        kind: "time",
        seconds: ((Number(hours.value.numerator) % 12) + (half === "p" ? 12 : 0)) * 3600 + minute * 60,
        span,
      };
    }
  }
  return { kind: "quantity", value: left, unit: phrase, span };
}

/** The words up to the next separator, with powers and slashes between units. */
function readPhrase(grammar: Grammar): string {
  let phrase = "";
  for (;;) {
    const token = grammar.peek();
    if (token.type === "end" || ((isSeparator(token) || opensCondition(token)) && phrase !== "")) break;
    if (token.type === "text" || token.type === "word") {
      phrase += `${phrase.endsWith("/") || phrase === "" ? "" : " "}${grammar.next().text.trim()}`;
    } else if (token.text === "^" && phrase !== "") {
      grammar.next();
      phrase += `^${grammar.rawArgument()}`;
    } else if (token.text === "/" && phrase !== "" && isWordToken(grammar.peek(1))) {
      grammar.next();
      phrase += "/";
    } else if (
      (token.text === "\\cdot" || token.text === "*") &&
      phrase !== "" &&
      isWordToken(grammar.peek(1))
    ) {
      grammar.next();
    } else if (token.text === "-" && !token.space && isWordToken(grammar.peek(1))) {
      grammar.next();
    } else if (token.text === "." && phrase !== "") {
      grammar.next();
    } else if (token.text === "(" && isWordToken(grammar.peek(1)) && phrase !== "") {
      while (grammar.peek().type !== "end" && grammar.next().text !== ")");
    } else break;
  }
  return phrase.replace(/[.,;:\s]+$/u, "");
}

function isWordToken(token: Token): boolean {
  return token.type === "word" || token.type === "text";
}
