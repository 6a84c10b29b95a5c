/** What verification is worth, in one plain sentence, with its error. */
import { formatPointRange, formatPoints, formatShare } from "../format/formatNumber.ts";
import type { Headline } from "./toHeadline.ts";

export type GainVerdict = "gains" | "loses" | "open";
export interface Gain {
  readonly verdict: GainVerdict;
  readonly text: string;
}

/** Null where the report lacks votes or the comparison. A 95 % interval that touches 0 leaves the question open. */
export function describeGain({ pessimistic, majority }: Headline): Gain | null {
  const gain = majority?.gainOver ?? null;
  if (pessimistic === null || majority === null || gain === null) return null;
  const verdict: GainVerdict = gain.low > 0 ? "gains" : gain.high < 0 ? "loses" : "open";
  const both = `Pessimistic Verification picks the right answer for ${formatShare(pessimistic.value)} % of the problems, majority vote for ${formatShare(majority.value)} %`;
  const interval = `95 % interval ${formatPointRange(gain)}`;
  switch (verdict) {
    case "gains":
      return { verdict, text: `${both}: a gain of ${formatPoints(gain.diff)} points, ${interval}.` };
    case "loses":
      return { verdict, text: `${both}: a loss of ${formatPoints(-gain.diff)} points, ${interval}.` };
    case "open":
      return {
        verdict,
        text: `${both}. The difference is ${formatPoints(gain.diff)} points, but its ${interval} contains 0: these problems do not tell the two apart.`,
      };
  }
}
