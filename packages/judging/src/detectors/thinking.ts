/** The thinking of a response and what follows it. */
import type { Span } from "@plumbline/checker";

export interface Thinking {
  /** Between the tags; null where there are none. Without a closing tag it goes to the end. */
  readonly thinking: Span | null;
  /** What is shown to the reader: after the last closing tag, or all of it. */
  readonly visible: Span;
  readonly tags: "none" | "closed" | "never_closed" | "never_opened";
}

const OPEN = /<(?:think|thinking|thought|reasoning)>|◁think▷/giu;
const CLOSE = /<\/(?:think|thinking|thought|reasoning)>|◁\/think▷/giu;

/**
 * Total and linear. A chat template may open the thinking itself, so a closing tag alone ends a thinking from the start.
 * @example findThinking("<think>2+2=4</think>4").visible // { start: 20, end: 21 }
 */
export function findThinking(response: string): Thinking {
  const open = response.matchAll(OPEN).next().value;
  let close: RegExpExecArray | undefined;
  for (const match of response.matchAll(CLOSE)) close = match;
  const end = response.length;
  if (close !== undefined) {
    const start = open !== undefined && open.index < close.index ? open.index + open[0].length : 0;
    return {
      thinking: { start, end: close.index },
      visible: { start: close.index + close[0].length, end },
      tags: open === undefined ? "never_opened" : "closed",
    };
  }
  if (open === undefined) return { thinking: null, visible: { start: 0, end }, tags: "none" };
  return {
    thinking: { start: open.index + open[0].length, end },
    visible: { start: end, end },
    tags: "never_closed",
  };
}
