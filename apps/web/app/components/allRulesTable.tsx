import type { SelectionReport } from "@plumbline/contract";
import { formatRange, formatShare } from "../format/formatNumber.ts";
import { describeSetting, isSameSetting, type RuleSetting, ruleWords } from "../selection/ruleWords.ts";
import { DataTable } from "./dataTable.tsx";

/** Every rule at every setting and number of votes, with all samples: also those that the page does not put in front. */
export function AllRulesTable({ report }: { readonly report: SelectionReport }) {
  const settings: RuleSetting[] = [];
  for (const row of report.rules) if (!settings.some((each) => isSameSetting(each, row))) settings.push(row);
  const votes = [...new Set(report.rules.map((row) => row.votes))].toSorted((left, right) => left - right);
  return (
    <DataTable
      label="All rules, settings and numbers of votes"
      heads={["Rule", ...votes.map((count) => (count === 0 ? "No votes" : `M = ${count}`))]}
      rows={settings.map((setting) => [
        [ruleWords(setting.rule).label, describeSetting(setting)].filter((part) => part !== null).join(", "),
        ...votes.map((count) => {
          const row = report.rules.find((each) => each.votes === count && isSameSetting(each, setting));
          return row === undefined ? "–" : `${formatShare(row.value)} (${formatRange(row)})`;
        }),
      ])}
    />
  );
}
