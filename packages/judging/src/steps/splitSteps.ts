/**
 * A response in steps. Decision: the writer's own marks win. In order: "Step k:" lines, numbered items at the line's
 * start (at least two, counting up from 1), paragraphs, lines, sentences. What stands before the first mark is a step
 * of its own, so that no text is lost; blank text gives no step. Fenced code and display formulas are not cut in two
 * by the blank lines inside them.
 */
import type { Step } from "./step.ts";

const STEP_LINE = /^[ \t]*(?:#{1,6}[ \t]*)?(?:\*\*|__)?step[ \t]*\d{1,4}\b/iu;
const NUMBERED_LINE = /^[ \t]*(?:\*\*)?(\d{1,3})[.)](?=[ \t])/u;
const DISPLAY_OPEN = /\\\[|\\begin\{/gu;
/** Lines after which a display formula that was never closed is taken as forgotten. */
const LONGEST_DISPLAY = 60;
const DISPLAY_CLOSE = /\\\]|\\end\{/gu;

/**
 * Linear in the response's length; the spans are in order, do not overlap and leave out blank text only.
 * @example splitSteps("Step 1: 2+2=4.\nStep 2: 4*3=12.").map((step) => step.text) // ["Step 1: 2+2=4.", "Step 2: 4*3=12."]
 */
export function splitSteps(response: string): readonly Step[] {
  const lines = linesOf(response);
  const starts =
    startsAt(lines, (line) => STEP_LINE.test(line)) ??
    numberedStarts(lines) ??
    paragraphStarts(lines) ??
    (lines.filter(({ text }) => text.trim() !== "").length > 1
      ? lines.filter(({ open }) => !open).map(({ start }) => start)
      : sentenceStarts(response));
  return cut(response, starts);
}

/**
 * Steps that come ready made, as data sets give them; the text is theirs, joined by line feeds.
 * @example toSteps(["2+2=4", "4*3=12"])[1] // { index: 1, text: "4*3=12", span: { start: 6, end: 12 } }
 */
export function toSteps(texts: readonly string[]): readonly Step[] {
  let start = 0;
  return texts.map((text, index) => {
    const span = { start, end: start + text.length };
    start = span.end + 1;
    return { index, text, span };
  });
}

interface Line {
  readonly text: string;
  readonly start: number;
  /** Whether it stands inside a display formula or a fence that an earlier line opened. */
  readonly open: boolean;
}

function linesOf(response: string): Line[] {
  const lines: Line[] = [];
  let [start, depth, openLines, fenced] = [0, 0, 0, false];
  for (const text of response.split("\n")) {
    const fence = text.trimStart().startsWith("```");
    lines.push({ text, start, open: depth > 0 || fenced });
    if (fence) fenced = !fenced;
    depth += count(text, DISPLAY_OPEN) - count(text, DISPLAY_CLOSE);
    openLines = depth > 0 ? openLines + 1 : 0;
    if (depth < 0 || openLines > LONGEST_DISPLAY) depth = 0;
    start += text.length + 1;
  }
  return lines;
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

function startsAt(lines: readonly Line[], marks: (line: string) => boolean): number[] | null {
  const marked = lines.filter(({ text }) => marks(text)).map(({ start }) => start);
  return marked.length > 0 ? marked : null;
}

/** Items that count up by one; a lone "3." or a year at a line's start is no numbering. */
function numberedStarts(lines: readonly Line[]): number[] | null {
  const starts: number[] = [];
  for (const { text, start } of lines) {
    const number = NUMBERED_LINE.exec(text)?.[1];
    if (number !== undefined && Number(number) === starts.length + 1) starts.push(start);
  }
  return starts.length > 1 ? starts : null;
}

function paragraphStarts(lines: readonly Line[]): number[] | null {
  const starts: number[] = [];
  let blank = true;
  for (const { text, start, open } of lines) {
    if (text.trim() === "") {
      blank ||= !open;
    } else if (blank) {
      starts.push(start);
      blank = false;
    }
  }
  return starts.length > 1 ? starts : null;
}

/** After a full stop, a question or an exclamation mark and white space; not within a number, not after "e.g.". */
function sentenceStarts(response: string): number[] {
  const starts = [0];
  for (const match of response.matchAll(/[^\s.][.!?]\s+(?=[\p{Lu}\d$\\(])|[。!?]/gu)) {
    if (!/(?:e\.g|i\.e|vs|cf|no)\.\s*$/iu.test(response.slice(Math.max(match.index - 3, 0), match.index + 3)))
      starts.push(match.index + match[0].length);
  }
  return starts;
}

function cut(response: string, starts: readonly number[]): Step[] {
  const steps: Step[] = [];
  const edges = [0, ...starts.filter((start) => start > 0), response.length];
  for (let at = 0; at + 1 < edges.length; at += 1) {
    const raw = response.slice(edges[at], edges[at + 1]);
    const text = raw.trim();
    if (text === "") continue;
    const start = (edges[at] ?? 0) + raw.length - raw.trimStart().length;
    steps.push({ index: steps.length, text, span: { start, end: start + text.length } });
  }
  return steps;
}
