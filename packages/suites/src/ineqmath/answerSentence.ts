/** Where an IneqMath response says its answer (arXiv 2506.07927, appendix; repository lupantech/ineqmath). */

const PHRASES = ["final answer is", "answer is", "final answer"] as const;
const LAST_LINES = 3;

export interface AnswerSentence {
  readonly text: string;
  /** Whether a phrase announced it; false for the last lines of a response that announces nothing. */
  readonly announced: boolean;
}

/**
 * From the last "final answer is", else "answer is", else "final answer", to the response's end; else the last three lines
 * that are not blank. Linear in the response's length.
 * @example answerSentence("So C is 2.\nThe answer is $C=2$.\nBye.") // { text: " $C=2$.\nBye.", announced: true }
 */
export function answerSentence(response: string): AnswerSentence {
  const lower = response.toLowerCase();
  for (const phrase of PHRASES) {
    const at = lower.lastIndexOf(phrase);
    if (at >= 0) return { text: response.slice(at + phrase.length), announced: true };
  }
  const lines = response.split("\n").filter((line) => line.trim() !== "");
  return { text: lines.slice(-LAST_LINES).join("\n"), announced: false };
}
