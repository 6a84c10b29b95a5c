/**
 * Text to tokens, in one pass and linear time.
 * Decision: layout (\left, \, $ \displaystyle), wrappers of the page and Unicode twins are removed here, so that the
 * grammar sees one spelling. A number token keeps its digits as written, because decimal places and leading zeros
 * matter later. Doubled backslashes, as in text that was escaped once too often, are read as one.
 */
import { CHARACTERS, subscriptOf, superscriptOf, vulgarFractionOf } from "./characters.ts";
import { ParseError } from "./failure.ts";
import { isDigit, scanNumber } from "./scanNumber.ts";
import type { CommaReading, Token, Tokens, TokenType } from "./token.ts";
import { functionNamed } from "./words.ts";

export const MAX_TOKENS = 24_000;

/** Layout commands that carry no meaning. */
const LAYOUT: ReadonlySet<string> = new Set(
  (
    "left right mleft mright middle big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl Biggr bigm Bigm displaystyle " +
    "textstyle scriptstyle scriptscriptstyle limits nolimits quad qquad enspace thinspace medspace thickspace negthinspace " +
    "hfill hfil vspace hline cline noindent allowbreak nobreak large Large small tiny normalsize centering bf it rm sf tt cal " +
    "mathstrut strut nonumber notag phantom hphantom smash relax protect unboldmath boldmath par newline"
  ).split(" "),
);
/** Commands whose braces hold words. */
const TEXT_COMMANDS: ReadonlySet<string> = new Set(
  "text textbf textit textrm texttt textsf textnormal textsc textup textmd mbox hbox fbox emph underline mathrm mathit mathbf mathsf mathtt mathnormal boldsymbol bm pmb operatorname operatorname* textcolor".split(
    " ",
  ),
);

