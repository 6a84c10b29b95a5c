/** Golds and extracted answers: formulas without delimiters. */
import { type LaidText, layText } from "./layText.ts";
import { segmentMath } from "./segmentMath.ts";

/** A bare answer laid out, as mathematics where it is some that renders, else as it is written. */
export function layAnswer(answer: string): LaidText {
  const laid = layText(asFormula(answer));
  const rendered = laid.paragraphs.some((runs) => runs.some((run) => run.mathml !== undefined));
  return rendered ? laid : layText(answer);
}

/**
 * A bare answer as a text with delimiters, so that it renders.
 * @example asFormula("\\frac{1}{2}") // "$\\displaystyle \\frac{1}{2}$", asFormula("Evelyn") // "Evelyn"
 */
function asFormula(answer: string): string {
  const bare = segmentMath(answer).every((piece) => piece.kind === "text");
  return bare && /[\\^_{}]/u.test(answer) && !answer.includes("$")
    ? `$\\displaystyle ${answer.trim()}$`
    : answer;
}
