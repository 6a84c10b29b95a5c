/**
 * The part of a response that may hold the answer.
 *
 * Decision: a model's thinking is not its answer. What stands before the last closing thinking tag is left out; an
 * opened and never closed thinking tag means that the output was cut off in thought, which is `truncated` and never
 * "wrong". What follows an end-of-turn token was made up by a base model that ran on and is left out as well.
 */
export interface Section {
  /** The whole response; offsets of everything found refer to it. */
  readonly text: string;
  /** The same text in lower case, or the text itself where lower case would move offsets. */
  readonly lower: string;
  /** Half-open range `[start, end)` of UTF-16 code units in which rules look. */
  readonly start: number;
  readonly end: number;
}

export type SectionResult =
  | { readonly status: "visible"; readonly section: Section }
  | { readonly status: "unfinished_thinking"; readonly tag: string };

/** Names of the tags that set thinking apart, as the models of 2024 to 2026 write them. */
const THINKING_TAGS: readonly (readonly [open: string, close: string])[] = [
  ["<think>", "</think>"],
  ["<thinking>", "</thinking>"],
  ["<thought>", "</thought>"],
  ["<reasoning>", "</reasoning>"],
  ["<seed:think>", "</seed:think>"],
  ["◁think▷", "◁/think▷"],
  ["[THINK]", "[/THINK]"],
  ["<|begin_of_thought|>", "<|end_of_thought|>"],
  ["<|channel|>analysis", "<|channel|>final"],
];

const END_OF_TURN: readonly string[] = [
  "<|im_end|>",
  "<|im_start|>",
  "<|endoftext|>",
  "<|eot_id|>",
  "<|end|>",
  "<end_of_turn>",
  "<eoa>",
];

/** A section of a text that is known to hold no thinking. */
export function sectionOf(text: string, start: number, end: number): Section {
  const lower = text.toLowerCase();
  return { text, lower: lower.length === text.length ? lower : text, start, end };
}

/**
 * The visible part of a response.
 * @example toSection("<think>maybe 3</think>It is 4") // { status: "visible", section: { start: 22, ... } }
 */
export function toSection(text: string): SectionResult {
  let start = 0;
  let end = text.length;
  // Every tag and token has one of these characters: most responses have none and are done.
  if (text.includes("<") || text.includes("[THINK]") || text.includes("◁")) {
    for (const [open, close] of THINKING_TAGS) {
      const closed = text.lastIndexOf(close);
      const after = closed === -1 ? 0 : closed + close.length;
      if (text.includes(open, after)) return { status: "unfinished_thinking", tag: open };
      if (after > start) start = after;
    }
    for (const token of END_OF_TURN) {
      const at = text.indexOf(token, start);
      // A response that opens with such a token is a transcript, not a turn that ended.
      if (at !== -1 && at < end && text.slice(start, at).trim() !== "") end = at;
    }
  }
  return { status: "visible", section: sectionOf(text, start, end) };
}
