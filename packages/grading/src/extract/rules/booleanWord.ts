/**
 * Yes or no, true or false, where the gold is one of them: the word that opens the response, else the last one that no
 * negation stands before.
 */

import { isLatinLetter } from "../findMaths.ts";
import type { Rule } from "../rule.ts";

const WORDS: readonly string[] = ["yes", "no", "true", "false"];

export const booleanWord: Rule = {
  name: "boolean_word",
  find: ({ text, lower, start, end }, { goldIsBoolean }) => {
    if (!goldIsBoolean) return null;
    const opening = /^[\s*"'(]*(yes|no|true|false)(?![\p{L}])/u.exec(
      lower.slice(start, Math.min(end, start + 40)),
    );
    if (opening?.[1] !== undefined) {
      const at = start + opening[0].length - opening[1].length;
      return { text: text.slice(at, at + opening[1].length), start: at, end: at + opening[1].length, at };
    }
    let best = -1;
    let length = 0;
    for (const word of WORDS) {
      let at = lower.lastIndexOf(word, end - word.length);
      while (at >= start && at > best) {
        const apart = !isLatinLetter(text[at - 1] ?? " ") && !isLatinLetter(text[at + word.length] ?? " ");
        if (apart && !/(?:\bnot|n't)\s+$/u.test(lower.slice(Math.max(start, at - 8), at))) {
          best = at;
          length = word.length;
          break;
        }
        if (at === 0) break;
        at = lower.lastIndexOf(word, at - 1);
      }
    }
    return best === -1
      ? null
      : { text: text.slice(best, best + length), start: best, end: best + length, at: best };
  },
};