export function tokenize(source: string, commas: CommaReading): Tokens {
  const tokens: Token[] = [];
  const doubled = isDoubled(source);
  const spacedCommas = source.includes(", ");
  let grouped = false;
  let decimalComma = false;
  let depth = 0;
  let matrices = 0;
  let space = false;
  let quoted = "";
  let at = 0;

  function push(type: TokenType, text: string, start: number, end: number): void {
    if (tokens.length >= MAX_TOKENS) throw new ParseError("too_long", "too many tokens", { start, end });
    tokens.push({ type, text, start, end, space });
    space = false;
  }

  while (at < source.length) {
    const character = source[at] ?? "";
    const start = at;
    if (
      isDigit(character) ||
      (character === "." && (isDigit(source[at + 1] ?? "") || source.startsWith("\\overline{", at + 1)))
    ) {
      const number = scanNumber(source, at, commas, depth === 0 || spacedCommas);
      if (number.end === at) {
        at = other(character, start);
        continue;
      }
      grouped ||= number.grouped;
      decimalComma ||= number.decimalComma;
      at = number.end;
      push("number", number.text, start, at);
      continue;
    }
    if (isLetter(character)) {
      while (at < source.length && isLetter(source[at] ?? "")) at++;
      const word = source.slice(start, at);
      // 1orW(x): a conjunction glued to a value on its left.
      const glued = /^(?:or|and)(?=[A-Za-z]{1,2}$)/u.exec(word)?.[0];
      const before = tokens.at(-1);
      if (
        glued !== undefined &&
        !space &&
        (before?.type === "number" || before?.text === ")" || before?.text === "}")
      ) {
        push("word", glued, start, start + glued.length);
        push("word", word.slice(glued.length), start + glued.length, at);
      } else push("word", word, start, at);
      continue;
    }
    // ['a', 'b']: strings of a program's list; a prime follows a letter or a bracket.
    if (
      (character === "'" || character === '"') &&
      (quoted !== "" ? character === quoted : opensQuote(tokens.at(-1)))
    ) {
      quoted = quoted === "" ? character : "";
      space = true;
      at++;
      continue;
    }
    if (quoted !== "" && character === "\\" && source[at + 1] === "n" && !isLetter(source[at + 2] ?? "")) {
      space = true;
      at += 2;
      continue;
    }
    if (character === "\\") {
      const run = doubled && source[at + 1] === "\\" ? 2 : 1;
      const next = source[at + run] ?? "";
      if (!isLetter(next)) {
        at = symbolCommand(next, start, run);
        continue;
      }
      let end = at + run;
      while (end < source.length && isLetter(source[end] ?? "")) end++;
      if (source[end] === "*") end++;
      at = wordCommand(source.slice(start + run, end), start, end);
      continue;
    }
    at = other(character, start);
  }
  push("end", "", source.length, source.length);
  return { tokens, grouped, decimalComma };

  /** A backslash before something that is no letter. Returns where to go on. */
  function symbolCommand(next: string, start: number, run: number): number {
    const end = start + run + 1;
    if (next === "\\") {
      const rest = /^[a-zA-Z]+/u.exec(source.slice(end, end + 24))?.[0] ?? "";
      if (
        matrices === 0 &&
        rest !== "" &&
        (TEXT_COMMANDS.has(rest) ||
          LAYOUT.has(rest) ||
          /^(?:frac|dfrac|tfrac|sqrt|pi|boxed|cdot|times|infty|le|ge|leq|geq|cup|in|circ|pm|begin)$/u.test(
            rest,
          ))
      ) {
        return start + 1;
      }
      push("symbol", "\\\\", start, end);
      const option = /^\s*\[[^\]]{0,12}(?:pt|em|ex|mm|cm)\]/u.exec(source.slice(end, end + 24));
      return option ? end + option[0].length : end;
    }
    if (next === "{" || next === "}") {
      push("symbol", `\\${next}`, start, end);
      depth += next === "{" ? 1 : -1;
    } else if (next === "|") push("symbol", "|", start, end);
    else if (next === "%") push("symbol", "%", start, end);
    else if (next === "$") push("command", "\\dollar", start, end);
    else if (next === "&" || next === "#" || next === "_") push("symbol", next, start, end);
    else if (next === "[" || next === "]" || next === "(" || next === ")") space = true;
    else space = true; // \, \; \: \! \  and stray backslashes
    return Math.min(end, source.length);
  }

  /** A command made of letters. Returns where to go on. */
  function wordCommand(name: string, start: number, end: number): number {
    if (TEXT_COMMANDS.has(name)) {
      const group = readGroup(source, name === "textcolor" ? skipGroup(source, end) : end);
      if (group !== null) {
        const inner = group.inner.trim();
        if (
          name.startsWith("math") ||
          name.startsWith("operatorname") ||
          name === "boldsymbol" ||
          name === "bm" ||
          name === "pmb"
        ) {
          // Upright letters are symbols, except where a unit stands behind a number.
          const unit = tokens.at(-1)?.type === "number" && /^[mgshLNJWKAVCT]$/u.test(inner);
          const type =
            inner.length === 1 && isLetter(inner) && !unit
              ? "word"
              : functionNamed(inner) !== null && inner.length > 1
                ? "command"
                : "text";
          push(
            type,
            type === "command" ? `\\${functionNamed(inner) ?? inner}` : type === "word" ? inner : group.inner,
            start,
            group.end,
          );
        } else push("text", group.inner, start, group.end);
        return group.end;
      }

      space = true;
      return end;
    }
    if (
      name === "color" ||
      name === "label" ||
      name === "tag" ||
      name === "hspace" ||
      name === "vspace" ||
      name === "phantom" ||
      name === "cline"
    ) {
      space = true;
      return skipGroup(source, end);
    }
    if (name === "char" && source[end] === '"') return namedCharacter(start, end + 1);
    // \left| and \right| say which way a bar faces.
    const side = /^(?:m?left|[bB]ig{1,2}l)$/u.test(name)
      ? "\\lvert"
      : /^(?:m?right|[bB]ig{1,2}r)$/u.test(name)
        ? "\\rvert"
        : "";
    const bar = side === "" ? undefined : /^ *(?:\||\\[vV]ert|\\\|)/u.exec(source.slice(end, end + 10))?.[0];
    if (bar !== undefined) {
      push("command", side, start, end + bar.length);
      return end + bar.length;
    }
    if (LAYOUT.has(name)) {
      const dot = source[end] === "." && (name === "left" || name === "right");
      space ||= name.endsWith("quad");
      if (name === "qquad" || name === "quad") push("command", "\\quad", start, end);
      return dot ? end + 1 : end;
    }
    if (name === "begin" || name === "end") {
      const group = readGroup(source, end);
      if (group !== null) {
        const environment = group.inner.trim();
        matrices += name === "begin" ? 1 : -1;
        push("command", `\\${name}{${environment}}`, start, group.end);
        return group.end;
      }
    }
    push("command", `\\${name}`, start, end);
    return end;
  }

  /** \char"3C0: a character by its number, as if it stood there itself. */
  function namedCharacter(start: number, at: number): number {
    const hex = /^[0-9A-F]{1,6}/u.exec(source.slice(at, at + 6))?.[0] ?? "";
    const code = Number.parseInt(hex, 16);
    const meaning = code > 0 && code < 0x110000 ? (CHARACTERS.get(String.fromCodePoint(code)) ?? "") : "";
    if (!meaning.startsWith("\\"))
      throw new ParseError("unknown_command", "an unknown character number", { start, end: at + hex.length });
    push("command", meaning, start, at + hex.length);
    return at + hex.length;
  }

  function other(character: string, start: number): number {
    const code = source.codePointAt(start) ?? 0;
    const whole = code > 0xffff ? String.fromCodePoint(code) : character;
    const end = start + whole.length;
    if (
      character === " " ||
      character === "\n" ||
      character === "\t" ||
      character === "\r" ||
      character === "~" ||
      character === "\u00a0" ||
      character === "\u2009" ||
      character === "\u202f" ||
      character === "\u200b" ||
      character === "\ufeff" ||
      character === "\u2061" ||
      character === "\f"
    ) {
      space = true;
      return end;
    }
    if (character === "$") {
      space = true;
      return end;
    }
    const raised = superscriptOf(whole);
    const lowered = raised === null ? subscriptOf(whole) : null;
    if (raised !== null || lowered !== null) {
      const read = raised === null ? subscriptOf : superscriptOf;
      let text = "";
      let stop = start;
      for (let mapped = read(source[stop] ?? ""); mapped !== null; mapped = read(source[stop] ?? "")) {
        text += mapped;
        stop++;
      }
      push("symbol", raised === null ? "_" : "^", start, start);
      push("symbol", "{", start, start);
      for (const part of text.match(/\d+|\D/gu) ?? [])
        push(isDigit(part) ? "number" : /[a-z]/u.test(part) ? "word" : "symbol", part, start, stop);
      push("symbol", "}", stop, stop);
      return stop;
    }
    const vulgar = vulgarFractionOf(whole);
    if (vulgar !== null) {
      push("command", `\\vulgar${vulgar[0]}/${vulgar[1]}`, start, end);
      return end;
    }
    const meaning = CHARACTERS.get(whole);
    if (meaning !== undefined) {
      if (meaning.startsWith("\\")) push("command", meaning, start, end);
      else if (isDigit(meaning)) push("number", meaning, start, end);
      else if (isLetter(meaning)) push("word", meaning, start, end);
      else pushSymbol(meaning, start, end);
      return end;
    }
    const two = source.slice(start, start + 2);
    if (
      two === "<=" ||
      two === ">=" ||
      two === "!=" ||
      two === "**" ||
      two === "==" ||
      two === "->" ||
      two === "=>" ||
      two === "//" ||
      two === "/=" ||
      two === "=<"
    ) {
      const spelled: Record<string, string> = { "**": "^", "==": "=", "/=": "!=", "=<": "<=", "//": "/" };
      const text = spelled[two] ?? two;
      if (text === "->" || text === "=>")
        push("command", text === "->" ? "\\to" : "\\Rightarrow", start, start + 2);
      else push("symbol", text, start, start + 2);
      return start + 2;
    }
    if (source.startsWith("...", start)) {
      push("command", "\\ldots", start, start + 3);
      return start + 3;
    }
    pushSymbol(whole, start, end);
    return end;
  }

  function pushSymbol(text: string, start: number, end: number): void {
    if (text === "(" || text === "[" || text === "{") depth++;
    else if (text === ")" || text === "]" || text === "}") depth--;
    push("symbol", text, start, end);
  }
}

