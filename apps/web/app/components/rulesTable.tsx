/**
 * What each rule gets right, on one scale. Decision: the plumb line hangs at the majority vote, because that is what
 * verification has to beat; whether it does is read off the paired difference, not off two intervals that overlap.
 */
import type { SelectionReport } from "@plumbline/contract";
import { formatPointRange, formatPoints, formatRange, formatShare } from "../format/formatNumber.ts";
import { describeSetting, needsVotes, ruleWords } from "../selection/ruleWords.ts";
import type { Headline, HeadlineRow } from "../selection/toHeadline.ts";
import { IntervalStrip, StripAxis, type StripScale, toScale } from "./intervalStrip.tsx";
import styles from "./rulesTable.module.css";

interface Props {
  readonly headline: Headline;
  readonly report: Pick<SelectionReport, "samples" | "votes">;
}

export function RulesTable({ headline, report }: Props) {
  const { rows, ceiling, majority, pessimistic } = headline;
  const shown = [...rows, ...(ceiling === null ? [] : [ceiling])];
  const scale: StripScale = {
    ...toScale(shown.map(({ low, high, value }) => ({ interval: { low, high }, score: value }))),
    plumb: majority?.value ?? null,
  };
  const compared = pessimistic !== null;
  return (
    <table className={styles["rules"]} aria-label="What each rule gets right">
      <thead>
        <tr>
          <th scope="col">Rule</th>
          <th scope="col">Right</th>
          <th scope="col" className={styles["strip"]}>
            <span>95 % interval; the line hangs at majority</span>
            <StripAxis scale={scale} />
          </th>
          {compared ? (
            <th scope="col" className={styles["gain"]}>
              PV gains over it, in points
            </th>
          ) : null}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.rule} row={row} report={report} scale={scale} compared={compared} />
        ))}
        {ceiling === null ? null : (
          <tr className={styles["ceiling"]}>
            <th scope="row">
              <span className={styles["name"]}>Ceiling (pass@{ceiling.k})</span>
              <span className={styles["meaning"]}>
                Any of the samples is right. No rule can pick better than this.
              </span>
            </th>
            <td className={styles["value"]}>
              {formatShare(ceiling.value)} %<span className={styles["under"]}>{formatRange(ceiling)}</span>
            </td>
            <td className={styles["strip"]}>
              <IntervalStrip score={ceiling.value} interval={ceiling} scale={scale} last />
            </td>
            {compared ? <td className={styles["gain"]} /> : null}
          </tr>
        )}
      </tbody>
    </table>
  );
}

interface RowProps {
  readonly row: HeadlineRow;
  readonly report: Props["report"];
  readonly scale: StripScale;
  readonly compared: boolean;
}

function Row({ row, report, scale, compared }: RowProps) {
  const { label, meaning } = ruleWords(row.rule);
  const setting = describeSetting(row);
  return (
    <tr data-main={row.rule === "pessimistic"}>
      <th scope="row">
        <span className={styles["name"]}>
          {label} <span className={styles["size"]}>{describeSize(row, report)}</span>
        </span>
        <span className={styles["meaning"]}>
          {meaning}
          {setting === null ? "" : ` Here ${setting}.`}
        </span>
      </th>
      <td className={styles["value"]}>
        {formatShare(row.value)} %<span className={styles["under"]}>{formatRange(row)}</span>
      </td>
      <td className={styles["strip"]}>
        <IntervalStrip score={row.value} interval={row} scale={scale} />
      </td>
      {compared ? (
        <td className={styles["gain"]}>
          {row.gainOver === null ? (
            <span className="faint">–</span>
          ) : (
            <>
              <strong>
                {row.gainOver.diff > 0 ? "+" : ""}
                {formatPoints(row.gainOver.diff)}
              </strong>
              <span className={styles["under"]}>{formatPointRange(row.gainOver)}</span>
            </>
          )}
        </td>
      ) : null}
    </tr>
  );
}

/** How many samples and votes the figure is made of. @example "N = 16, M = 8" */
function describeSize({ rule }: HeadlineRow, { samples, votes }: Props["report"]): string {
  if (rule === "single") return "N = 1";
  return needsVotes(rule) ? `N = ${samples}, M = ${votes}` : `N = ${samples}`;
}
