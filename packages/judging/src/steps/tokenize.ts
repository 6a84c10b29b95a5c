/**
 * A text in tokens that matter to claims. Decision: prose and formulas are scanned by the same scanner, because models
 * mix them ("75 miles / 55 hours = $1.4"); what a token may be part of is decided later, by findChains. One sticky
 * pattern, no backtracking over more than a token, so the scan is linear.
 */
import type { ClaimRelation } from "./step.ts";
import { MEASURES } from "./words.ts";

export type TokenKind =
  | "number"
  /** One letter, with its subscript and primes. */
  | "letter"
  | "word"
  | "operator"
  | "relation"
  | "open"
  | "close"
  /** A LaTeX command that stands for a function or a form: \frac, \sqrt, \log. */
  | "command"
  /** A constant such as \pi. */
  | "constant"
  | "dollar"
  | "comma"
  | "newline"
  | "annotationOpen"
  | "annotationClose"
  /** Layout alone: \left, \quad, &, thin spaces. */
  | "layout"
  /** Ends whatever stands before it: full stops, colons, arrows, quotes. */
  | "stop"
  /** What cannot be read here; a claim beside it is not whole. */
  | "bad";

export interface Token {
  readonly kind: TokenKind;
  /** What the checker is to read; differs from the source for signs such as "×". */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Whether white space stands before it. */
  readonly spaced: boolean;
  /** Whether it stands in a formula by its delimiters. */
  readonly math: boolean;
}

