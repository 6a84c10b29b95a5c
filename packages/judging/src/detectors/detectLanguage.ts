/** In which scripts the prose is written, and where it leaves its main one. Formulas and code are no prose. */
import type { Span } from "@plumbline/checker";

export type Script =
  | "Latin"
  | "Han"
  | "Kana"
  | "Hangul"
  | "Cyrillic"
  | "Arabic"
  | "Devanagari"
  | "Hebrew"
  | "Thai";

const SCRIPTS: Readonly<Record<Script, RegExp>> = {
  Latin: /\p{Script=Latin}/u,
  Han: /\p{Script=Han}/u,
  Kana: /[\p{Script=Hiragana}\p{Script=Katakana}]/u,
  Hangul: /\p{Script=Hangul}/u,
  Cyrillic: /\p{Script=Cyrillic}/u,
  Arabic: /\p{Script=Arabic}/u,
  Devanagari: /\p{Script=Devanagari}/u,
  Hebrew: /\p{Script=Hebrew}/u,
  Thai: /\p{Script=Thai}/u,
};

export interface LanguageUse {
  /** The script of most letters of prose; null where there is no prose. */
  readonly main: Script | null;
  /** Letters of prose by script, the scripts that occur alone. */
  readonly letters: Readonly<Partial<Record<Script, number>>>;
  /** Words in another script than the main one; Han and Kana belong together. */
  readonly switches: readonly (Span & { readonly script: Script })[];
}

/** Letters of a Latin word that are needed to count as prose: shorter ones are variables. */
const SHORTEST_LATIN = 3;
const MOST_SWITCHES = 1000;

/**
 * Total and linear.
 * @example detectLanguage("We add the numbers, 然后 we stop.").switches.length // 1
 */
export function detectLanguage(text: string): LanguageUse {
  const words: (Span & { readonly script: Script })[] = [];
  for (const match of text.matchAll(/\$[^$\n]{0,200}\$|\\[a-zA-Z]+|[\p{L}\p{M}]+/gu)) {
    if (!/^\p{L}/u.test(match[0])) continue;
    for (const part of match[0].matchAll(
      /[\p{Script=Han}]+|[\p{Script=Hiragana}\p{Script=Katakana}ー]+|[^\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+/gu,
    )) {
      const script = scriptOf(part[0]);
      if (script === null || (script === "Latin" && part[0].length < SHORTEST_LATIN)) continue;
      const start = match.index + part.index;
      words.push({ script, start, end: start + part[0].length });
    }
  }
  const letters: Partial<Record<Script, number>> = {};
  for (const { script, start, end } of words) letters[script] = (letters[script] ?? 0) + end - start;
  const [main = null] = (Object.keys(letters) as Script[]).sort(
    (a, b) => (letters[b] ?? 0) - (letters[a] ?? 0),
  );
  const switches = words.filter(({ script }) => main !== null && family(script) !== family(main));
  return { main, letters, switches: switches.slice(0, MOST_SWITCHES) };
}

function scriptOf(word: string): Script | null {
  const letter = word[0] ?? "";
  return (Object.keys(SCRIPTS) as Script[]).find((script) => SCRIPTS[script].test(letter)) ?? null;
}

function family(script: Script): Script {
  return script === "Kana" ? "Han" : script;
}
