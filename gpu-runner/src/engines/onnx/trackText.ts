/**
 * The text of one request as its tokens come: where it ends, and what of it may be shown already.
 *
 * Decision: the end token counts as a generated token without text (its probability belongs to the text's). A stop string
 * ends the text before it; the tokens that were needed to see it count, with the text that is left of them.
 * Text is shown token by token, and held back as long as it may be the beginning of a stop string. So the texts of all
 * tokens make the text, and their log-probabilities the sum, in the whole as in the pieces.
 */
import type { TokenDecoder } from "../../models/createTextCodec.ts";
import type { GeneratedToken } from "../engine.ts";

export interface TextRules {
  readonly decoder: TokenDecoder;
  readonly endTokens: readonly number[];
  /** Generated tokens at most; at least 1. */
  readonly limit: number;
  readonly stop: readonly string[];
}

export interface TextTrack {
  /** Generated tokens so far. */
  readonly count: number;
  /** Null while the text goes on. */
  readonly finish: "stop" | "length" | null;
  /** The stop string that ended the text; null where something else did, or nothing yet. */
  readonly stopString: string | null;
  readonly text: string;
  readonly tokens: readonly GeneratedToken[];
  readonly logProbability: number;
  /** Takes further tokens; those after the end are ignored. Returns what may be shown now and was not before. */
  take(tokens: Int32Array, logProbabilities: Float32Array): readonly GeneratedToken[];
}

/** @example trackText({ decoder, endTokens: [1], limit: 64, stop: ["\n\n"] }).take(tokens, logProbabilities) */
export function trackText({ decoder, endTokens, limit, stop }: TextRules): TextTrack {
  const tokens: { text: string; logProbability: number }[] = [];
  let text = "";
  let finish: TextTrack["finish"] = null;
  let stopString: string | null = null;
  let sum = 0;
  let shown = 0;
  let shownText = 0;

  const add = (token: number, logProbability: number): void => {
    const isEnd = endTokens.includes(token);
    const isLast = isEnd || tokens.length + 1 === limit;
    const piece = (isEnd ? "" : decoder.push(token)) + (isLast ? decoder.end() : "");
    tokens.push({ text: piece, logProbability });
    text += piece;
    sum += logProbability;
    const found = findStop(text, stop, text.length - piece.length);
    if (found !== null) cutAt(found.at);
    stopString = found?.word ?? null;
    finish = found !== null || isEnd ? "stop" : isLast ? "length" : null;
  };
  const cutAt = (length: number): void => {
    let surplus = text.length - length;
    text = text.slice(0, length);
    for (let last = tokens.length - 1; surplus > 0; last -= 1) {
      const token = tokens[last];
      if (token === undefined) return;
      const kept = Math.max(0, token.text.length - surplus);
      surplus -= token.text.length - kept;
      token.text = token.text.slice(0, kept);
    }
  };
  const show = (): readonly GeneratedToken[] => {
    const safe = finish === null ? text.length - heldBack(text, stop) : text.length;
    const from = shown;
    let length = shownText;
    for (let at = shown; at < tokens.length; at += 1) {
      length += tokens[at]?.text.length ?? 0;
      if (length > safe) break;
      // A token without text waits for the one that completes its character.
      if (length === shownText && finish === null) continue;
      shown = at + 1;
      shownText = length;
    }
    return tokens.slice(from, shown).map((token) => ({ ...token }));
  };

  return {
    get count() {
      return tokens.length;
    },
    get finish() {
      return finish;
    },
    get stopString() {
      return stopString;
    },
    get text() {
      return text;
    },
    get tokens() {
      return tokens;
    },
    get logProbability() {
      return sum;
    },
    take(fresh, logProbabilities) {
      for (let at = 0; at < fresh.length && finish === null; at += 1)
        add(fresh[at] ?? 0, logProbabilities[at] ?? 0);
      return show();
    },
  };
}

/** The stop string that begins first among those that end after `known`; null where there is none. */
function findStop(
  text: string,
  stop: readonly string[],
  known: number,
): { readonly at: number; readonly word: string } | null {
  return stop
    .map((word) => ({ word, at: text.indexOf(word, Math.max(0, known - word.length + 1)) }))
    .filter(({ at }) => at >= 0)
    .reduce<{ at: number; word: string } | null>(
      (first, one) => (first === null || one.at < first.at ? one : first),
      null,
    );
}

/** Length of the longest end of the text that is the beginning of a stop string. */
function heldBack(text: string, stop: readonly string[]): number {
  const lengths = stop.map((word) => {
    for (let length = Math.min(word.length - 1, text.length); length > 0; length -= 1)
      if (text.endsWith(word.slice(0, length))) return length;
    return 0;
  });
  return Math.max(0, ...lengths);
}
