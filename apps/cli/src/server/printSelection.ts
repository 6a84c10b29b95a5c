/** What sampling and verification are worth on a run, for people: one line for each selection rule. */
import type { RunSelection } from "@plumbline/contract";
import { percent, range } from "../grade/printReport.ts";
import { printTable } from "../printTable.ts";

/** All the votes are used: what fewer of them are worth stands on the run's page. Where there is no report, why not. */
export function printSelection({
  report,
  verifier,
  reason,
}: Pick<RunSelection, "report" | "verifier" | "reason">): string {
  if (report === null) return reason === null ? "" : `${reason}\n`;
  const { problems, samples, votes } = report;
  const rules = report.rules.filter((rule) => rule.votes === 0 || rule.votes === votes);
  const lines = [
    ...rules.map(({ rule, alpha, penalty, value, low, high }) => [
      toTitle(rule, alpha, penalty),
      percent(value),
      range({ low, high }, " – "),
    ]),
    ...report.passAtK
      .filter(({ k }) => k === samples)
      .map(({ k, value, low, high }) => [`pass@${k} (ceiling)`, percent(value), range({ low, high }, " – ")]),
  ];
  const by = verifier === null ? "" : `, M = ${votes} votes on each by ${verifier}`;
  const heading = `${problems} problems, N = ${samples} samples of each${by}`;
  return `${heading}\n${printTable(["answer chosen by", "right", "95 % interval"], lines)}\n`;
}

function toTitle(rule: string, alpha: number | null, penalty: string | null): string {
  const words = rule.replaceAll("_", " ").replace("of n", "of N");
  if (alpha === null) return words;
  return `${words} (alpha ${alpha}${penalty === null || penalty === "ln_over_n" ? "" : `, ${penalty}`})`;
}
