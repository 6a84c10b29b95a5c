/**
 * The plain-text formula that a number is part of: "so y = 2x + 3" ends in the number 3 but says 2x + 3.
 *
 * Decision: a neighbour belongs to the number where an operator joins them or nothing stands between them; a letter
 * apart ("5 m", "grade A 5") does not. Only a formula with a letter or a bracket is grown: "3 + 4 = 7" says 7.
 */
import type { Range } from "./trimAnswer.ts";

const NAME = "(?:sqrt|sin|cos|tan|ln|log|exp|pi|[a-zA-Z](?![a-zA-Z]))";
const TOKEN = `(?:\\d+(?:\\.\\d+)?|${NAME}|π|√)`;
const OPERATOR = "\\s*(?:\\*\\*|[-+−*/^·×±])\\s*";
const RIGHT = new RegExp(`^(?:${OPERATOR}[(\\[]*(?=${TOKEN}|[(\\[])|[)\\]]+|${TOKEN}|[(\\[])`, "u");
const LEFT = new RegExp(
  `(?:[)\\]]*(?:${OPERATOR})|(?<![a-zA-Z])${NAME}|[(\\[]+|[)\\]]+|\\d+(?:\\.\\d+)?|π|√)$`,
  "u",
);
/** A formula in prose is short. */
const LONGEST = 160;

/** The range of the formula around `number`, or `number` itself where it stands alone. */
export function growFormula(text: string, number: Range, from: number, to: number): Range {
  let { start, end } = number;
  const first = Math.max(from, start - LONGEST);
  const last = Math.min(to, end + LONGEST);
  for (
    let match = LEFT.exec(text.slice(first, start));
    match !== null;
    match = LEFT.exec(text.slice(first, start))
  ) {
    start -= match[0].length;
  }
  for (
    let match = RIGHT.exec(text.slice(end, last));
    match !== null;
    match = RIGHT.exec(text.slice(end, last))
  ) {
    end += match[0].length;
  }
  while (start < end && /[\s+*/^·×)\]]/u.test(text[start] ?? "")) start += 1;
  while (end > start && /[\s([]/u.test(text[end - 1] ?? "")) end -= 1;
  const formula = text.slice(start, end);
  const around = formula.replace(text.slice(number.start, number.end), " ");
  // "5m" and "3x as many" are numbers; a formula has an operation.
  if (!/[a-zA-Zπ√([]/u.test(formula) || !/[-+−*/^·×±(√]/u.test(around) || !isBalanced(formula)) return number;
  return { start, end };
}

function isBalanced(formula: string): boolean {
  let depth = 0;
  for (const character of formula) {
    if (character === "(" || character === "[") depth += 1;
    if (character === ")" || character === "]") depth -= 1;
    if (depth < 0) return false;
  }
  return depth === 0;
}
