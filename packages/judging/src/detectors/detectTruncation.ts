/** Whether a response ends in the middle. Decision: what was reported outranks what can be seen. */
import { findThinking } from "./thinking.ts";

export type TruncationSign =
  /** The generator reported that it hit the limit of tokens. */
  | "token_limit"
  | "open_thinking"
  | "open_fence"
  | "open_formula"
  /** The last line has no end of a sentence, closes nothing and is no short answer. */
  | "mid_sentence";

export interface TruncationOptions {
  /** What the generator reported, if anything. */
  readonly finish?: "stop" | "length" | "error" | null;
}

/**
 * The first sign that applies; null where the response seems whole. Total and linear.
 * @example detectTruncation("So we get $x = ") // "open_formula"
 */
export function detectTruncation(
  response: string,
  { finish }: TruncationOptions = {},
): TruncationSign | null {
  if (finish === "length") return "token_limit";
  if (findThinking(response).tags === "never_closed") return "open_thinking";
  if ((response.match(/^[ \t]*```/gmu)?.length ?? 0) % 2 === 1) return "open_fence";
  if (isFormulaOpen(response)) return "open_formula";
  return finish !== "stop" && endsInSentence(response) ? "mid_sentence" : null;
}

function isFormulaOpen(text: string): boolean {
  const tail = text.slice(-2000);
  const last = (mark: string) => tail.lastIndexOf(mark);
  if (last("\\[") > last("\\]") || last("\\(") > last("\\)")) return true;
  const display = (text.match(/\$\$/gu)?.length ?? 0) % 2 === 1;
  // A single dollar may be a price: only a formula at the very end counts as open.
  return display || /(?<![$\\])\$[^$\s\d][^$\n]{0,80}[=+\-*/^({\\]\s*$/u.test(text.slice(-120));
}

const SHORTEST_SENTENCE = 40;

function endsInSentence(text: string): boolean {
  const line = text.trimEnd().slice(-400).split("\n").at(-1) ?? "";
  if (line.length < SHORTEST_SENTENCE) return false;
  return /[\p{L},;(=+\-*/]$/u.test(line) && /\p{L}{2,} \p{L}{2,} \p{L}+/u.test(line);
}
