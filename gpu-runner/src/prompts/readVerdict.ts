/** What a check says of the solution it checked. */
import type { Vote } from "@plumbline/contract";

/** One line, alone: `Answer: 1` or `Answer: 0`, marks of emphasis around either part allowed. */
const VERDICT_LINE = /^[\s>*_`#-]*answer[\s*_`]*:[\s*_`$]*([01])[\s*_`$.]*$/iu;

/**
 * The last line of the form `Answer: 1` (right) or `Answer: 0` (wrong) counts; a check without one abstains. Nothing is
 * ever guessed from other words, because a guess would be counted as a verdict.
 *
 * @example readVerdict("47*16 = 752, fine.\nAnswer: 1") // "right"
 */
export function readVerdict(check: string): Vote["verdict"] {
  const found = check
    .split("\n")
    .map((line) => VERDICT_LINE.exec(line)?.[1])
    .findLast((verdict) => verdict !== undefined);
  if (found === undefined) return "unparseable";
  return found === "1" ? "right" : "wrong";
}
