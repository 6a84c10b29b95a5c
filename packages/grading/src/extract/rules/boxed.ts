/**
 * `\boxed{...}`: the last box wins; boxes of the last sentence that punctuation, "and" or "or" joins are one list.
 *
 * Decision: read from the end, so that 400 boxes cost no more than the last few. Macros that draw a box count as
 * \boxed, and so do its usual misspellings, because all of them say the same to a reader. A box that is never closed
 * runs to the end of its paragraph. What joins two boxes is at most four words, the last of them a conjunction:
 * `\boxed{1} papers and \boxed{2} bins` is a list of two, `\boxed{1} no no no no no \boxed{2}` is a corrected answer.
 */
import { matchBrace } from "../matchBrace.ts";
import type { Found, Rule } from "../rule.ts";
import type { Section } from "../section.ts";
import { trimAnswer } from "../trimAnswer.ts";

export const boxed: Rule = {
  name: "boxed",
  find: (section) => {
    const open: Open = { at: section.end, brace: section.end };
    const last = boxBefore(section, section.end, section.end, open);
    if (last === null) return null;
    const boxes: Box[] = [last];
    for (;;) {
      const next = boxes[0];
      if (next === undefined || boxes.length >= LONGEST_LIST) break;
      const previous = boxBefore(section, next.at, next.at, open);
      if (previous === null || !joins(section.text.slice(previous.close, next.at))) break;
      boxes.unshift(previous);
    }
    return toFound(section, boxes);
  },
};

interface Box {
  /** Where the macro stands. */
  readonly at: number;
  /** Range of the contents, trimmed. */
  readonly start: number;
  readonly end: number;
  /** Where the text after the box begins. */
  readonly close: number;
}

/**
 * The nearest box further on that is never closed. A brace before it that is still open there is never closed either,
 * so no search has to go past it: thousands of unclosed boxes are read once and not once each.
 */
interface Open {
  at: number;
  brace: number;
}

const LONGEST_LIST = 64;
const MACROS: ReadonlySet<string> = new Set([
  "boxed",
  "fbox",
  "framebox",
  "box",
  "Boxed",
  "bbox",
  "beginbox",
  "beginboxed",
  "boxedd",
  "boxedans",
]);
const CONJUNCTIONS: ReadonlySet<string> = new Set([
  "and",
  "or",
  "und",
  "oder",
  "et",
  "ou",
  "y",
  "o",
  "e",
  "и",
  "или",
  "和",
  "或",
  "及",
  "与",
]);

/** The last box that begins before `before` and ends before `limit`; boxes with nothing in them are passed over. */
function boxBefore(section: Section, before: number, limit: number, open: Open): Box | null {
  let search = before;
  while (search > section.start) {
    const found = section.text.lastIndexOf("ox", search - 1);
    if (found < section.start) return null;
    const box = readBox(section, found, limit, open);
    if (box !== null && box.end > box.start) return box;
    search = box === null ? found : box.at;
  }
  return null;
}

function readBox({ text, start: from }: Section, found: number, limit: number, later: Open): Box | null {
  let nameStart = found;
  let nameEnd = found + 2;
  while (nameStart > from && isLetter(text[nameStart - 1])) nameStart -= 1;
  while (nameEnd < limit && isLetter(text[nameEnd])) nameEnd += 1;
  const name = text.slice(nameStart, nameEnd);
  let at = nameStart;
  while (at > from && text[at - 1] === "\\") at -= 1;
  let open = nameEnd;
  while (open < limit && (text[open] === " " || text[open] === "\n")) open += 1;
  if (text.slice(nameStart - 6, nameStart) === "begin{" && text[nameEnd] === "}" && MACROS.has(name)) {
    const end = text.indexOf("\\end{", nameEnd);
    const stop = end === -1 || end > limit ? limit : end;
    return { at: nameStart - 7, ...trimAnswer(text, nameEnd + 1, stop), close: stop };
  }
  if (!MACROS.has(name) || (at === nameStart && (name !== "boxed" || text[open] !== "{"))) return null;
  if (text[open] !== "{") return readBareBox(text, at, open, limit);
  const brace = matchBrace(text, open, Math.min(limit, later.brace));
  if (brace !== -1) return { at, ...trimAnswer(text, open + 1, brace), close: brace + 1 };
  const end = endOfParagraph(text, open + 1, Math.min(limit, later.at));
  later.at = at;
  later.brace = open;
  return { at, ...trimAnswer(text, open + 1, end), close: end };
}

/** `\boxed 42`: a number, a command or one letter. */
function readBareBox(text: string, at: number, open: number, limit: number): Box | null {
  const token = /^(?:[-+]?\d[\d.,]*\d|[-+]?\d|\\[a-zA-Z]+(?:\{[^{}]*\})*|[a-zA-Z](?![a-zA-Z]))/u.exec(
    text.slice(open, Math.min(limit, open + 200)),
  );
  if (token === null) return null;
  const end = open + token[0].length;
  return { at, start: open, end, close: end };
}

function endOfParagraph(text: string, from: number, limit: number): number {
  const rest = text.slice(from, limit);
  const ends = ["\n\n", "$", "\\]", "\\)"].map((mark) => rest.indexOf(mark)).filter((found) => found !== -1);
  return ends.length === 0 ? limit : from + Math.min(...ends);
}

/** Whether what stands between two boxes makes them one list. */
function joins(between: string): boolean {
  if (between.length > 120) return false;
  const plain = between
    .replace(/\\(?:text|textrm|mathrm|mbox|quad|qquad)(?![a-zA-Z])/gu, " ")
    .replace(/\\[,;:! ()[\]]/gu, " ");
  if (/\n\s*\n|[.!?]\s|[。！？]/u.test(plain)) return false;
  // "y_2 = " before a box names it.
  const unnamed = plain.replace(/[\p{L}][\p{L}\d_{}()]*\s*=\s*[\s${]*$/u, " ");
  const words = unnamed.match(/\p{L}+/gu) ?? [];
  if (words.length === 0) return !/\d|=/u.test(unnamed);
  return words.length <= 4 && CONJUNCTIONS.has((words.at(-1) ?? "").toLowerCase());
}

function toFound({ text }: Section, boxes: readonly Box[]): Found | null {
  const first = boxes[0];
  const last = boxes.at(-1);
  if (first === undefined || last === undefined) return null;
  const contents = boxes.map((box) => text.slice(box.start, box.end));
  // The same box twice is one answer said twice.
  if (contents.every((content) => content === contents[0])) {
    return { text: contents[0] ?? "", start: last.start, end: last.end, at: last.at };
  }
  return { text: contents.join(", "), start: first.start, end: last.end, at: last.at };
}

function isLetter(character: string | undefined): boolean {
  return character !== undefined && /[a-zA-Z]/u.test(character);
}
