/** `<answer>42</answer>` and its kin. A tag that is never closed runs to the end. Reads from the end. */
import type { Found, Rule } from "../rule.ts";
import { trimAnswer } from "../trimAnswer.ts";

const TAGS: readonly string[] = [
  "answer",
  "final_answer",
  "finalanswer",
  "final-answer",
  "ans",
  "result",
  "solution",
];

export const answerTag: Rule = {
  name: "answer_tag",
  find: (section) => {
    const { text, lower, start, end } = section;
    if (!lower.includes("<", start)) return null;
    let best: Found | null = null;
    for (const tag of TAGS) {
      const at = lower.lastIndexOf(`<${tag}>`, end - 1);
      if (at < start || (best !== null && at < best.at)) continue;
      const inside = at + tag.length + 2;
      const close = lower.indexOf(`</${tag}>`, inside);
      const range = trimAnswer(text, inside, close === -1 || close > end ? end : close);
      if (range.end > range.start) best = { text: text.slice(range.start, range.end), ...range, at };
    }
    return best;
  },
};
