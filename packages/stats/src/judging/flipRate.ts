import { type Interval, wilsonInterval } from "../wilsonInterval.ts";

/** A judge's word on the same item before and after a change that must not matter: order swapped, text padded. */
export interface ProbedJudgement<Verdict> {
  /** Null: no verdict. */
  readonly before: Verdict | null;
  readonly after: Verdict | null;
}

export interface FlipRate {
  /** Items with a verdict both times. */
  items: number;
  flips: number;
  /** flips / items with Wilson's interval; null where no item counts. */
  share: number | null;
  interval: Interval | null;
  /** Items that lost their verdict by the change; items that had none before, whatever came after. */
  lost: number;
  without: number;
}

/**
 * How often a judge changes its mind for a reason that is none, in [0, 1]. For order swaps `before` and `after` name the
 * response (not the place it was shown at). Items are taken as independent.
 * @example flipRate([{ before: "A", after: "A" }, { before: "A", after: "B" }]) // { items: 2, flips: 1, share: 0.5, ... }
 */
export function flipRate<Verdict extends string | number | boolean>(
  judgements: readonly ProbedJudgement<Verdict>[],
  confidence = 0.95,
): FlipRate {
  const had = judgements.filter(({ before }) => before !== null);
  const both = had.filter(({ after }) => after !== null);
  const items = both.length;
  const flips = both.filter(({ before, after }) => before !== after).length;
  return {
    items,
    flips,
    share: items === 0 ? null : flips / items,
    interval: items === 0 ? null : wilsonInterval(flips, items, confidence),
    lost: had.length - items,
    without: judgements.length - had.length,
  };
}
