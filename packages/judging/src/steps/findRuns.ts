/**
 * Rows of tokens that may be one row of mathematics. Decision: one pass from left to right, in which every token either
 * joins the row or ends it; nothing is grown outwards from a relation sign, which would be quadratic. Words join only as
 * units or as operators ("5 apples + 3 apples", "5 times 3"), with a look ahead of at most six tokens.
 */
import type { Token } from "./tokenize.ts";
import { CLAUSE, CUTS_LEFT, CUTS_RIGHT, FUNCTION_WORDS, OPERATOR_WORDS, PARTS } from "./words.ts";

/** A token of a row; `unit` words are kept apart from what the checker reads. */
export interface RunToken extends Omit<Token, "kind"> {
  readonly kind: Token["kind"] | "unit";
}

export interface Run {
  readonly tokens: readonly RunToken[];
  /** Whether what stands right before or after makes the first or last expression a mere part. */
  readonly cutLeft: boolean;
  readonly cutRight: boolean;
  /** Whether a word stands right before, so that a leading minus may be a dash. */
  readonly afterWord: boolean;
  /** Unit words right after the row, in lower case. */
  readonly trailingUnits: readonly string[];
}

const LOOK_AHEAD = 6;
const LONGEST_ANNOTATION = 80;

/** Linear in the number of tokens. Rows without a relation are left out. */
export function findRuns(tokens: readonly Token[]): readonly Run[] {
  const runs: Run[] = [];
  let row: RunToken[] = [];
  let first = 0;
  let depth = 0;
  const finish = (next: number) => {
    if (row.some(({ kind }) => kind === "relation")) runs.push(toRun(tokens, row, first, next));
    row = [];
    depth = 0;
    first = next + 1;
  };
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (token === undefined) break;
    if (token.kind === "annotationOpen") {
      const close = findClose(tokens, at);
      if (close > at) {
        runs.push(...findRuns(tokens.slice(at + 1, close)));
        at = close;
        continue;
      }
    }
    const previous = row.at(-1);
    const joined = join(tokens, at, previous, depth);
    if (joined === null) {
      finish(at);
      continue;
    }
    if (row.length === 0) first = at;
    row.push(...joined.tokens);
    if (token.kind === "open") depth += 1;
    if (token.kind === "close") depth -= 1;
    at += joined.used - 1;
  }
  finish(tokens.length);
  return runs;
}

function findClose(tokens: readonly Token[], open: number): number {
  for (let at = open + 1; at < Math.min(tokens.length, open + LONGEST_ANNOTATION); at += 1) {
    const kind = tokens[at]?.kind;
    if (kind === "annotationClose") return at;
    if (kind === "newline" || kind === "annotationOpen") return -1;
  }
  return -1;
}

interface Joined {
  readonly tokens: readonly RunToken[];
  /** How many tokens of the text it takes, 1 or more. */
  readonly used: number;
}

const NOTHING: Joined = { tokens: [], used: 1 };

/** What the token adds to the row that ends in `previous`; null where it ends the row. */
function join(
  tokens: readonly Token[],
  at: number,
  previous: RunToken | undefined,
  depth: number,
): Joined | null {
  const token = tokens[at];
  const next = tokens[at + 1];
  if (token === undefined) return null;
  switch (token.kind) {
    case "number":
    case "open":
    case "close":
    case "command":
    case "constant":
    case "relation":
      return { tokens: [token], used: 1 };
    case "operator":
      return joinOperator(tokens, at, previous);
    case "layout":
      return NOTHING;
    case "comma":
      return depth > 0 ? { tokens: [token], used: 1 } : null;
    case "letter":
      return joinLetter(token, next, previous);
    case "word":
      return joinWord(tokens, at, previous);
    case "dollar":
      return joinDollar(token, next, previous);
    case "newline":
      return continues(tokens, at, previous) ? NOTHING : null;
    case "stop":
    case "bad":
    case "annotationOpen":
    case "annotationClose":
      return null;
  }
}

