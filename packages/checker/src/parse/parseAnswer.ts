/**
 * A bare answer to its readings: the main one and, where the notation is truly ambiguous, the others.
 * Decision: a text that the grammar rejects becomes a text node as a whole; no fragment of it is ever taken.
 */
import { childrenOf, type Node, type Span } from "../ast/node.ts";
import { type FailureCode, ParseError } from "./failure.ts";
import { createParser } from "./parser.ts";
import { readCalendar } from "./readCalendar.ts";
import type { CommaReading } from "./token.ts";
import { tokenize } from "./tokenize.ts";
import { setNamed } from "./words.ts";

export interface Alternative {
  readonly node: Node;
  /** The leniency that reading it so means: decimal_comma, comma_list, implied_product. */
  readonly leniency: string;
}

export interface ParsedAnswer {
  readonly node: Node;
  readonly alternatives: readonly Alternative[];
  /** Why the text is no mathematics, where `node` is a text for that reason. */
  readonly failure: { readonly code: FailureCode; readonly message: string; readonly span: Span } | null;
  /** The source without layout, for comparison as words. */
  readonly words: string;
}

/** Longer texts are no answers; they are compared as words only. */
export const MAX_LENGTH = 300_000;

/** Reads a bare answer. Total: the worst result is a text node with the failure beside it. */
export function parseAnswer(source: string): ParsedAnswer {
  const { text, offset } = trimAnswer(source);
  const words = source;
  const span = { start: offset, end: offset + text.length };
  if (text === "") return asText("", words, "empty", "nothing to read", { start: 0, end: source.length });
  if (source.length > MAX_LENGTH)
    return asText(text.slice(0, 200), words, "too_long", "too long for an answer", span);
  const calendar = readCalendar(text, span);
  if (calendar !== null) return { node: calendar, alternatives: [], failure: null, words };
  const main = attempt(text, offset, "thousands", false);
  const alternatives: Alternative[] = [];
  if (main.ambiguousDivision)
    addAlternative(alternatives, attempt(text, offset, "thousands", true), "implied_product");
  if (main.grouped) addAlternative(alternatives, attempt(text, offset, "list", false), "comma_list");
  const bracketed = /[()[\]{}]/u.test(text);
  const decimalComma =
    main.decimalComma ||
    /^\d{1,3}(?:\.\d{3})+,\d+$/u.test(text) ||
    (main.grouped && /\d\.\d{3}/u.test(text)) ||
    /\d\.\d{3}\.\d{3}/u.test(text);
  if (decimalComma && !bracketed)
    addAlternative(alternatives, attempt(text, offset, "decimal", false), "decimal_comma");
  if (main.node !== null) {
    const phrase = main.node.kind === "text" ? setNamed(main.node.text) : null;
    return {
      node: phrase === null ? main.node : { kind: "namedSet", name: phrase, span },
      alternatives,
      failure: null,
      words,
    };
  }
  const [first, ...rest] = alternatives;
  if (first !== undefined) return { node: first.node, alternatives: rest, failure: null, words };
  // "x = no solutions": the name says nothing here.
  const phrase = setNamed(text.replace(/^[a-zA-Z]\s*=/u, ""));
  if (phrase !== null)
    return { node: { kind: "namedSet", name: phrase, span }, alternatives: [], failure: null, words };
  const failure = main.failure ?? new ParseError("unexpected_token", "no mathematics", span);
  return asText(text, words, failure.code, failure.message, failure.span);
}

function asText(text: string, words: string, code: FailureCode, message: string, span: Span): ParsedAnswer {
  return { node: { kind: "text", text, span }, alternatives: [], failure: { code, message, span }, words };
}

function addAlternative(into: Alternative[], read: Attempt, leniency: string): void {
  if (read.node !== null) into.push({ node: read.node, leniency });
}

interface Attempt {
  readonly node: Node | null;
  readonly failure: ParseError | null;
  readonly grouped: boolean;
  readonly decimalComma: boolean;
  readonly ambiguousDivision: boolean;
}

function attempt(text: string, offset: number, commas: CommaReading, tight: boolean, nesting = 0): Attempt {
  let grouped = false;
  let decimalComma = false;
  try {
    const lexed = tokenize(text, commas);
    grouped = lexed.grouped;
    decimalComma = lexed.decimalComma;
    const tokens = lexed.tokens.map((token) => ({
      ...token,
      start: token.start + offset,
      end: token.end + offset,
    }));
    const parser = createParser(tokens, {
      tightProducts: tight,
      nested: (inner, start) => {
        if (nesting > 3 || inner.trim() === "") return null;
        const { node } = attempt(inner, start, commas, tight, nesting + 1);
        return node;
      },
    });
    const node = parser.sequence();
    const rest = parser.peek();
    if (rest.type !== "end" && !onlyPunctuation(tokens.slice(parser.position).map((token) => token.text))) {
      throw new ParseError("unexpected_token", `unexpected ${rest.text}`, {
        start: rest.start,
        end: rest.end,
      });
    }
    if (isDeep(node)) throw new RangeError();
    return { node, failure: null, grouped, decimalComma, ambiguousDivision: parser.ambiguousDivision };
  } catch (error) {
    if (!(error instanceof ParseError || error instanceof RangeError)) throw error;
    const span = { start: offset, end: offset + text.length };
    const failure =
      error instanceof ParseError ? error : new ParseError("too_deep", "nested too deeply", span);
    return { node: null, failure, grouped, decimalComma, ambiguousDivision: false };
  }
}

/** Levels of a tree: what follows walks it by recursion, and loops of the grammar build levels without brackets. */
const MAX_LEVELS = 400;

/** Whether the tree has more than MAX_LEVELS levels; itself without recursion. */
function isDeep(node: Node): boolean {
  let level: readonly Node[] = [node];
  for (let count = 0; level.length > 0; count++) {
    if (count > MAX_LEVELS) return true;
    level = level.flatMap(childrenOf);
  }
  return false;
}

function onlyPunctuation(texts: readonly string[]): boolean {
  return texts.every((text) => text === "." || text === "" || text === ":" || text === "`" || text === '"');
}

/** Page dressing around an answer: spaces, full stops, quotes, Markdown stars. */
function trimAnswer(source: string): { readonly text: string; readonly offset: number } {
  let start = 0;
  let end = source.length;
  for (;;) {
    while (start < end && ' \n\t\r\u00a0*`"'.includes(source[start] ?? "")) start++;
    while (end > start && ' \n\t\r\u00a0*`".,;'.includes(source[end - 1] ?? "")) {
      // "\," and "\;" are spaces; the dots of 1, 2, ... stay.
      if (source[end - 2] === "\\" && ",;".includes(source[end - 1] ?? "")) end--;
      if (source.startsWith("...", end - 3)) return { text: source.slice(start, end), offset: start };
      end--;
    }
    const whole = source.slice(start, end);
    const opening = whole.startsWith("\\boxed{") ? 7 : 0;
    if (opening > 0 && closesAtEnd(whole, 6)) {
      start += opening;
      end -= 1;
      continue;
    }
    return { text: whole, offset: start };
  }
}

/** Whether the brace at `open` is closed by the last character. */
function closesAtEnd(text: string, open: number): boolean {
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    const character = text[at];
    if (character === "\\") at++;
    else if (character === "{") depth++;
    else if (character === "}" && --depth === 0) return at === text.length - 1;
  }
  return false;
}
