import { clusteredMean } from "../clusteredMean.ts";
import { type Interval, wilsonInterval } from "../wilsonInterval.ts";
import { type FlipRate, flipRate } from "./flipRate.ts";

/** A judge's choice between two responses, A and B; null: no verdict. */
export type PairChoice = "A" | "B" | "tie" | null;

/** A pair with a known better response, judged in both orders. */
export interface JudgedPair {
  readonly label: "A" | "B";
  /** A was shown first. */
  readonly shownAB: PairChoice;
  /** B was shown first. The choice names the response, not its place. */
  readonly shownBA: PairChoice;
}

export interface PairScore {
  pairs: number;
  right: number;
  /** right / pairs with Wilson's interval; null without pairs. */
  accuracy: number | null;
  interval: Interval | null;
  /** Pairs on which the two orders gave different verdicts. */
  order: FlipRate;
  /**
   * Of the choices that name a response, the share that names the one shown first; 0.5 for a judge without a bias of
   * position. Its interval counts pairs, since the two choices of a pair are not independent; null without a choice.
   */
  firstPlace: { value: number; interval: Interval | null } | null;
}

/**
 * JudgeBench's score: each order's choice counts +1 where it names the better response, -1 where it names the other, 0
 * for a tie or no verdict; a pair is right where the sum is above 0, so that one right choice does not make up for a
 * wrong one. Source: Tan et al., "JudgeBench", arXiv 2410.12784, and its repository.
 * @example pairScore([{ label: "A", shownAB: "A", shownBA: "tie" }]).right // 1
 */
export function pairScore(pairs: readonly JudgedPair[], confidence = 0.95): PairScore {
  const worth = (choice: PairChoice, label: "A" | "B"): number =>
    choice === null || choice === "tie" ? 0 : choice === label ? 1 : -1;
  const right = pairs.filter(
    ({ label, shownAB, shownBA }) => worth(shownAB, label) + worth(shownBA, label) > 0,
  ).length;
  const places = pairs.flatMap(({ shownAB, shownBA }, index) => [
    ...placeOf(shownAB, "A", `${index}`),
    ...placeOf(shownBA, "B", `${index}`),
  ]);
  const first = places.length === 0 ? null : clusteredMean(places, confidence);
  return {
    pairs: pairs.length,
    right,
    accuracy: pairs.length === 0 ? null : right / pairs.length,
    interval: pairs.length === 0 ? null : wilsonInterval(right, pairs.length, confidence),
    order: flipRate(
      pairs.map(({ shownAB, shownBA }) => ({ before: shownAB, after: shownBA })),
      confidence,
    ),
    firstPlace: first === null ? null : { value: first.mean, interval: first.interval },
  };
}

function placeOf(
  choice: PairChoice,
  shownFirst: "A" | "B",
  cluster: string,
): { value: number; cluster: string }[] {
  return choice === null || choice === "tie" ? [] : [{ value: choice === shownFirst ? 1 : 0, cluster }];
}
