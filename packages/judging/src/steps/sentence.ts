/**
 * The sentence that a claim stands in, and what it says about the claim. Decision: words take back a failure, never a
 * success. A model that tries a value and rejects it writes false equations on purpose ("1 = 3 + 4 is not true").
 */
import type { Step } from "./step.ts";

export interface Sentence {
  readonly text: string;
  /** Offset into the response. */
  readonly start: number;
  /** The sentence before it in the same step; empty where there is none. */
  readonly before: string;
  /** What follows: the next sentence, or the next step where it is the last; empty at the end. */
  readonly next: string;
}

/** Sentences of a step, found by the place of a claim in the response. */
export type Sentences = (at: number) => Sentence;

/** A sentence without an end is cut here, so that what is heard for a claim is bounded. */
const LONGEST = 800;
const HEARD_AFTER = 200;

/** Linear to build; a look-up is logarithmic. @param following the text of the next step. */
export function sentencesOf(step: Step, following = ""): Sentences {
  const ends = endsOf(step.text);
  const cut = (index: number): string =>
    step.text.slice(index === 0 ? 0 : ends[index - 1], ends[index] ?? step.text.length);
  return (at) => {
    const place = at - step.span.start;
    let [low, high] = [0, ends.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle] ?? 0) > place) high = middle;
      else low = middle + 1;
    }
    return {
      text: cut(low),
      start: step.span.start + (low === 0 ? 0 : (ends[low - 1] ?? 0)),
      before: low === 0 ? "" : cut(low - 1),
      next: low + 1 < ends.length ? cut(low + 1) : following.slice(0, HEARD_AFTER),
    };
  };
}

function endsOf(text: string): readonly number[] {
  const ends: number[] = [];
  let last = 0;
  const close = (end: number) => {
    for (last += LONGEST; last < end; last += LONGEST) ends.push(last);
    ends.push(end);
    last = end;
  };
  for (const match of text.matchAll(/[.?!](?=\s|$)|[。！？\n]/gu)) close(match.index + match[0].length);
  if (last < text.length || ends.length === 0) close(text.length);
  return ends;
}

const REJECTS =
  /\b(?:not|never|false|impossible|contradict\w*|incorrect|wrong|cannot|fails?|invalid|inconsistent|isn't|doesn't|don't|can't|wouldn't|won't|wasn't|didn't|absurd|no solutions?)\b|≠|\\ne\b|\\neq\b/iu;
const TRIES =
  /\b(?:suppos\w+|assum\w+|guess\w*|whether|what if|try|trying|test|tests|testing|plug|plugging)\b/iu;

/** Whether the sentence asks, tries or afterwards rejects the claim that ends at `end`, or the next one does at its beginning. */
export function isHedged({ text, start, next }: Sentence, end: number): boolean {
  const after = text.slice(Math.max(end - start, 0));
  return (
    /[?？]\s*$/u.test(text) ||
    TRIES.test(text) ||
    REJECTS.test(after) ||
    REJECTS.test(next.trimStart().slice(0, 60)) ||
    /^\s*(?:no|wait|but)\b/iu.test(next)
  );
}

const OTHER_BASE =
  /\b(?:bases?|binary|octal|hexadecimal|hex|ring|field of|clock|o'clock|[ap]\.?m\.)\b|\d_\{?\d|\b(?:mod|modulo)\b|\\oplus|⊕|\\mathbb\{?Z/iu;

/** Arithmetic modulo a number or in another base: digits and signs mean something else. */
export function isOtherArithmetic(text: string): boolean {
  return OTHER_BASE.test(text);
}

const REWRITES = /simplif|expand|combin|like terms|distribut|factor|rewrit|collect/iu;
const TRANSFORMS =
  /both sides|simplif|combin|subtract|divid|multipl|\badd(?:ing)?\b|isolat|distribut|expand/iu;
const CONCLUDES =
  /solv|we (?:get|have|find|obtain)|gives?\b|\bso\b|therefore|thus|then|hence|yields?|\bis\b/iu;
const STARTS_ANEW =
  /\b(?:given|set up|write|if|when|where|or|either|let|set|setting|suppose|assume|choice|option|case|another|other|second|first|try|test|intercepts?|lines?|roots|solutions|asymptotes?|points?|values of|both)\b/iu;

/** Whether the sentence says that one expression is turned into another of the same value. */
export function isRewriting({ text }: Sentence): boolean {
  return (
    REWRITES.test(text) &&
    !/\b(?:options?|choices?|or|another|different|first|second|other|when|wrong|approximat\w*)\b/iu.test(text)
  );
}

/** Whether the sentence says that terms are only grouped anew, with nothing put in, multiplied or cancelled. */
export function isRegrouping({ text, before }: Sentence): boolean {
  return (
    !/\b(?:no|wrong|mistake|wait|actually|instead)\b/iu.test(before) &&
    /simplif|expand|combin|like terms|distribut/iu.test(text) &&
    !/substitut|using|use |divid|multipl|factor|since|because|plug|replac|cancel|cross|square|root|differentiat|derivative|wrong|mistake|wait|actually|instead|\b(?:or|if|when|where|first|second|set|let)\b/iu.test(
      text,
    )
  );
}

/** Whether the sentence says that an equation follows from the one before by the same value of the letter. */
export function isSolving({ text }: Sentence, bare: boolean): boolean {
  if (STARTS_ANEW.test(text.replace(/both sides/giu, ""))) return false;
  return TRANSFORMS.test(text) || (bare && CONCLUDES.test(text));
}
