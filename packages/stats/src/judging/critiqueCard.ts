/**
 * What a critic is worth: whether it tells right answers from wrong ones, and whether its critiques help.
 *
 * Decision: a critique that states no verdict counts as wrong about its original, as in Critique-RL's reward: the
 * verdict is part of what was asked for. Rows without a refinement take no part in the helpfulness figures, and those
 * figures' accuracy of the originals is over the same rows, so that the identity below holds exactly.
 */
import { type PairedDifference, pairedBootstrap } from "../bootstrapMean.ts";
import type { BootstrapOptions } from "../resampleUnits.ts";
import { type AreaUnderCurve, areaUnderCurve } from "./areaUnderCurve.ts";
import { type CardFigure, countCells } from "./cardFigure.ts";

/** One original answer, what the critique said about it, and what came of it. */
export interface CritiqueRow {
  readonly originalRight: boolean;
  /** Whether the critique calls the original right; null: it does not say. */
  readonly verdict: boolean | null;
  /** The critic's score that the original is right, any finite number; null or left out: none. */
  readonly score?: number | null | undefined;
  /** Null: not refined, or the refinement could not be graded. */
  readonly refinedRight: boolean | null;
  readonly cluster: string | null;
}

/** Figures are null where no row defines them. */
export interface CritiqueCard {
  rows: number;
  withoutVerdict: number;
  refinedRows: number;
  seed: number;
  discriminability: {
    accuracy: CardFigure | null;
    /** On originals that are right, and on those that are wrong. */
    onRight: CardFigure | null;
    onWrong: CardFigure | null;
    /** Mean of the two. */
    balancedAccuracy: CardFigure | null;
    /** Of the scores, over rows that have one. */
    area: AreaUnderCurve | null;
  };
  helpfulness: {
    /** Share of right originals and of right refinements, over rows with a refinement. */
    original: CardFigure | null;
    refined: CardFigure | null;
    /** refined - original, in [-1, 1]: equals (1 - original) * fixRate - original * breakRate. */
    delta: PairedDifference | null;
    /** Wrong originals that came out right; right originals that came out wrong. */
    fixRate: CardFigure | null;
    breakRate: CardFigure | null;
    /** Refinements that are right, of the rows where the critique's verdict was right. */
    relevance: CardFigure | null;
  };
}

/**
 * The card of a critic: shares in [0, 1] with Wilson's interval (the bootstrap's where rows share clusters), and the
 * change in accuracy that its critiques make. Source: Xi et al., "Critique-RL", arXiv 2510.24320.
 * @example critiqueCard([{ originalRight: false, verdict: false, refinedRight: true, cluster: null }], { seed: 0 }).helpfulness.delta?.diff // 1
 */
export function critiqueCard(rows: readonly CritiqueRow[], options: BootstrapOptions): CritiqueCard {
  const verdicts = countCells(
    rows.map(({ originalRight, verdict, cluster }) => ({
      cell: (originalRight ? 0 : 2) + (verdict === originalRight ? 0 : 1),
      cluster,
    })),
    4,
    options,
  );
  const refined = rows.flatMap(({ refinedRight, ...row }) =>
    refinedRight === null ? [] : [{ ...row, refinedRight }],
  );
  // Three bits: original wrong, refinement wrong, verdict wrong.
  const outcomes = countCells(
    refined.map(({ originalRight, refinedRight, verdict, cluster }) => ({
      cell: (originalRight ? 0 : 4) + (refinedRight ? 0 : 2) + (verdict === originalRight ? 0 : 1),
      cluster,
    })),
    8,
    options,
  );
  const scored = rows.flatMap(({ score, originalRight, cluster }) =>
    score === null || score === undefined ? [] : [{ score, right: originalRight, cluster }],
  );
  return {
    rows: rows.length,
    withoutVerdict: rows.filter(({ verdict }) => verdict === null).length,
    refinedRows: refined.length,
    seed: options.seed,
    discriminability: {
      accuracy: verdicts.share([0, 2], [1, 3]),
      onRight: verdicts.share([0], [1]),
      onWrong: verdicts.share([2], [3]),
      balancedAccuracy: verdicts.statistic(
        [[0], [1], [2], [3]],
        ([rightYes = 0, rightNo = 0, wrongYes = 0, wrongNo = 0]) =>
          (rightYes / (rightYes + rightNo) + wrongYes / (wrongYes + wrongNo)) / 2,
      ),
      area: areaUnderCurve(scored, options.confidence),
    },
    helpfulness: {
      original: outcomes.share([0, 1, 2, 3], [4, 5, 6, 7]),
      refined: outcomes.share([0, 1, 4, 5], [2, 3, 6, 7]),
      delta: deltaOf(refined, options),
      fixRate: outcomes.share([4, 5], [6, 7]),
      breakRate: outcomes.share([2, 3], [0, 1]),
      relevance: outcomes.share([0, 4], [2, 6]),
    },
  };
}

function deltaOf(
  refined: readonly (CritiqueRow & { readonly refinedRight: boolean })[],
  options: BootstrapOptions,
): PairedDifference | null {
  if (refined.length === 0) return null;
  const pairs = refined.map(({ originalRight, refinedRight, cluster }) => ({
    first: refinedRight ? 1 : 0,
    second: originalRight ? 1 : 0,
    cluster,
  }));
  return pairedBootstrap(pairs, options);
}
