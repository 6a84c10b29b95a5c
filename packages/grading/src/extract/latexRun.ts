/**
 * The last formula that stands in prose without delimiters: "每份应该是 (\frac{2}{5}) 吨" -> `(\frac{2}{5})`.
 * A run is made of numbers, single letters, operators, brackets and commands with their braces; a word of two letters
 * or a letter of another script ends it. Only runs with a command or a digit count. One pass.
 */
import { isLatinLetter } from "./findMaths.ts";
import { matchBrace } from "./matchBrace.ts";
import { type Range, trimAnswer } from "./trimAnswer.ts";

export function lastLatexRun(text: string, from: number, to: number): Range | null {
  let best: Range | null = null;
  let start = -1;
  let command = false;
  let at = from;
  const finish = (end: number): void => {
    if (start !== -1 && command) best = trimRun(text, start, end);
    start = -1;
    command = false;
  };
  while (at < to) {
    const character = text[at] ?? "";
    let next = at + 1;
    if (character === "\\") {
      next = endOfCommand(text, at, to);
      const name = text.slice(at + 1, next);
      if (/^(?:text|begin|end|item|section|newline|n$|\\)/u.test(name)) {
        finish(at);
        at = next;
        continue;
      }
      command ||= isLatinLetter(text[at + 1] ?? "");
      if (start === -1) start = at;
    } else if (isLatinLetter(character)) {
      while (next < to && isLatinLetter(text[next] ?? "")) next += 1;
      if (next - at > 1) finish(at);
      else if (start === -1) start = at;
    } else if (character === " " || RUN.includes(character)) {
      if (start === -1 && character !== " ") start = at;
    } else {
      finish(at);
    }
    at = next;
  }
  finish(to);
  return best;
}

const RUN = "0123456789.,+-−*/^_=<>()[]{}|!'%°√π∞·×÷≤≥≈≠±";

function endOfCommand(text: string, at: number, to: number): number {
  let end = at + 1;
  while (end < to && isLatinLetter(text[end] ?? "")) end += 1;
  if (end === at + 1) return Math.min(to, at + 2);
  while (text[end] === "{" || text[end] === "[") {
    const close =
      text[end] === "{" ? matchBrace(text, end, Math.min(to, end + 2_000)) : text.indexOf("]", end);
    if (close === -1 || close >= to) break;
    end = close + 1;
  }
  return end;
}

/** Without operators at the ends that have nothing to work on. */
function trimRun(text: string, from: number, to: number): Range {
  let { start, end } = trimAnswer(text, from, to);
  while (start < end && ",.;:=<>*/^_)]}".includes(text[start] ?? "")) start += 1;
  while (end > start && " ,.;:=<>*/^_([{+-".includes(text[end - 1] ?? "")) end -= 1;
  return trimAnswer(text, start, end);
}
