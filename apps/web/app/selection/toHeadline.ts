/**
 * The few figures of a report that a reader sees first. Decision: of all settings of Pessimistic Verification the
 * default one (penalty ln / n, alpha 0.1) is shown, never the one that happens to come out best; the other settings
 * stand in the full table. Rules are compared at all votes (M) and all samples (N).
 */
import type { SelectionReport } from "@plumbline/contract";
import { isSameSetting, needsVotes, type RuleName, type RuleRow, type RuleSetting } from "./ruleWords.ts";

const SHOWN_PENALTY = "ln_over_n";
const SHOWN_ALPHA = 0.1;

const ORDER: readonly RuleName[] = [
  "single",
  "majority",
  "shortest_majority",
  "best_of_n",
  "weighted_sum",
  "pessimistic",
];

export type Difference = SelectionReport["differences"][number];
export interface HeadlineRow extends RuleRow {
  /** Pessimistic Verification less this rule, paired by problem; null for itself and where it was not compared. */
  readonly gainOver: Difference | null;
}
export interface Headline {
  readonly rows: readonly HeadlineRow[];
  /** Share of problems with at least one right sample: no rule can do better. Null where pass@N is missing. */
  readonly ceiling: SelectionReport["passAtK"][number] | null;
  readonly pessimistic: HeadlineRow | null;
  readonly majority: HeadlineRow | null;
}

/** The setting of each rule that the page shows, in the order of the page. */
export function shownSettings(report: Pick<SelectionReport, "rules">): readonly RuleSetting[] {
  return ORDER.flatMap((rule) => {
    const rows = report.rules.filter((row) => row.rule === rule);
    const isDefault = ({ alpha, penalty }: RuleSetting) => alpha === SHOWN_ALPHA && penalty === SHOWN_PENALTY;
    const shown = rows.find(isDefault) ?? rows[0];
    return shown === undefined ? [] : [shown];
  });
}

export function toHeadline(report: SelectionReport): Headline {
  const settings = shownSettings(report);
  const votesOf = ({ rule }: RuleSetting) => (needsVotes(rule) ? report.votes : 0);
  const verified = settings.find(({ rule }) => rule === "pessimistic");
  const gains =
    verified === undefined
      ? []
      : report.differences.filter((each) => isSameSetting(each, verified) && each.votes === report.votes);
  const rows = settings.flatMap((setting): HeadlineRow[] => {
    const row = report.rules.find((each) => isSameSetting(each, setting) && each.votes === votesOf(setting));
    return row === undefined
      ? []
      : [{ ...row, gainOver: gains.find(({ against }) => against === row.rule) ?? null }];
  });
  const named = (rule: RuleName) => rows.find((row) => row.rule === rule) ?? null;
  return {
    rows,
    ceiling: report.passAtK.find(({ k }) => k === report.samples) ?? null,
    pessimistic: named("pessimistic"),
    majority: named("majority"),
  };
}