function joinOperator(tokens: readonly Token[], at: number, previous: RunToken | undefined): Joined | null {
  const token = tokens[at];
  const next = tokens[at + 1];
  if (token === undefined) return null;
  const lineStart = at === 0 || tokens[at - 1]?.kind === "newline";
  if (lineStart && !token.math && previous === undefined && next?.spaced === true) return null;
  if (token.text === "/" && endsValue(previous) && isUnitWord(next) && next !== undefined)
    return { tokens: [token, next].map((unit) => ({ ...unit, kind: "unit" as const })), used: 2 };
  const emphasis = token.text === "^" && token.end - token.start === 2;
  if (emphasis && (previous === undefined || previous.kind === "relation" || !startsValue(next)))
    return NOTHING;
  if (token.text === "!" && !token.math && !isAfterOperator(next) && !/^\p{Ll}/u.test(next?.text ?? ""))
    return null;
  return { tokens: [token], used: 1 };
}

function isAfterOperator(token: Token | undefined): boolean {
  return token?.kind === "operator" || token?.kind === "relation" || token?.kind === "close";
}

function joinLetter(token: Token, next: Token | undefined, previous: RunToken | undefined): Joined | null {
  const alone: Joined = { tokens: [token], used: 1 };
  if (token.math || token.text.startsWith("\\")) return alone;
  if (/^[xX]$/u.test(token.text) && token.spaced && next?.spaced === true && endsValue(previous)) {
    const number = next.kind === "number" || next.kind === "open" || next.kind === "dollar";
    if (number) return { tokens: [{ ...token, kind: "operator", text: "*" }], used: 1 };
  }
  if (
    !token.spaced &&
    (previous?.kind === "number" || previous?.kind === "close" || previous?.kind === "letter")
  )
    return alone;
  const opens = isAfterOperator(next) || (next?.kind === "open" && !next.spaced);
  if (opens && !(next?.kind === "operator" && next.text === "!")) return alone;
  const follows = previous?.kind === "operator" || previous?.kind === "relation" || previous?.kind === "open";
  return follows && !/^[aAI]$/u.test(token.text) ? alone : null;
}

function joinWord(tokens: readonly Token[], at: number, previous: RunToken | undefined): Joined | null {
  const token = tokens[at];
  const next = tokens[at + 1];
  if (token === undefined) return null;
  const word = token.text.toLowerCase();
  const asOperator = (text: string, used: number): Joined => ({
    tokens: [{ ...token, kind: "operator", text }],
    used,
  });
  if (FUNCTION_WORDS.has(word) && next?.kind === "open" && !next.spaced)
    return { tokens: [{ ...token, kind: "command" }], used: 1 };
  if (!endsValue(previous)) return null;
  const operator = OPERATOR_WORDS[word];
  if (word === "percent" && operator !== undefined) return asOperator(operator, 1);
  if (operator !== undefined && startsValue(next)) return asOperator(operator, 1);
  if (word === "of" && previous?.text === "%" && startsValue(next)) return asOperator("*", 1);
  if ((word === "divided" || word === "multiplied") && next?.text.toLowerCase() === "by")
    return startsValue(tokens[at + 2]) ? asOperator(word === "divided" ? "/" : "*", 2) : null;
  return joinUnits(tokens, at);
}

/** Words that name what is counted, if the row goes on after them. */
function joinUnits(tokens: readonly Token[], at: number): Joined | null {
  const units: RunToken[] = [];
  if (tokens[at]?.text.toLowerCase() === "of") return null;
  for (let next = at; next < Math.min(at + LOOK_AHEAD, tokens.length); next += 1) {
    const token = tokens[next];
    if (token?.kind === "word" && !CLAUSE.has(token.text.toLowerCase()))
      units.push({ ...token, kind: "unit" });
    else if (token?.kind === "operator" && token.text === "/" && isUnitWord(tokens[next + 1]))
      units.push({ ...token, kind: "unit" });
    else if (token?.text === "^" && tokens[next + 1]?.kind === "number" && units.length > 0) {
      // "cm^3"
      units.push(...[token, tokens[next + 1] ?? token].map((unit) => ({ ...unit, kind: "unit" as const })));
      next += 1;
    } else if (token?.kind === "operator" && /^\^[23]$/u.test(token.text))
      units.push({ ...token, kind: "unit" });
    else if (token !== undefined && endsUnits(token)) return { tokens: units, used: units.length };
    else if (token?.kind === "annotationOpen") return { tokens: units, used: units.length };
    else return null;
  }
  return null;
}

