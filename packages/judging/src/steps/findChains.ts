/**
 * Rows of tokens to chains of expressions: "2x = 6 = 3 + 3" is one chain of three members. Decision: a member is
 * `whole` only where nothing around it can be a missing part; everything later rests on that, since a fragment of an
 * expression is easily false. Brackets that hold a relation are taken apart: "(x = 5)" speaks of what is inside.
 */
import type { Chain, Member } from "./chain.ts";
import { findRuns, type Run, type RunToken } from "./findRuns.ts";
import type { ClaimRelation } from "./step.ts";
import type { Token } from "./tokenize.ts";

const LONGEST_MEMBER = 400;

/** Linear in the number of tokens. */
export function findChains(tokens: readonly Token[]): readonly Chain[] {
  return findRuns(tokens).flatMap(toChains);
}

function toChains(whole: Run): Chain[] {
  const run = { ...whole, tokens: joinNames(whole.tokens) };
  const cuts = bracketsToOpen(run.tokens);
  const chains: Chain[] = [];
  let start = 0;
  for (let at = 0; at <= run.tokens.length; at += 1) {
    if (at < run.tokens.length && !cuts.has(at)) continue;
    const piece = run.tokens.slice(start, at);
    if (piece.some(({ kind }) => kind === "relation")) {
      chains.push(
        toChain(piece, {
          ...run,
          cutLeft:
            start === 0
              ? run.cutLeft
              : run.tokens[start - 1]?.kind === "close" || isApplied(run.tokens[start - 2]),
          cutRight: at === run.tokens.length ? run.cutRight : run.tokens[at]?.kind === "open",
          afterWord: start === 0 && run.afterWord,
          trailingUnits: at === run.tokens.length ? run.trailingUnits : [],
        }),
      );
    }
    start = at + 1;
  }
  return chains;
}

const LONGEST_NAME = 12;

/** "P(X = 4)" is the name of a number: one letter, as far as claims are concerned. */
function joinNames(tokens: readonly RunToken[]): readonly RunToken[] {
  const joined: RunToken[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (token === undefined) break;
    const close = token.kind === "letter" && isCalled(tokens[at + 1]) ? closeOfName(tokens, at + 1) : -1;
    if (close < 0) joined.push(token);
    else {
      const text = tokens.slice(at, close + 1).map((part) => part.text);
      joined.push({ ...token, text: text.join(""), end: tokens[close]?.end ?? token.end });
      at = close;
    }
  }
  return joined;
}

/** Where the bracket closes if a relation stands in it; -1 otherwise. */
function closeOfName(tokens: readonly RunToken[], open: number): number {
  let holds = false;
  for (let at = open + 1; at < Math.min(tokens.length, open + LONGEST_NAME); at += 1) {
    const kind = tokens[at]?.kind;
    if (kind === "open") return -1;
    if (kind === "relation") holds = true;
    if (kind === "close") return holds ? at : -1;
  }
  return -1;
}

/** A bracket right after a command or a power is an argument, not an aside. */
function isApplied(token: RunToken | undefined): boolean {
  return token?.kind === "command" || token?.kind === "operator";
}

/** Places of brackets that have no partner or hold a relation. */
function bracketsToOpen(tokens: readonly RunToken[]): ReadonlySet<number> {
  const cuts = new Set<number>();
  const open: number[] = [];
  let holding = 0;
  tokens.forEach((token, at) => {
    if (token.kind === "relation") holding = open.length;
    if (token.kind === "open") open.push(at);
    if (token.kind !== "close") return;
    const partner = open.pop();
    if (partner === undefined) cuts.add(at);
    else if (open.length < holding) {
      cuts.add(partner).add(at);
      holding = open.length;
    }
  });
  for (const at of open) cuts.add(at);
  return cuts;
}

function toChain(tokens: readonly RunToken[], run: Run): Chain {
  const members: Member[] = [];
  const relations: ClaimRelation[] = [];
  let start = 0;
  const last = tokens.reduce((found, { kind }, at) => (kind === "relation" ? at : found), 0);
  for (let at = 0; at <= tokens.length; at += 1) {
    const token = tokens[at];
    if (token !== undefined && token.kind !== "relation") continue;
    const cut = (start === 0 && run.cutLeft) || (start > last && run.cutRight);
    const dash = start === 0 && run.afterWord;
    const trailing = token === undefined ? run.trailingUnits : [];
    members.push(toMember(tokens.slice(start, at), { cut, dash, trailing, at: token ?? tokens[at - 1] }));
    if (token !== undefined) relations.push(token.text as ClaimRelation);
    start = at + 1;
  }
  const span = { start: members[0]?.span.start ?? 0, end: members.at(-1)?.span.end ?? 0 };
  return { members, relations, span };
}

