import type { BootstrapOptions } from "../resampleUnits.ts";
import { type CardFigure, countCells } from "./cardFigure.ts";

/** A solution whose first wrong step is known, and what a judge said about it. Steps count from 0. */
export interface FirstErrorItem {
  /** Null: every step is sound. */
  readonly label: number | null;
  /** "unparsed" where the judge's reply names neither a step nor that there is none: it counts as wrong. */
  readonly found: number | null | "unparsed";
  readonly cluster: string | null;
}

export interface FirstErrorScore {
  /** Share of the solutions with an error whose first wrong step is named exactly; null where there are none. */
  onWrong: CardFigure | null;
  /** Share of the sound solutions that are called sound; null where there are none. */
  onRight: CardFigure | null;
  /** Harmonic mean of the two; null where one of them is. */
  f1: CardFigure | null;
  items: number;
  unparsed: number;
}

/**
 * ProcessBench's score of a judge that locates the first wrong step. The harmonic mean is near the worse of the two
 * shares, so that neither a judge that calls everything sound nor one that always finds something scores.
 * Source: Zheng et al., "ProcessBench", arXiv 2412.06559.
 * @example firstErrorScore([{ label: 2, found: 2, cluster: null }, { label: null, found: null, cluster: null }], { seed: 0 }).f1?.value // 1
 */
export function firstErrorScore(
  items: readonly FirstErrorItem[],
  options: BootstrapOptions,
): FirstErrorScore {
  const cells = countCells(
    items.map(({ label, found, cluster }) => ({
      cell: (label === null ? 2 : 0) + (found === label ? 0 : 1),
      cluster,
    })),
    4,
    options,
  );
  return {
    onWrong: cells.share([0], [1]),
    onRight: cells.share([2], [3]),
    f1: cells.statistic([[0], [1], [2], [3]], ([named = 0, missed = 0, passed = 0, accused = 0]) =>
      harmonicMean(named / (named + missed), passed / (passed + accused)),
    ),
    items: items.length,
    unparsed: items.filter(({ found }) => found === "unparsed").length,
  };
}

/** 0 where both are 0. @example harmonicMean(0.61, 0.94) // 0.7399 */
export function harmonicMean(first: number, second: number): number {
  const sum = first + second;
  return sum === 0 ? 0 : (2 * first * second) / sum;
}
