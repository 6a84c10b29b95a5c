/** Which lines the scaling charts show, and their points in order. */
import type { SelectionReport } from "@plumbline/contract";
import { isSameSetting, needsVotes, type RuleName, type RuleSetting, ruleWords } from "./ruleWords.ts";
import { shownSettings } from "./toHeadline.ts";

type ScalingRow = SelectionReport["scaling"][number];

export interface Curve<Point> {
  readonly rule: RuleName;
  readonly votes: number;
  readonly name: string;
  /** By number of samples, rising. */
  readonly points: readonly Point[];
}

/** One line for each rule, at all votes. */
export function toSampleCurves(report: SelectionReport): readonly Curve<ScalingRow>[] {
  return shownSettings(report)
    .map((setting) => {
      const votes = needsVotes(setting.rule) ? report.votes : 0;
      return {
        rule: setting.rule,
        votes,
        name: ruleWords(setting.rule).short,
        points: pointsOf(report, setting, votes),
      };
    })
    .filter(({ points }) => points.length > 0);
}

export type TokenPoint = ScalingRow & { readonly tokens: number };

/** Majority, which spends nothing on votes, and Pessimistic Verification for every number of votes. */
export function toTokenCurves(report: SelectionReport): readonly Curve<TokenPoint>[] {
  const settings = shownSettings(report);
  const curves = settings
    .filter(({ rule }) => rule === "majority" || rule === "pessimistic")
    .flatMap((setting) => {
      const counts = new Set(
        report.scaling.filter((row) => isSameSetting(row, setting)).map(({ votes }) => votes),
      );
      return [...counts]
        .toSorted((left, right) => left - right)
        .map((votes) => ({
          rule: setting.rule,
          votes,
          name: votes === 0 ? ruleWords(setting.rule).short : `${ruleWords(setting.rule).short} ${votes}`,
          points: pointsOf(report, setting, votes).filter(hasTokens),
        }));
    });
  return curves.filter(({ points }) => points.length > 0);
}

function pointsOf(report: SelectionReport, setting: RuleSetting, votes: number): readonly ScalingRow[] {
  return report.scaling
    .filter((row) => isSameSetting(row, setting) && row.votes === votes)
    .toSorted((left, right) => left.samples - right.samples);
}

function hasTokens(row: ScalingRow): row is TokenPoint {
  return row.tokens !== null && row.tokens > 0;
}
