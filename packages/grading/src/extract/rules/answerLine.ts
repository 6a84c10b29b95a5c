/**
 * A line that is an answer by its head: `A: 42` (GSM8K's systems) and `#### 42` (GSM8K's solutions).
 * `####` is also a heading in markdown; it announces an answer where the line is short and no text follows it.
 */
import type { Found, Rule } from "../rule.ts";
import type { Section } from "../section.ts";
import { trimAnswer } from "../trimAnswer.ts";

export const answerLine: Rule = {
  name: "answer_line",
  find: (section) => lastLine(section, "A:", () => true) ?? lastLine(section, "A：", () => true),
};

export const hashes: Rule = {
  name: "hashes",
  find: (section) =>
    lastLine(
      section,
      "####",
      (content, isLast) => isLast || /^[-+$\\€£]?[\s\d$\\]*\d[\d,./%\\{}a-z]*\.?$/u.test(content),
    ),
};

function lastLine(
  section: Section,
  head: string,
  accepts: (content: string, isLast: boolean) => boolean,
): Found | null {
  const { text, start, end } = section;
  let at = text.lastIndexOf(head, end - head.length);
  let isLast = true;
  while (at >= start) {
    let lineStart = at;
    while (
      lineStart > start &&
      (text[lineStart - 1] === " " || text[lineStart - 1] === "*" || text[lineStart - 1] === "\t")
    )
      lineStart -= 1;
    if (lineStart === start || text[lineStart - 1] === "\n") {
      const newline = text.indexOf("\n", at);
      const stop = newline === -1 || newline > end ? end : newline;
      const range = trimAnswer(text, at + head.length, stop);
      const content = text.slice(range.start, range.end);
      isLast &&= text.slice(stop, end).trim() === "";
      if (content !== "" && !content.startsWith("#") && accepts(content, isLast))
        return { text: content, ...range, at };
      isLast = false;
    }
    if (at === 0) return null;
    at = text.lastIndexOf(head, at - 1);
  }
  return null;
}
