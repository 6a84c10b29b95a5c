/**
 * Words where a value is expected: function names, constants, number words, variables.
 * Decision: LaTeX writes xy for a product and text writes words for names, so a run of letters is variables only where
 * it looks like them: short and without the vowels that English words have. Everything else is an unknown word, which
 * turns the whole answer into text.
 */
import { type Node, numberNode } from "../ast/node.ts";
import { isUnitName } from "../ast/units.ts";
import { rational } from "../exact/rational.ts";
import { functionCommands, parseCall } from "./constructs/functions.ts";
import type { Grammar } from "./grammar.ts";
import { readCalendar } from "./readCalendar.ts";
import type { Token, TokenType } from "./token.ts";
import { denominatorOf, functionNamed, GREEK, isNumberWord, numberFromWords } from "./words.ts";

const INFIX_WORDS: ReadonlySet<string> = new Set([
  "and",
  "or",
  "mod",
  "if",
  "for",
  "where",
  "when",
  "with",
  "in",
  "percent",
  "pct",
  "percentage",
  "degrees",
  "degree",
  "to",
  "by",
  "per",
  "is",
  "of",
  "otherwise",
  "such",
  "und",
  "et",
  "no",
  "on",
  "at",
  "as",
  "an",
  "so",
  "us",
  "the",
]);
const INFINITY: ReadonlySet<string> = new Set(["infinity", "Infinity", "inf", "oo", "infty"]);
/** Names that are applied, not multiplied, when brackets follow directly. */
const APPLIED =
  /^(?:[fghFGHPQWTSUVR]|[A-Z]|[pq])(?:[_'^].*)?$|^(?:phi|Phi|psi|Psi|varphi|Gamma|zeta|pi|tau|sigma|mu)(?:_.*)?$/u;

export function looksLikeVariables(word: string): boolean {
  if (word.length === 1) return true;
  if (/^[A-Z]+$/u.test(word)) return word.length <= 5;
  if (word.length === 2) return !INFIX_WORDS.has(word.toLowerCase());
  if (/^(?:abc|abcd|abcde|ade|bcd|cde)$/u.test(word)) return true;
  return word.length <= 6 && !/[aeiouAEIOU]/u.test(word) && !(word.length > 3 && /y/u.test(word));
}

/** Whether a word in operator position continues a product. */
export function wordStartsValue(token: Token): boolean {
  const { text } = token;
  if (text.length > 1 && (INFIX_WORDS.has(text) || INFIX_WORDS.has(text.toLowerCase()))) return false;
  if (functionNamed(text) !== null && text.length > 1) return true;
  if (text === "pi" || INFINITY.has(text) || GREEK.has(text)) return true;
  if (
    text.length > 1 &&
    isUnitName(text) &&
    (!/^[A-Z]{2,}$/u.test(text) || /^(?:USD|EUR|RMB|CNY|JPY|MB|GB|KB)$/u.test(text))
  )
    return false;
  if (splitCompound(text) !== null) return true;
  return looksLikeVariables(text);
}

/** sinx, lnx, pir: a known name and a letter, as two words; null where the word is none of these. */
function splitCompound(word: string): readonly [string, string] | null {
  for (const name of [
    "arcsin",
    "arccos",
    "arctan",
    "sin",
    "cos",
    "tan",
    "cot",
    "sec",
    "csc",
    "ln",
    "log",
    "pi",
  ]) {
    const rest = word.slice(name.length);
    if (
      word.startsWith(name) &&
      rest.length >= 1 &&
      rest.length <= 2 &&
      /^[a-zA-Z]+$/u.test(rest) &&
      looksLikeVariables(rest) &&
      // "tango" and "logic" are words, not \tan(go) and \log(ic): as products their letters would change places.
      (rest.length === 1 || !/[aeiou]/iu.test(rest)) &&
      !(name === "pi" && rest.length > 1)
    )
      return [name, rest];
  }
  return null;
}

/** Commands written together with what follows: \lvertx, \cdotx, \quadx. Null for anything else. */
export function splitFigures(
  command: string,
): readonly { readonly type: TokenType; readonly text: string }[] | null {
  for (const name of [
    "\\lvert",
    "\\rvert",
    "\\vert",
    "\\cdot",
    "\\times",
    "\\quad",
    "\\lgroup",
    "\\lbrace",
    "\\lbrack",
    "\\pi",
    "\\left",
    "\\right",
    "\\leq",
    "\\geq",
    "\\le",
    "\\ge",
    "\\in",
    "\\infty",
  ]) {
    const rest = command.slice(name.length);
    if (command.startsWith(name) && rest.length >= 1 && rest.length <= 4)
      return [
        { type: "command", text: name },
        { type: "word", text: rest },
      ];
  }
  return null;
}

export function parseWord(grammar: Grammar): Node {
  const token = grammar.peek();
  const span = { start: token.start, end: token.end };
  if (token.type === "command") {
    grammar.next();
    const name = token.text.slice(1);
    if (name.length === 1) return symbol(grammar, name, token);
    return symbol(grammar, name === "varepsilon" ? "epsilon" : name, token);
  }
  const { text } = token;
  if (text.length > 1) {
    const called = functionNamed(text);
    if (
      called !== null &&
      (functionCommands.commands.includes(`\\${called}`) ||
        called === "sqrt" ||
        called === "cbrt" ||
        called === "binom" ||
        called === "factorial")
    ) {
      const opening = grammar.peek(1).text;
      if (
        opening === "(" ||
        opening === "{" ||
        opening === "^" ||
        opening === "_" ||
        grammar.peek(1).type !== "end"
      ) {
        grammar.next();
        return parseCall(grammar, called, token);
      }
    }
    if (text === "pi" || text === "Pi") {
      grammar.next();
      return { kind: "constant", name: "pi", span };
    }
    if (INFINITY.has(text)) {
      grammar.next();
      return { kind: "constant", name: "infinity", span };
    }
    if (text === "negative" || text === "minus") {
      grammar.next();
      return { kind: "negate", operand: grammar.expression(34), span: grammar.spanFrom(token.start) };
    }
    if (isNumberWord(text)) return parseNumberWords(grammar);
    if (GREEK.has(text)) {
      grammar.next();
      return symbol(grammar, text, token);
    }
    if (/^[A-F]{2,8}$/u.test(text) && grammar.peek(1).text === "_") {
      const base = grammar.peek(2).text === "{" ? grammar.peek(3).text : grammar.peek(2).text;
      if (base === "16") {
        grammar.next();
        grammar.next();
        grammar.rawArgument();
        return {
          kind: "based",
          digits: text,
          base: 16,
          value: rational(BigInt(`0x${text}`)),
          span: grammar.spanFrom(token.start),
        };
      }
    }
    const named = parseLabel(grammar);
    if (named !== null) return named;
    const compound = splitCompound(text);
    if (compound !== null) {
      const [name, rest] = compound;
      const middle = token.start + name.length;
      grammar.splice(grammar.position, 1, [
        { ...token, text: name, end: middle },
        { ...token, text: rest, start: middle, space: false },
      ]);
      return parseWord(grammar);
    }
    if (!looksLikeVariables(text)) return grammar.fail("unknown_word", `unknown word ${text}`, token);
    grammar.splice(
      grammar.position,
      1,
      [...text].map((letter, index) => ({
        ...token,
        text: letter,
        start: token.start + index,
        end: token.start + index + 1,
        space: index === 0 && token.space,
      })),
    );
    return parseWord(grammar);
  }
  grammar.next();
  if (text === "e" && grammar.peek().text !== "_") return { kind: "constant", name: "e", span };
  if (text === "i" || (text === "I" && grammar.peek().text !== "(" && grammar.peek().text !== "_")) {
    if (grammar.peek().text !== "_" && !(text === "I" && grammar.peek().text === "="))
      return { kind: "constant", name: "i", span };
  }
  if (text === "R" && grammar.peek(-2).text === "\\in") return { kind: "namedSet", name: "R", span };
  return symbol(grammar, text, token);
}

/** A letter with its subscript and primes, and with its arguments where it is a function. */
function symbol(grammar: Grammar, letter: string, token: Token): Node {
  let name = letter;
  for (;;) {
    if (grammar.peek().text === "_") {
      grammar.next();
      name += `_${grammar.rawArgument()}`;
    } else if (grammar.peek().text === "'") {
      grammar.next();
      name += "'";
    } else break;
  }
  if (
    /^[fgh]$/u.test(name) &&
    ["^", "{", "-", "1", "}", "("].every((text, ahead) => grammar.peek(ahead).text === text)
  ) {
    for (let count = 0; count < 5; count++) grammar.next();
    name += "^-1";
  }
  const next = grammar.peek();
  if (next.text === "(" && APPLIED.test(name)) {
    const inner = callArguments(grammar, name, token);
    if (inner !== null) return inner;
  }
  if (next.text === "{" && /^[fgh]$/u.test(name) && grammar.peek(1).text === "(")
    return { kind: "apply", name, args: [grammar.argument()], span: grammar.spanFrom(token.start) };
  return { kind: "symbol", name, span: grammar.spanFrom(token.start) };
}

/** f(x), P(A, B), C(5, 2); null where a capital letter is multiplied by a sum in brackets. */
function callArguments(grammar: Grammar, name: string, token: Token): Node | null {
  if (!/^(?:[fgh]|Gamma$|zeta$)/u.test(name)) {
    // P(x+1) is a product unless the brackets hold a lone symbol, number, or several items.
    const single = grammar.peek(2).text === ")";
    let commas = false;
    for (let ahead = 1, depth = 1; depth > 0 && ahead < 40; ahead++) {
      const { text, type } = grammar.peek(ahead);
      if (type === "end") break;
      if (text === "(") depth++;
      if (text === ")") depth--;
      if (text === "," && depth === 1) commas = true;
      if (text === "\\mid" || text === "|" || text === "\\cap" || text === "\\cup") commas = true;
    }
    if (!single && !commas) return null;
    if (single && /^[pq]$/u.test(name) && grammar.peek(1).type === "number") return null;
  }
  const inner = grammar.argument();
  const args = inner.kind === "bracket" ? inner.items : [inner];
  const span = grammar.spanFrom(token.start);
  return name === "C" && args.length === 2
    ? { kind: "call", name: "binomial", args, span }
    : { kind: "apply", name, args, span };
}

function parseNumberWords(grammar: Grammar): Node {
  const token = grammar.peek();
  const words: string[] = [];
  for (;;) {
    const next = grammar.peek();
    if (next.type === "word" && isNumberWord(next.text)) words.push(grammar.next().text);
    else if (
      next.text === "-" &&
      words.length > 0 &&
      grammar.peek(1).type === "word" &&
      (isNumberWord(grammar.peek(1).text) || denominatorOf(grammar.peek(1).text) !== null)
    )
      grammar.next();
    else if (next.text === "and" && words.includes("hundred") && isNumberWord(grammar.peek(1).text))
      grammar.next();
    else break;
  }
  const value = numberFromWords(words);
  if (value === null) return grammar.fail("unknown_word", "these number words name no number", token);
  const denominator = grammar.peek().type === "word" ? denominatorOf(grammar.peek().text) : null;
  if (denominator !== null) grammar.next();
  return numberNode(rational(value, denominator ?? 1n), grammar.spanFrom(token.start));
}

/** "Area = 5", "total cost = 5", "Answer: 5": words that name what follows. Null where they do not. */
function parseLabel(grammar: Grammar): Node | null {
  const token = grammar.peek();
  let ahead = 0;
  while (grammar.peek(ahead).type === "word" && ahead < 8) ahead++;
  const sign = grammar.peek(ahead).text;
  if (sign !== "=" && sign !== ":" && sign !== "\\approx") return null;
  if (ahead === 1 && looksLikeVariables(token.text)) return null;
  const words: string[] = [];
  for (let count = 0; count < ahead; count++) words.push(grammar.next().text);
  if (sign === ":") {
    grammar.next();
    return grammar.expression(10);
  }
  return { kind: "symbol", name: words.join(" "), span: grammar.spanFrom(token.start) };
}

const FILLERS =
  /^(?:approximately|approx\.?|about|around|exactly|roughly|the answer is|answer is|is|equals|at least|at most)?[:\s]*$/iu;

/** \text{...} where a value is expected. */
export function parseTextValue(grammar: Grammar): Node {
  const token = grammar.next();
  const text = token.text.trim();
  const span = { start: token.start, end: token.end };
  const called = functionNamed(text);
  if (called !== null && text.length > 1) {
    const next = grammar.peek().text;
    if (
      next === "(" ||
      next === "^" ||
      next === "_" ||
      next === "{" ||
      next === "[" ||
      functionCommands.commands.includes(`\\${called}`)
    )
      return parseCall(grammar, called, token);
  }
  const sign = grammar.peek().text;
  if ((sign === "=" || sign === "\\approx") && /[A-Za-z]{2}/u.test(text))
    return { kind: "symbol", name: text.replace(/[:\s]+$/u, ""), span };
  if (text === "" || FILLERS.test(text) || text.endsWith(":") || text.endsWith("=")) {
    if (grammar.peek().type !== "end") return grammar.expression(10);
  }
  if (sign === "_" && /^[0-9A-Z.]+$/u.test(text) && /\d/u.test(text)) {
    grammar.next();
    const based = grammar.nested(`${text}_{${grammar.rawArgument()}}`, token.start);
    if (based !== null) return based;
  }
  if (text === "\\$" || text === "$") {
    return {
      kind: "quantity",
      value: grammar.expression(29),
      unit: "dollar",
      span: grammar.spanFrom(token.start),
    };
  }
  const calendar = readCalendar(text, span);
  if (calendar !== null && (calendar.kind === "time" || grammar.peek().type === "end")) return calendar;
  if (sign === "_" || (sign === "(" && /^[A-Za-z]+$/u.test(text) && text.length > 1)) {
    if (sign === "(") {
      const inner = grammar.argument();
      return {
        kind: "apply",
        name: text,
        args: inner.kind === "bracket" ? inner.items : [inner],
        span: grammar.spanFrom(token.start),
      };
    }
    grammar.next();
    return { kind: "symbol", name: `${text}_${grammar.rawArgument()}`, span: grammar.spanFrom(token.start) };
  }
  if (text.length <= 60) {
    const nested = grammar.nested(text, token.start);
    if (nested !== null) return nested;
  }
  return { kind: "text", text, span };
}