/** An order relation after words is no claim about the number before them: "x = 0 for all a > 0". */
function endsUnits(token: Token): boolean {
  return isAfterOperator(token) && !(token.kind === "relation" && token.text !== "=" && token.text !== "≈");
}

function isUnitWord(token: Token | undefined): boolean {
  return token?.kind === "word" && !FUNCTION_WORDS.has(token.text);
}

function joinDollar(token: Token, next: Token | undefined, previous: RunToken | undefined): Joined | null {
  const glued = next !== undefined && !next.spaced;
  const price = glued && (next.kind === "number" || next.text === "-" || next.kind === "open");
  const follows = previous?.kind === "operator" || previous?.kind === "relation" || previous?.kind === "open";
  if (price && !next.math) {
    return previous === undefined || follows ? { tokens: [{ ...token, kind: "unit" }], used: 1 } : null;
  }
  if (follows && next?.math === true) return NOTHING;
  return previous !== undefined && (next?.kind === "relation" || next?.kind === "operator") ? NOTHING : null;
}

/** A formula goes on in the next line where that line begins with a relation, or this one ends in one. */
function continues(tokens: readonly Token[], at: number, previous: RunToken | undefined): boolean {
  if (previous === undefined) return false;
  for (let next = at + 1; next < Math.min(at + LOOK_AHEAD, tokens.length); next += 1) {
    const token = tokens[next];
    if (token?.kind === "relation") return true;
    if (token?.kind !== "layout" && token?.kind !== "newline" && token?.kind !== "dollar")
      return previous.kind === "relation" && startsValue(token);
  }
  return false;
}

function endsValue(token: RunToken | undefined): boolean {
  switch (token?.kind) {
    case "number":
    case "close":
    case "letter":
    case "constant":
    case "unit":
      return true;
    case "operator":
      return /^(?:%|!|°|\^[23])$/u.test(token.text);
    default:
      return false;
  }
}

function startsValue(token: Token | undefined): boolean {
  switch (token?.kind) {
    case "number":
    case "open":
    case "dollar":
    case "command":
    case "constant":
    case "letter":
      return true;
    case "operator":
      return token.text === "-";
    default:
      return false;
  }
}

function toRun(tokens: readonly Token[], row: readonly RunToken[], first: number, next: number): Run {
  const before = tokens[first - 1];
  const after = tokens[next];
  const word = before?.kind === "word" ? before.text.toLowerCase() : "";
  const part = tokens[first - 2]?.text.toLowerCase() ?? "";
  const trailing: string[] = [];
  for (let at = next; at < next + 3; at += 1) {
    const token = tokens[at];
    if (token?.kind !== "word" || CLAUSE.has(token.text.toLowerCase())) break;
    trailing.push(token.text.toLowerCase());
  }
  const afterText = after?.text.toLowerCase() ?? "";
  return {
    tokens: row,
    cutLeft:
      before?.kind === "bad" ||
      CUTS_LEFT.has(word) ||
      (before?.kind === "word" && tokens[first]?.kind === "open" && !tokens[first].spaced) ||
      (word === "of" && (PARTS.has(part) || /\d$/u.test(part))) ||
      isGluedColon(tokens, first - 1),
    cutRight:
      after?.kind === "bad" ||
      after?.text === "!" ||
      (after?.text === "." && !after.spaced && tokens[next + 1]?.kind === "bad") ||
      ((after?.kind === "word" || after?.kind === "letter") &&
        (CUTS_RIGHT.has(afterText) || !after.spaced)) ||
      isGluedColon(tokens, next),
    afterWord: before?.kind === "word" || before?.kind === "letter" || before?.kind === "stop",
    trailingUnits: trailing,
  };
}

/** "3:30" is a time, "2:3" a ratio. */
function isGluedColon(tokens: readonly Token[], at: number): boolean {
  const colon = tokens[at];
  const [left, right] = [tokens[at - 1], tokens[at + 1]];
  return (
    colon?.text === ":" &&
    left?.kind === "number" &&
    right?.kind === "number" &&
    (colon.math || (!colon.spaced && !right.spaced))
  );
}
