/**
 * The option that a response names by its text where it names no letter: "The capital is Paris" for (B) Paris. The last
 * one wins; of two that end at the same place the longer one.
 */
import type { Found, Rule } from "../rule.ts";

export const optionText: Rule = {
  name: "option_text",
  find: ({ text, lower, start, end }, { options }) => {
    let best: Found | null = null;
    for (const option of options) {
      const wanted = option.trim().toLowerCase();
      if (wanted === "") continue;
      let at = lower.lastIndexOf(wanted, end - wanted.length);
      while (at >= start) {
        const stop = at + wanted.length;
        if (isApart(text, at, stop)) {
          const later = best === null || stop > best.end || (stop === best.end && at < best.start);
          if (later) best = { text: text.slice(at, stop), start: at, end: stop, at };
          break;
        }
        if (at === 0) break;
        at = lower.lastIndexOf(wanted, at - 1);
      }
    }
    return best;
  },
};

/** "12" in "112" or "12.5", "car" in "scarf" are other words. */
function isApart(text: string, start: number, end: number): boolean {
  const inside = /[\p{L}\d]/u;
  if (inside.test(text[start] ?? "") && inside.test(text[start - 1] ?? " ")) return false;
  if (inside.test(text[end - 1] ?? "") && inside.test(text[end] ?? " ")) return false;
  return (
    !/^[.,]\d/u.test(text.slice(end, end + 2)) && !/\d[.,]$/u.test(text.slice(Math.max(0, start - 2), start))
  );
}
