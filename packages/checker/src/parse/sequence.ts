/**
 * Items and their separators: "1, 2 and 3", "x = 1, y = 2 or x = 3, y = 4", "n^2, where n is odd".
 * Decision: a semicolon, "or" and "and" bind looser than a comma only where both sides of them are comma lists of one
 * length; otherwise everything is one flat list, because "21, 16 or 11" names three numbers.
 */
import type { ListNode, Node } from "../ast/node.ts";
import { ParseError } from "./failure.ts";
import type { Grammar } from "./grammar.ts";
import type { Token } from "./token.ts";

type Separator = ListNode["separator"];

const CONDITION_WORDS: ReadonlySet<string> = new Set([
  "where",
  "for",
  "if",
  "when",
  "with",
  "such",
  "provided",
  "whenever",
  "otherwise",
  "else",
  "given",
  "unless",
  "as",
  "because",
  "since",
  "so",
]);

/** The separator that a token is, or null. Spaces wide as \quad separate where nothing else does. */
function separatorOf(token: Token): Separator | null {
  if (token.text === ",") return ",";
  if (token.text === ";") return ";";
  if (token.text === "\\\\") return ";";
  if (token.text === "\\land" || token.text === "\\wedge") return "and";
  if (token.text === "\\lor" || token.text === "\\vee") return "or";
  if (token.text === "和" || token.text === "与" || token.text === "及" || token.text === "且") return "and";
  if (token.text === "或") return "or";
  if (token.type !== "word" && token.type !== "text") return null;
  const word = token.text.trim().toLowerCase().replace(/^,\s*/u, "").replace(/[,:]$/u, "");
  return word === "and" || word === "or" || word === "und" || word === "et" || word === "oder"
    ? word === "or" || word === "oder"
      ? "or"
      : "and"
    : null;
}

/** Whether a word or text token opens a condition: where, for, if, ... */
export function opensCondition(token: Token): boolean {
  if (token.type !== "word" && token.type !== "text") return false;
  const first = /^[^A-Za-z]*([A-Za-z]+)/u.exec(token.text)?.[1]?.toLowerCase() ?? "";
  return CONDITION_WORDS.has(first);
}

export function isSeparator(token: Token): boolean {
  return separatorOf(token) !== null;
}

