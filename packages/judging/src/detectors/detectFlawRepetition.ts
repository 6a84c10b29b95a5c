/**
 * Whether a response makes its error again. Decision: two signs that need no model. A claim that fails is stated once
 * more, letter for letter but for white space; or a new attempt, after the writer turned back, repeats most of one in which a
 * claim failed.
 */
import type { Span } from "@plumbline/checker";
import type { StepReport } from "../steps/step.ts";
import { countBehaviours } from "./countBehaviours.ts";

export interface RepeatedFlaw {
  readonly claim: string;
  /** Each place where it stands, in order; at least two. */
  readonly spans: readonly Span[];
}

export interface RepeatedAttempt {
  readonly attempt: Span;
  readonly repeated: Span;
  /** Share of the repeated attempt's n-grams that the earlier one has, 0.5 to 1. */
  readonly overlap: number;
}

export interface FlawRepetition {
  readonly flaws: readonly RepeatedFlaw[];
  readonly attempts: readonly RepeatedAttempt[];
}

const NGRAM = 4;
const FEWEST_GRAMS = 12;
const OVERLAP = 0.5;

/** @param report the step checks of this very response. Linear. */
export function detectFlawRepetition(response: string, report: StepReport): FlawRepetition {
  const places = new Map<string, Span[]>();
  for (const step of report.steps) {
    for (const { outcome, reason, text, span } of step.claims) {
      // "... = 54. Wait, ..." takes the claim back, which makes it no less false when it comes again.
      if (outcome !== "fails" && reason !== "hedged") continue;
      const key = text.replace(/[\s$]+/gu, "");
      places.set(key, [...(places.get(key) ?? []).slice(-MOST_PLACES), span]);
    }
  }
  const flaws = [...places].filter(([, spans]) => spans.length > 1);
  return {
    flaws: flaws.map(([claim, spans]) => ({ claim, spans })),
    attempts: repeatedAttempts(response, [...places.values()].flat()),
  };
}

/** A claim is listed at no more places than this; its first ones are forgotten then. */
const MOST_PLACES = 50;

function repeatedAttempts(response: string, failures: readonly Span[]): readonly RepeatedAttempt[] {
  const turns = countBehaviours(response).backtracking.map(({ start }) => start);
  const edges = [0, ...turns, response.length];
  const attempts = edges.slice(1).map((end, at) => {
    const span = { start: edges[at] ?? 0, end };
    return { span, grams: gramsOf(response.slice(span.start, span.end)) };
  });
  const failing = failures.map(({ start }) => start).sort((a, b) => a - b);
  const found: RepeatedAttempt[] = [];
  let next = 0;
  for (const [at, { span, grams }] of attempts.entries()) {
    let failed = false;
    while ((failing[next] ?? Number.POSITIVE_INFINITY) < span.end) {
      failed = true;
      next += 1;
    }
    const later = attempts[at + 1];
    if (!failed || later === undefined || later.grams.size < FEWEST_GRAMS) continue;
    const shared = [...later.grams].filter((gram) => grams.has(gram)).length;
    const overlap = shared / later.grams.size;
    if (overlap >= OVERLAP) found.push({ attempt: span, repeated: later.span, overlap });
  }
  return found;
}

function gramsOf(text: string): ReadonlySet<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+|[^\s\p{L}\p{N}]/gu) ?? [];
  return new Set(words.slice(NGRAM - 1).map((_, at) => words.slice(at, at + NGRAM).join(" ")));
}