function opensQuote(before: Token | undefined): boolean {
  return before !== undefined && ["[", "(", "{", "\\{", ",", ":"].includes(before.text);
}

export function isLetter(character: string): boolean {
  return (character >= "a" && character <= "z") || (character >= "A" && character <= "Z");
}

/** Whether every backslash of the text is doubled, as in a JSON string that was never decoded. */
function isDoubled(source: string): boolean {
  let seen = false;
  for (let at = source.indexOf("\\"); at >= 0; at = source.indexOf("\\", at)) {
    let end = at;
    while (source[end] === "\\") end++;
    if ((end - at) % 2 !== 0) return false;
    if (isLetter(source[end] ?? "")) seen = true;
    at = end;
  }
  return seen;
}

/** The braces group that starts at or after `at` (white space skipped), or null. */
export function readGroup(
  source: string,
  at: number,
): { readonly inner: string; readonly end: number } | null {
  let start = at;
  while (source[start] === " ") start++;
  if (source[start] !== "{") return null;
  let depth = 0;
  for (let end = start; end < source.length; end++) {
    const character = source[end];
    if (character === "\\") end++;
    else if (character === "{") depth++;
    else if (character === "}" && --depth === 0) return { inner: source.slice(start + 1, end), end: end + 1 };
  }
  return { inner: source.slice(start + 1), end: source.length };
}

function skipGroup(source: string, at: number): number {
  return readGroup(source, at)?.end ?? at;
}
