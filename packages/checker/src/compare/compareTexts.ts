/** Words: normalised text, booleans, choice letters. */
import { different, equal, type Verdict } from "./verdict.ts";

/** Lower case, single spaces, no punctuation, articles, or TeX dressing. */
export function normaliseText(source: string): string {
  return source
    .replaceAll(
      /\\(?:text|textbf|textit|textrm|mathrm|mathbf|mbox|boxed|operatorname|emph|hbox|textnormal)\s*\{/gu,
      " ",
    )
    .replaceAll(/\\(?:left|right|quad|qquad|displaystyle)\b/gu, " ")
    .replaceAll(/\\[ ,;:!]/gu, " ")
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[{}$"'`*\\.,;:!?()[\]_~\u2018\u2019\u201c\u201d-]/gu, " ")
    .replaceAll(/\b(?:the|an|a)\b(?=\s+\S)/gu, " ")
    .replaceAll(/\s+/gu, " ")
    .trim();
}

const TRUE: ReadonlySet<string> = new Set(["true", "yes", "correct", "right"]);
const FALSE: ReadonlySet<string> = new Set(["false", "no", "incorrect", "wrong"]);
const NONE: ReadonlySet<string> = new Set([
  "no solution",
  "no solutions",
  "none",
  "no real solution",
  "no real solutions",
  "dne",
  "does not exist",
  "undefined",
  "not defined",
  "impossible",
  "empty set",
  "no such number exists",
]);

/** The truth value that a text is, or null. */
export function truthOf(text: string): boolean | null {
  return TRUE.has(text) ? true : FALSE.has(text) ? false : null;
}

/** Text that is partly mathematics: only layout may differ, every sign counts. */
function strictText(source: string): string {
  return source
    .replaceAll(/\\ /gu, " ")
    .replaceAll(/\\(?:left|right|displaystyle|quad|qquad)\b|\\[,;:!]|\$/gu, "")
    .replaceAll(/(?<=\d)\s+(?=\d)/gu, "_")
    .replaceAll(/\s+/gu, "")
    .replaceAll(/[.,;]+$/gu, "");
}

/** Whether words alone carry the meaning: letters, spaces and the marks of sentences. */
function isProse(source: string): boolean {
  const bare = source.replaceAll(
    /\\(?:text|textbf|textit|textrm|mathrm|mathbf|mbox|hbox|textnormal|emph|boxed|quad|left|right)\b|\\[ ,;:!]/gu,
    " ",
  );
  return !/[\d\\=+*/^<>|_\u2200-\u22ff]/u.test(bare) && !/(?:^|\s|\()-/u.test(bare);
}

/** Two texts as words. */
export function compareTexts(gold: string, answer: string): Verdict {
  if (!isProse(gold) || !isProse(answer)) {
    const [one, other] = [strictText(gold), strictText(answer)];
    return one === other && one !== ""
      ? equal("text", { words: one.slice(0, 120) })
      : different("text", { gold: one.slice(0, 60), answer: other.slice(0, 60) });
  }
  const left = normaliseText(gold);
  const right = normaliseText(answer);
  if (left === "" || right === "") {
    return strictText(gold) === strictText(answer)
      ? equal("text", { words: strictText(gold).slice(0, 120) })
      : different("text", { gold: gold.slice(0, 40), answer: answer.slice(0, 40) });
  }
  if (left === right) return equal("text", { words: left.slice(0, 120) });
  const [a, b] = [truthOf(left), truthOf(right)];
  if (a !== null && b !== null)
    return a === b ? equal("boolean", { value: a }) : different("boolean", { gold: a, answer: b });
  if (NONE.has(left) && NONE.has(right)) return equal("text", { words: "none" });
  // Compact spelling: "no-one" and "no one", "rock salt" and "rocksalt".
  if (left.length > 3 && left.replaceAll(" ", "") === right.replaceAll(" ", ""))
    return equal("text", { words: left.slice(0, 120) });
  return different("text", { gold: left.slice(0, 60), answer: right.slice(0, 60) });
}

/** The letter of a choice and its text: "(B) 12", "B. 12", "B", or null. */
export function choiceOf(source: string): { readonly letter: string; readonly text: string } | null {
  const plain = source
    .replaceAll(/\\(?:text|textbf|mathrm|mathbf|mbox|boxed|bf|rm)\s*\{([^{}]*)\}/gu, "$1")
    .replaceAll(/[$*]|\\[ ,;]|\\left|\\right/gu, " ")
    .trim();
  const found =
    /^(?:option |choice |answer )?\(?([A-Za-z])(?:\)|[.:)](?=\s|$)|(?=$))\s*(.*)$/su.exec(plain) ??
    /^([A-Z])\s+(\D.*)$/su.exec(plain);
  if (found === null) return null;
  // "A, D" and "(A) or (B)" choose several: they are another answer than the first letter.
  if (/^(?:[,;/&]|and\b|or\b)+\s*(?:and\s+|or\s+)?\(?[A-Z](?![a-zA-Z])/u.test(found[2] ?? "")) return null;
  return { letter: (found[1] ?? "").toUpperCase(), text: (found[2] ?? "").trim() };
}