export function parseSequence(grammar: Grammar): Node {
  const start = grammar.peek().start;
  const rows: Node[][] = [[]];
  let loose: Separator = ",";
  let condition: Node | null = null;
  let logic: Token | null = null;
  const leading = grammar.peek();
  if (leading.type === "word" && separatorOf(leading) !== null)
    throw new ParseError("unexpected_token", `unexpected ${leading.text}`, leading);
  // "if x > 0" in a cell: the word only introduces.
  if (leading.type === "text" && /^\s*(?:if|for|when|where|with)\s*:?\s*$/iu.test(leading.text))
    grammar.next();
  for (;;) {
    while (grammar.accept("\\quad"));
    // The full stop of a sentence inside an environment.
    if (grammar.peek().text === "." && /^(?:\\end\{|$)/u.test(grammar.peek(1).text)) grammar.next();
    const token = grammar.peek();
    const separator = grammar.inCell && token.text === "\\\\" ? null : separatorOf(token);
    if (separator !== null) {
      if (/^\\(?:land|lor|wedge|vee)$/u.test(token.text)) logic = token;
      grammar.next();
      const following = separatorOf(grammar.peek());
      // ", and" is a comma.
      if (
        separator === "," &&
        following !== null &&
        following !== "," &&
        !(grammar.inCell && grammar.peek().text === "\\\\")
      ) {
        grammar.next();
        continue;
      }
      if (separator !== "," && (rows.at(-1)?.length ?? 0) > 0) {
        rows.push([]);
        loose = separator;
      }
      continue;
    }
    // A bar right after a value closes; only after a separator may it open.
    if (
      /^(?:\||\\[vV]ert)$/u.test(token.text) &&
      (rows.at(-1)?.length ?? 0) > 0 &&
      !followsSeparator(grammar)
    )
      break;
    if (endsSequence(grammar)) break;
    if (opensCondition(token) && rows.some((row) => row.length > 0)) {
      condition = parseCondition(grammar);
      continue;
    }
    if ((rows.at(-1)?.length ?? 0) > 0 && !followsSeparator(grammar)) {
      throw new ParseError("unexpected_token", `unexpected ${token.text}`, {
        start: token.start,
        end: token.end,
      });
    }
    rows.at(-1)?.push(grammar.expression(0));
  }
  // p \land q of letters is logic and no list; x > 1 \land x < 3 joins relations.
  if (logic !== null && !rows.flat().some(({ kind }) => kind === "relation"))
    throw new ParseError("unexpected_token", `unexpected ${logic.text}`, logic);
  const node = build(
    rows.filter((row) => row.length > 0),
    loose,
    grammar,
    start,
  );
  return condition === null
    ? node
    : { kind: "conditioned", value: node, condition, span: grammar.spanFrom(start) };
}

/** A new item may begin only after a separator, a wide space, or at the start. */
function followsSeparator(grammar: Grammar): boolean {
  const before = grammar.peek(-1);
  return separatorOf(before) !== null || before.text === "\\quad" || before.text === "{";
}

function endsSequence(grammar: Grammar): boolean {
  const { type, text } = grammar.peek();
  if (grammar.inCell && text === "\\\\") return true;
  if (text === "[") return grammar.closesInterval();
  if (text === "]" && grammar.position === 0) return false;
  if (type === "end" || text.startsWith("\\end{")) return true;
  if (type === "symbol")
    return (
      [")", "]", "}", "\\}", "|", ":", "&", "\u220e"].includes(text) && !(text === "|" && canOpenBar(grammar))
    );
  return (
    type === "command" &&
    /^\\(?:rgroup|rbrace|rbrack|rangle|rfloor|rceil|urcorner|lrcorner|rvert|rVert|vert|Vert|choose|over|atop|mid|colon)$/u.test(
      text,
    ) &&
    !(/^\\[vV]ert$/u.test(text) && canOpenBar(grammar))
  );
}

function canOpenBar(grammar: Grammar): boolean {
  const before = grammar.peek(-1);
  return (
    grammar.position === 0 ||
    separatorOf(before) !== null ||
    ["(", "[", "{", "\\{", "|", "=", "<", ">", "+", "-", "*"].includes(before.text) ||
    (before.type === "command" && /^\\(?:[vV]ert|le|ge|leq|geq|cdot|times|in)$/u.test(before.text))
  );
}

function parseCondition(grammar: Grammar): Node {
  const token = grammar.next();
  const start = token.start;
  let text = token.text;
  const words = token.text.trim().replace(/^\W*\w+\s*/u, "");
  const mark = grammar.position;
  try {
    if (words === "" || words === "all") {
      const node = grammar.sequence();
      if (endsSequence(grammar) || grammar.peek().type === "end") return node;
    }
  } catch (error) {
    if (!(error instanceof ParseError) || error.code === "too_deep") throw error;
  }
  grammar.rewind(mark);
  // What is no formula stays as words.
  let depth = 0;
  for (;;) {
    const next = grammar.peek();
    if (
      next.type === "end" ||
      (depth === 0 && endsSequence(grammar) && next.text !== ":" && next.text !== "|")
    )
      break;
    if (next.text === "{" || next.text === "(" || next.text === "[" || next.text === "\\{") depth++;
    if (next.text === "}" || next.text === ")" || next.text === "]" || next.text === "\\}") depth--;
    text += ` ${grammar.next().text}`;
  }
  return { kind: "text", text, span: grammar.spanFrom(start) };
}

function build(rows: readonly (readonly Node[])[], loose: Separator, grammar: Grammar, start: number): Node {
  const span = grammar.spanFrom(start);
  const [first] = rows;
  if (first === undefined) {
    const token = grammar.peek();
    throw new ParseError(
      token.type === "end" ? "unexpected_end" : "unexpected_token",
      "nothing to read here",
      { start: token.start, end: token.end },
    );
  }
  if (rows.length === 1)
    return first.length === 1 && first[0] !== undefined
      ? first[0]
      : { kind: "list", items: first, separator: ",", span };
  const width = first.length;
  if (width > 1 && rows.every((row) => row.length === width)) {
    return {
      kind: "list",
      items: rows.map((items) => ({ kind: "list", items, separator: ",", span })),
      separator: loose,
      span,
    };
  }
  return { kind: "list", items: rows.flat(), separator: loose === ";" ? "," : loose, span };
}
