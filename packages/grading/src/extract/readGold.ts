/**
 * What a gold says and what kind of answer it asks for.
 *
 * Decision: a gold is a bare answer unless it announces one (some suites give whole solutions as golds). A lone
 * capital letter, bracketed or followed by its option's text, asks for a choice; the letters that may be chosen are
 * those of the options, else A to J.
 */
import { extractAnnounced } from "./extractAnswer.ts";
import { readsAsProse } from "./findMaths.ts";
import type { RuleContext } from "./rule.ts";

export interface GoldReading {
  readonly text: string;
  readonly context: RuleContext;
}

/** @example readGold("(D) Alina", "auto", undefined).context.choice // true */
export function readGold(
  gold: string,
  type: "auto" | "math" | "text" | "choice",
  choices: Readonly<Record<string, string>> | undefined,
): GoldReading {
  const announced = gold.length > 3 ? extractAnnounced(gold) : null;
  const text = announced?.text ?? gold;
  const letters = choices === undefined ? "ABCDEFGHIJ" : Object.keys(choices).join("").toUpperCase();
  const choice =
    type === "choice" ||
    (type === "auto" && (choices !== undefined ? namesOption(text, letters) : namesLetter(text)));
  const goldIsProse = type === "text" || (!choice && readsAsProse(text, 0, text.length));
  const words = text.replace(/\\(?:text|textbf|mathrm|mbox)(?![a-zA-Z])/gu, "").replace(/[{}$\s.'-]/gu, "");
  const goldIsWords = !choice && /^\p{L}{2,}$/u.test(words) && !isFormula(words);
  const goldIsBoolean = /^(?:yes|no|true|false)$/iu.test(words);
  const goldStates = goldIsProse && /\s(?:is|are)\s/u.test(text);
  return {
    text,
    context: {
      choice,
      letters,
      options: Object.values(choices ?? {}),
      goldIsProse,
      goldStates,
      goldIsWords,
      goldIsBoolean,
    },
  };
}

function namesLetter(text: string): boolean {
  const bare = text.trim().replace(/^\$|\$$|^\\text(?:bf)?\{|\}$/gu, "");
  return /^(?:\(?[A-J]\)?[.):]?|\([A-J]\)\s.{1,200}|[A-J][.):]?\s+[A-Z][^=+]{1,200})$/su.test(bare);
}

function namesOption(text: string, letters: string): boolean {
  const bare = text.trim().replace(/[().:\s]/gu, "");
  return bare.length === 1 && letters.includes(bare.toUpperCase());
}

/** Two or three letters that are no word are a product ("xy"). */
function isFormula(words: string): boolean {
  return words.length <= 3 && !/^(?:yes|no|odd|one|two|six|ten|red)$/iu.test(words);
}
