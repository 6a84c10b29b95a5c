/** A response in three parts, so that thinking can be folded without losing what stands around it. */
import type { Span } from "@plumbline/contract";
import { type LaidText, layText } from "./layText.ts";

export interface LaidSample {
  readonly before: LaidText;
  readonly thinking: LaidText | null;
  readonly after: LaidText | null;
  /** Characters of thinking, for the fold's label. */
  readonly thinkingLength: number;
  /** Whether the marked answer or the flagged step stands inside the thinking, which is then shown open. */
  readonly markedInThinking: boolean;
}

/** Lays the response out with `marked` and `flagged` (UTF-16 spans in the whole response) shown in whichever part holds them. */
export function laySample(
  response: string,
  thinking: Span | null,
  marked: Span | null,
  flagged: Span | null = null,
): LaidSample {
  const part = (start: number, end: number) =>
    layText(response.slice(start, end), shift(marked, start), shift(flagged, start));
  if (thinking === null || thinking.end <= thinking.start) {
    return {
      before: part(0, response.length),
      thinking: null,
      after: null,
      thinkingLength: 0,
      markedInThinking: false,
    };
  }
  const { start, end } = thinking;
  return {
    before: part(0, start),
    thinking: part(start, end),
    after: part(end, response.length),
    thinkingLength: end - start,
    markedInThinking: [marked, flagged].some((span) => span !== null && span.start < end && start < span.end),
  };
}

function shift(span: Span | null, by: number): Span | null {
  return span === null ? null : { start: Math.max(0, span.start - by), end: Math.max(0, span.end - by) };
}