const PATTERN =
  /(?<space>[^\S\n]+)|(?<newline>\n)|(?<repeating>\d+\.\d*\\(?:overline|bar)\{\d+\})|(?<number>\d{1,3}(?:(?:,(?:\\!)?|\{,\}|\\,)\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)|(?<prose>\\(?:text[a-z]{0,4}|mathrm|mbox|operatorname)\s?\{[^{}\n]{0,200}\})|(?<environment>\\(?:begin|end)\{[a-zA-Z]{1,12}\*?\})|(?<escaped>\\\\(?=[a-zA-Z]))|(?<command>\\(?:[a-zA-Z]+\*?|[^\n]))|(?<factorial>(?<=[\d)])!(?==\s*\d))|(?<pi>π)|(?<times>(?<=\d)[xX](?=\d))|(?<word>\p{L}[\p{L}\p{M}]*(?:(?<=\p{L}{2})-(?=\p{L}{2})\p{L}+|['’]\p{L}+)*(?:_(?:\{[^{}\n]{0,30}\}|\w{1,30}))*[\d']*)|(?<annotation><<|>>)|(?<tag><\/?[a-zA-Z][a-zA-Z-]{0,20}>)|(?<arrow>=>|<=>|-+>|[→⇒⟹⇔])|(?<relation>==|:=|!=|<=(?!>)|>=|[=≈≠≤≥<>≅])|(?<operator>\*\*|\/\/|[+\-−–*×÷·⋅∙/^!%°²³_|])|(?<open>[([{])|(?<close>[)\]}])|(?<dollar>\$\$?)|(?<comma>,)|(?<prime>(?<=[)\]}])['’])|(?<stop>\.(?:\.\.)?|[:;?"“”'‘’`#…])|(?<layout>&)|(?<other>[\s\S])/uy;

const RELATIONS: Readonly<Record<string, ClaimRelation>> = {
  "=": "=",
  "==": "=",
  "≈": "≈",
  "≅": "≈",
  "\\approx": "≈",
  "\\simeq": "≈",
  "≠": "≠",
  "!=": "≠",
  "\\ne": "≠",
  "\\neq": "≠",
  "<": "<",
  "\\lt": "<",
  ">": ">",
  "\\gt": ">",
  "<=": "≤",
  "≤": "≤",
  "\\le": "≤",
  "\\leq": "≤",
  "\\leqslant": "≤",
  ">=": "≥",
  "≥": "≥",
  "\\ge": "≥",
  "\\geq": "≥",
  "\\geqslant": "≥",
};
const OPERATORS: Readonly<Record<string, string>> = {
  "−": "-",
  "–": "-",
  "×": "*",
  "·": "*",
  "⋅": "*",
  "∙": "*",
  "\\cdot": "*",
  "\\times": "*",
  "\\ast": "*",
  "÷": "/",
  "\\div": "/",
  "**": "^",
  "²": "^2",
  "³": "^3",
  "\\%": "%",
  "\\circ": "\\circ",
  "\\degree": "°",
};
const LAYOUT =
  /^\\(?:left|right|[bB]igg?[lr]?|quad|qquad|displaystyle|textstyle|limits|[,;:! ]|hspace|nonumber|notag|phantom|boxed|mathbf|bf)$/u;
const FORMS =
  /^\\(?:[dtc]?frac|sqrt|[dt]?binom|log|ln|sin|cos|tan|cot|sec|csc|arcsin|arccos|arctan|max|min|gcd)$/u;
const CONSTANTS = /^\\(?:pi|infty)$/u;
const GREEK =
  /^\\(?:alpha|beta|gamma|delta|epsilon|varepsilon|zeta|eta|theta|lambda|mu|nu|xi|rho|sigma|tau|phi|varphi|chi|psi|omega|ell)$/u;
const ARROWS =
  /^\\(?:implies|Rightarrow|rightarrow|to|iff|Leftrightarrow|Longrightarrow|because|therefore|[[\]()])$/u;

/** Offsets count from `offset`, the place of the text in what it was cut from. */
export function tokenize(text: string, offset: number): readonly Token[] {
  const formulas = findFormulas(text);
  const tokens: Token[] = [];
  let [at, region, spaced] = [0, 0, false];
  while (at < text.length) {
    PATTERN.lastIndex = at;
    const groups = PATTERN.exec(text)?.groups ?? {};
    const [kind, source] = Object.entries(groups).find(([, value]) => value !== undefined) ?? ["other", ""];
    const length = Math.max(source.length, 1);
    while ((formulas[region]?.end ?? text.length) <= at && region < formulas.length) region += 1;
    const math = (formulas[region]?.start ?? text.length) <= at;
    if (kind === "space") spaced = true;
    else {
      for (const piece of toTokens(kind, source, math, /[\d)\]}]/u.test(text.charAt(at - 1)))) {
        tokens.push({
          kind: piece.kind,
          text: piece.text,
          start: offset + at + piece.from,
          end: offset + at + piece.to,
          spaced: spaced && piece.from === 0,
          math,
        });
      }
      spaced = false;
    }
    at += length;
  }
  return tokens;
}

interface Piece {
  readonly kind: TokenKind;
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

function toTokens(group: string, source: string, math: boolean, glued: boolean): readonly Piece[] {
  const whole = (kind: TokenKind, text = source): Piece[] => [{ kind, text, from: 0, to: source.length }];
  switch (group) {
    case "number":
      return whole("number", source.replace(/[^\d.]/gu, ""));
    case "repeating":
      return whole("constant");
    case "relation":
      return source === ":=" ? whole("stop") : whole("relation", RELATIONS[source] ?? "=");
    case "operator":
      return source === "//" || source === "_"
        ? whole("bad")
        : whole("operator", OPERATORS[source] ?? source);
    case "annotation":
      return whole(source === "<<" ? "annotationOpen" : "annotationClose");
    case "prose": {
      const content = source.slice(source.indexOf("{") + 1, -1).trim();
      return whole(content === "" ? "layout" : "word", content);
    }
    case "environment":
      return whole(/(?:align|equation|gather|split|multline)/u.test(source) ? "newline" : "bad");
    case "escaped":
    case "prime":
      return whole("bad");
    case "factorial":
      return whole("operator", "!");
    case "pi":
      return whole("constant", "\\pi ");
    case "times":
      // Not the sign "*" of a product: "16x2" may be 16 times 2 or a square that lost its sign.
      return whole("operator", "\\cdot ");
    case "command":
      return whole(...commandToken(source));
    case "word":
      return math || isProduct(source, glued)
        ? splitLetters(source)
        : whole(isLetter(source) ? "letter" : "word");
    case "open":
    case "close":
    case "dollar":
    case "comma":
    case "newline":
    case "layout":
      return whole(group);
    case "stop":
      return whole(source === "…" || source === "..." ? "bad" : "stop");
    case "arrow":
    case "tag":
      return whole("stop");
    default:
      return whole("bad");
  }
}

function commandToken(source: string): [TokenKind, string] {
  const relation = RELATIONS[source];
  if (relation !== undefined) return ["relation", relation];
  const operator = OPERATORS[source];
  if (operator !== undefined) return ["operator", operator];
  if (source === "\\$") return ["dollar", "$"];
  if (source === "\\{" || source === "\\}") return ["bad", source];
  if (source === "\\\\") return ["newline", source];
  if (LAYOUT.test(source)) return ["layout", source];
  if (FORMS.test(source)) return ["command", source];
  if (CONSTANTS.test(source)) return ["constant", source];
  if (GREEK.test(source)) return ["letter", source];
  if (ARROWS.test(source)) return ["stop", source];
  return ["bad", source];
}

const FUNCTION_NAME = /^(?:sqrt|log|ln|sin|cos|tan|max|min|gcd|exp|mod|lcm)$/u;

/** In a formula "xy" is x times y; a subscript belongs to the letter before it. */
function splitLetters(source: string): readonly Piece[] {
  if (FUNCTION_NAME.test(source)) return [{ kind: "bad", text: source, from: 0, to: source.length }];
  const pieces: Piece[] = [];
  for (const match of source.matchAll(/\p{L}(?:_(?:\{[^{}\n]{0,30}\}|\w))?'*|\d+|[\s\S]/gu)) {
    const [text] = match;
    const kind = /^\p{L}/u.test(text)
      ? "letter"
      : /^\d/u.test(text)
        ? "number"
        : text === "-"
          ? "operator"
          : "bad";
    pieces.push({ kind, text, from: match.index, to: match.index + text.length });
  }
  return pieces;
}

/** "2xy" is a product, "2kg" is not; Greek letters are never a word of prose here. */
function isProduct(word: string, glued: boolean): boolean {
  if (/^[\p{Script=Greek}\p{L}]{1,4}$/u.test(word) && /\p{Script=Greek}/u.test(word)) return true;
  return (
    glued &&
    /^[a-zA-Z]{2,3}$/u.test(word) &&
    !MEASURES.test(word) &&
    !/^(?:st|nd|rd|th|am|pm|[xX])$/iu.test(word)
  );
}

function isLetter(word: string): boolean {
  return /^[A-Za-z](?:_(?:\{[^{}]{0,30}\}|\w))?'*$/u.test(word);
}

/**
 * Where the formulas stand: \(..\), \[..\], $$..$$, environments, and $..$ where the dollars are no prices. A dollar
 * opens if no white space follows it, and closes if none stands before it and no digit after it (Pandoc's rule), with
 * no two words of prose between.
 */
function findFormulas(text: string): { readonly start: number; readonly end: number }[] {
  const found: { start: number; end: number }[] = [];
  const marks = /\\[[(]|\\[\])]|\\begin\{[a-z]{1,12}\*?\}|\\end\{|\$\$?|\\[\s\S]/gu;
  let open: { at: number; mark: string } | null = null;
  for (const match of text.matchAll(marks)) {
    const [mark] = match;
    const at = match.index;
    if (open === null) {
      if (mark === "\\[" || mark === "\\(" || mark === "$$" || mark.startsWith("\\begin"))
        open = { at, mark };
      else if (mark === "$" && /\S/u.test(text.charAt(at + 1))) open = { at, mark };
    } else if (open.mark === "$" && mark === "$") {
      if (isFormula(text, open.at + 1, at)) {
        found.push({ start: open.at + 1, end: at });
        open = null;
      } else open = /\S/u.test(text.charAt(at + 1)) ? { at, mark } : null;
    } else if (closes(open.mark, mark)) {
      found.push({ start: open.at + open.mark.length, end: at });
      open = null;
    } else if (open.mark === "$" && /^\\[[(]$/u.test(mark)) open = { at, mark };
  }
  return found;
}

function closes(open: string, mark: string): boolean {
  if (open === "\\[") return mark === "\\]";
  if (open === "\\(") return mark === "\\)";
  return open.startsWith("\\begin") ? mark === "\\end{" : open === mark;
}

const LONGEST_FORMULA = 1000;

function isFormula(text: string, start: number, end: number): boolean {
  if (end - start > LONGEST_FORMULA || /\s/u.test(text.charAt(end - 1)) || /\d/u.test(text.charAt(end + 1)))
    return false;
  return !/(?<![\\{a-zA-Z])[a-zA-Z]{3,} +[a-zA-Z]{2,}\b|\n\n/u.test(text.slice(start, end));
}
