/** How a response is laid out: boxes, an announced answer, thinking tags, formulas that do not close. */
import { findLastAnswer } from "./findLastAnswer.ts";
import { findThinking, type Thinking } from "./thinking.ts";

export interface FormatUse {
  /** Boxes in what the reader sees. */
  readonly boxes: number;
  /** Whether an answer is announced there in any of the usual forms. */
  readonly announcesAnswer: boolean;
  /** Whether the last line that is not blank matches the asked form; null where none was asked. */
  readonly asAsked: boolean | null;
  readonly thinking: Thinking["tags"];
  /** Opening display or inline formulas and environments without a partner. */
  readonly openFormulas: number;
}

export interface FormatOptions {
  /** What the last line has to look like, for example /^Answer: [01]$/u. */
  readonly lastLine?: RegExp;
}

/**
 * Total and linear, but for `lastLine`, which is the caller's.
 * @example detectFormat("<think>2</think>\\boxed{4}").boxes // 1
 */
export function detectFormat(response: string, { lastLine }: FormatOptions = {}): FormatUse {
  const { visible, tags } = findThinking(response);
  const shown = response.slice(visible.start, visible.end);
  const count = (pattern: RegExp) => shown.match(pattern)?.length ?? 0;
  const last = shown.trimEnd().split("\n").at(-1)?.trim() ?? "";
  const open = (from: RegExp, to: RegExp) => Math.abs(count(from) - count(to));
  return {
    boxes: count(/\\f?boxed\s*\{/gu),
    announcesAnswer: findLastAnswer(shown) !== null,
    asAsked:
      lastLine === undefined
        ? null
        : new RegExp(lastLine.source, lastLine.flags.replace(/[gy]/gu, "")).test(last),
    thinking: tags,
    openFormulas:
      open(/\\\[/gu, /\\\]/gu) +
      open(/\\\(/gu, /\\\)/gu) +
      open(/\\begin\{/gu, /\\end\{/gu) +
      (count(/\$\$/gu) % 2),
  };
}
