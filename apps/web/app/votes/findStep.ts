/** Where in a response a judge's step stands. */
import type { SampleView, Span } from "@plumbline/contract";

type SampleJudgement = SampleView["judgements"][number];

/**
 * The span of the step in the response, or null where it is not to be found. Decision: found by the text that the judge
 * kept as evidence, so that the page need not know how the judge cut steps; where the text occurs several times, the
 * occurrence with as many lines or paragraphs before it as the step has steps before it.
 *
 * @example findStep("a\nb\na\n", { step: 2, evidence: { text: "a\n" } }) // { start: 4, end: 5 }
 */
export function findStep(
  response: string,
  { step, evidence }: Pick<SampleJudgement, "step" | "evidence">,
): Span | null {
  const kept = evidence["text"];
  if (step === null || typeof kept !== "string" || kept.trim() === "") return null;
  const text = kept.trim();
  const starts: number[] = [];
  for (let at = response.indexOf(text); at !== -1; at = response.indexOf(text, at + 1)) starts.push(at);
  const start = starts.find((at) => isAfter(response.slice(0, at), step)) ?? starts[0];
  return start === undefined ? null : { start, end: start + text.length };
}

function isAfter(before: string, steps: number): boolean {
  const count = (separator: RegExp) => before.split(separator).filter((part) => part.trim() !== "").length;
  return count(/\n\s*/u) === steps || count(/\n[^\S\n]*\n\s*/u) === steps;
}
