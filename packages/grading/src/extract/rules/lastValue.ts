/**
 * The last value of a response that announces none: what its program printed last, else its last piece of mathematics
 * or its last number, whichever stands later.
 *
 * Decision: program text is no answer, what the program printed (```output) is, and prose after it only retells it
 * ("Two people accept the position"). An error message that was printed is no value.
 */
import { findMaths, type MathsPiece } from "../findMaths.ts";
import { lastNumber } from "../findNumber.ts";
import { growFormula } from "../growFormula.ts";
import { lastLatexRun } from "../latexRun.ts";
import { isProgramLine } from "../programLine.ts";
import type { Found, Rule } from "../rule.ts";
import type { Section } from "../section.ts";
import { type Range, trimAnswer } from "../trimAnswer.ts";

export const codeOutput: Rule = {
  name: "code_output",
  find: (section) => {
    const fence = lastFence(section, section.end);
    if (fence === null || fence.info !== "output") return null;
    const printed = section.text.slice(fence.innerStart, fence.innerEnd).trimEnd();
    const line = printed.lastIndexOf("\n") + 1;
    const range = trimAnswer(section.text, fence.innerStart + line, fence.innerStart + printed.length);
    if (/error|exception/iu.test(section.text.slice(range.start, range.end))) return null;
    return toFound(section.text, range, fence.start);
  },
};

export const lastMaths: Rule = {
  name: "last_maths",
  find: (section) => {
    const { start, end } = prose(section);
    const from = Math.max(start, end - WINDOW);
    const pieces = findMaths(section.text, from, end);
    const last = lastTelling(section.text, pieces);
    if (last !== null) {
      const range = trimAnswer(section.text, last.start, last.end);
      return toFound(section.text, range, last.end);
    }
    const run = lastLatexRun(section.text, from, end);
    return run === null ? null : toFound(section.text, run, run.end);
  },
};

export const lastNumberRule: Rule = {
  name: "last_number",
  find: (section) => {
    const { start, end } = prose(section);
    const range = lastNumber(section.text, start, end);
    if (
      range !== null &&
      /(?:\bnot|n't|≠)\s*\$?$/iu.test(section.text.slice(Math.max(start, range.start - 8), range.start))
    )
      return null;
    if (range !== null && isProgramLine(section.text, range.start, start, end)) return null;
    // A number inside mathematics is that mathematics' part: the later end decides between the two rules.
    return range === null
      ? null
      : toFound(section.text, growFormula(section.text, range, start, end), range.start);
  },
};

/** Mathematics that ends a response stands near its end; the bound keeps the search linear and small. */
const WINDOW = 20_000;

function toFound(text: string, { start, end }: Range, at: number): Found | null {
  return end > start ? { text: text.slice(start, end), start, end, at } : null;
}

/** The last piece that says more than a variable's name. */
function lastTelling(text: string, pieces: readonly MathsPiece[]): MathsPiece | null {
  for (let index = pieces.length - 1; index >= 0; index -= 1) {
    const piece = pieces[index];
    if (piece === undefined) continue;
    const inner = text.slice(piece.innerStart, piece.innerEnd).trim();
    if (/[\d=<>+*/^\\]/u.test(inner) || inner.length > 3) return piece;
  }
  return null;
}

interface Fence {
  readonly info: string;
  readonly start: number;
  readonly innerStart: number;
  readonly innerEnd: number;
  readonly end: number;
}

function lastFence({ text, start }: Section, end: number): Fence | null {
  const close = text.lastIndexOf("```", end - 3);
  if (close < start || close === 0) return null;
  const open = text.lastIndexOf("```", close - 1);
  if (open < start) return null;
  const line = text.indexOf("\n", open);
  if (line === -1 || line > close) return null;
  return {
    info: text
      .slice(open + 3, line)
      .trim()
      .toLowerCase(),
    start: open,
    innerStart: line + 1,
    innerEnd: close,
    end: close + 3,
  };
}

/** The last stretch that says something and is no program; nothing where an unclosed program ends the response. */
function prose(section: Section): Range {
  const { text, start, end } = section;
  const fence = lastFence(section, end);
  if (fence === null) {
    const open = text.lastIndexOf("```", end - 3);
    return open < start ? section : { start, end: open };
  }
  if (text.slice(fence.end, end).trim() !== "") return { start: fence.end, end };
  if (fence.info === "" || fence.info === "text" || fence.info === "output") {
    return { start: fence.innerStart, end: fence.innerEnd };
  }
  return { start: lastFence(section, fence.start)?.end ?? start, end: fence.start };
}
