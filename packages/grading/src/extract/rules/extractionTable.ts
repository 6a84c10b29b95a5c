/** What the extraction tests are tables of: a response, the rule that must find its answer, and the answer's text. */
import { extractAnswer } from "../extractAnswer.ts";
import { readGold } from "../readGold.ts";

export type Row = readonly [response: string, rule: string, text: string, gold?: string | undefined];

/** `rule: text` where something was found, else the status; offsets are checked against the response. */
export function extracted(response: string, gold: string | undefined = "0"): string {
  const extraction = extractAnswer(response, { context: readGold(gold, "auto", undefined).context });
  if (extraction.status !== "found") return extraction.status;
  const { rule, text, start, end } = extraction.answer;
  const there = response.slice(start, end);
  const moved =
    there !== text && rule !== "boxed" && rule !== "json_answer" ? ` (but "${there}" stands there)` : "";
  return `${rule}: ${text}${moved}`;
}