interface Surroundings {
  readonly cut: boolean;
  readonly dash: boolean;
  readonly trailing: readonly string[];
  readonly at: RunToken | undefined;
}

function toMember(all: readonly RunToken[], { cut, dash, trailing, at }: Surroundings): Member {
  const tokens = all.filter(({ kind }) => kind !== "unit");
  const [first, final] = [all[0] ?? at, all.at(-1) ?? at];
  const text = tokens.map((token, index) => write(token, tokens[index - 1])).join("");
  const numbers = tokens.filter(({ kind }) => kind === "number").map((token) => token.text);
  const signless = tokens.filter(
    ({ text: sign, kind }, index) =>
      !(kind === "operator" && (sign === "%" || (sign === "-" && index === 0))),
  );
  const bare = signless.length === 1 && signless[0]?.kind === "number";
  const letters = tokens.filter(({ kind }) => kind === "letter").map((token) => token.text);
  return {
    text,
    span: { start: first?.start ?? 0, end: final?.end ?? 0 },
    whole: !cut && text.length <= LONGEST_MEMBER && isWhole(tokens),
    tokens: tokens.map(({ text: part, kind, spaced }) => ({ text: part, letter: kind === "letter", spaced })),
    letters: [...new Set(letters)],
    calls: tokens.some(({ kind }, index) => kind === "letter" && isCalled(tokens[index + 1])),
    computed: signless.length > 1 || signless[0]?.kind === "command",
    decimals: bare ? (signless[0]?.text.split(".")[1] ?? "").length : null,
    decimalOperands: numbers.filter((number) => number.includes(".")),
    units: [...all.filter(({ kind }) => kind === "unit").map((unit) => unit.text.toLowerCase()), ...trailing],
    percent: tokens.some((token) => token.text === "%"),
    dash: dash && tokens[0]?.text === "-",
    afterWord: dash,
  };
}

/** "0.5(10)" is a product here; the checker would read a repeating decimal. */
function write(token: RunToken, before: RunToken | undefined): string {
  if (before === undefined) return token.text;
  const product = token.kind === "open" && before.kind === "number" && before.text.includes(".");
  return (token.spaced ? " " : "") + (product ? "*" : "") + token.text;
}

function isCalled(next: RunToken | undefined): boolean {
  return next?.kind === "open" && next.text === "(" && !next.spaced;
}

const POSTFIX = /^(?:%|!|°|\\circ|\^[23])$/u;

/** No operator without its operand, no two numbers side by side but a mixed number, no comma but in a function. */
function isWhole(tokens: readonly RunToken[]): boolean {
  if (tokens.length === 0 || tokens[0]?.text === "{") return false;
  let [bars, functions] = [0, 0];
  let before: RunToken | undefined;
  for (const [index, token] of tokens.entries()) {
    if (token.text === "|") bars += 1;
    else if (token.kind === "command") functions += 1;
    else if (token.kind === "comma" && functions === 0) return false;
    else if (token.kind === "operator" && !POSTFIX.test(token.text)) {
      const signed = token.text === "-" || token.text === "+";
      if (needsRight(before) && (!signed || index === 0 ? token.text !== "-" : false)) return false;
    } else if (token.kind === "number" && before?.kind === "number" && !isMixed(tokens, index)) return false;
    else if (token.kind === "number" && (before?.kind === "letter" || before?.kind === "constant"))
      return false;
    else if (token.kind === "close" && before?.kind === "operator" && needsRight(before)) return false;
    before = token;
  }
  return bars % 2 === 0 && (!needsRight(before) || before?.text === "|");
}

/** Whether something has to follow: the start, an operator that is no postfix, an opening bracket, a command. */
function needsRight(token: RunToken | undefined): boolean {
  if (token === undefined) return true;
  if (token.kind === "operator") return !POSTFIX.test(token.text) && token.text !== "|";
  return token.kind === "open" || token.kind === "command" || token.kind === "comma";
}

/** "3 1/2" and nothing longer. */
function isMixed(tokens: readonly RunToken[], index: number): boolean {
  const [slash, below, after] = [tokens[index + 1], tokens[index + 2], tokens[index + 3]];
  const before = tokens[index - 2];
  return (
    slash?.text === "/" &&
    below?.kind === "number" &&
    (after === undefined || after.kind === "operator") &&
    (before === undefined || before.text === "+" || before.text === "-")
  );
}
