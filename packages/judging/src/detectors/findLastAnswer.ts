/** The last answer that a text announces: a box, "#### 4", "the answer is 4", "Answer: 4". */
import type { Span } from "@plumbline/checker";

export interface FoundAnswer {
  readonly text: string;
  readonly span: Span;
}

const MARKS = /\\f?boxed\s*\{|####[ \t]*|\banswer(?:\s+(?:is|would be|should be)|\s*(?:=|:))[ \t:*]*/giu;
const LONGEST = 400;

/**
 * Offsets count within the whole text; `range` limits where it is looked for. Null where nothing is announced.
 * @example findLastAnswer("The answer is 3. No, the answer is $4$.")?.text // "4"
 */
export function findLastAnswer(
  text: string,
  range: Span = { start: 0, end: text.length },
): FoundAnswer | null {
  const searched = text.slice(range.start, range.end);
  let last: FoundAnswer | null = null;
  let from = 0;
  for (const match of searched.matchAll(MARKS)) {
    const start = match.index + match[0].length;
    if (match.index < from) continue;
    const raw = match[0].endsWith("{") ? boxContent(searched, start) : lineContent(searched, start);
    const trimmed = raw === null ? "" : raw.replace(/^[\s$*:]*(?:\\[([]\s*)?/u, "");
    const answer = trimmed.replace(/(?:[\s$*.,;:!]|\\[)\]])+$/u, "");
    if (raw === null || answer === "" || /\\f?boxed\s*\{/u.test(answer)) continue;
    const begin = range.start + start + raw.length - trimmed.length;
    last = { text: answer, span: { start: begin, end: begin + answer.length } };
    from = start + raw.length;
  }
  return last;
}

function boxContent(text: string, start: number): string | null {
  let depth = 1;
  for (let at = start; at < Math.min(text.length, start + LONGEST); at += 1) {
    const character = text[at];
    if (character === "\\") at += 1;
    else if (character === "{") depth += 1;
    else if (character === "}") depth -= 1;
    if (depth === 0) return text.slice(start, at);
  }
  return null;
}

/** To the end of the line or sentence. */
function lineContent(text: string, start: number): string {
  const line = text.slice(start, start + LONGEST);
  const end = line.search(/\n|[.;!?](?=\s|$)|,\s/u);
  return end < 0 ? line : line.slice(0, end);
}
