/** Whether a response answers what its thinking found ("think-answer mismatch" of arXiv surveys on hallucination). */
import { checkAnswer } from "@plumbline/checker";
import { type FoundAnswer, findLastAnswer } from "./findLastAnswer.ts";
import { findThinking } from "./thinking.ts";

export interface ThinkAnswerMismatch {
  /** `not_applicable`: no thinking, or one of the two has no answer. */
  readonly outcome: "match" | "mismatch" | "undecided" | "not_applicable";
  readonly thinking: FoundAnswer | null;
  readonly final: FoundAnswer | null;
}

/**
 * Compares the last answer announced in the thinking with the last one after it, by the checker: 1/2 and 0.5 match.
 * @example detectThinkAnswerMismatch("<think>The answer is 4.</think>The answer is 5.").outcome // "mismatch"
 */
export function detectThinkAnswerMismatch(response: string): ThinkAnswerMismatch {
  const { thinking, visible } = findThinking(response);
  const thought = thinking === null ? null : findLastAnswer(response, thinking);
  const final = findLastAnswer(response, visible);
  if (thought === null || final === null) return { outcome: "not_applicable", thinking: thought, final };
  return { outcome: compare(thought.text, final.text), thinking: thought, final };
}

function compare(thought: string, final: string): ThinkAnswerMismatch["outcome"] {
  const result = checkAnswer(thought, final);
  if (result.status === "gold_unreadable") return "undecided";
  switch (result.relation) {
    case "equal":
    case "rounds":
      return "match";
    case "different":
      return "mismatch";
    case "undecided":
      return "undecided";
  }
}
