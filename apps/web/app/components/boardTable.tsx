/**
 * The leaderboard's table. Decision: plain rows that need no script; sorting is a link, so that an order has an
 * address. The plumb line runs through the ranked rows only, because unranked ones are not compared with anybody.
 */
import type { BoardRow } from "@plumbline/contract";
import { Link } from "react-router";
import {
  formatCost,
  formatCount,
  formatDay,
  formatHalfWidth,
  formatRange,
  formatRank,
  formatShare,
} from "../format/formatNumber.ts";
import styles from "./boardTable.module.css";
import { IntervalStrip, StripAxis, type StripScale, toScale } from "./intervalStrip.tsx";
import { OutcomeBar } from "./outcomeBar.tsx";

export type BoardOrder = "rank" | "model" | "tokens" | "cost" | "date";

interface Props {
  readonly rows: readonly BoardRow[];
  readonly order: BoardOrder;
}

export function BoardTable({ rows, order }: Props) {
  const ranked = sortRows(
    rows.filter((row) => row.rank !== null),
    order,
  );
  const unranked = rows.filter((row) => row.rank === null);
  const scale = toScale(rows);
  const leader = ranked.length === 0 ? null : Math.max(...ranked.map((row) => row.score));
  const withPlumb = { ...scale, plumb: leader };
  return (
    <table className={styles["board"]}>
      <thead>
        <tr>
          <Head order="rank" current={order} className={styles["rank"]}>
            Rank
          </Head>
          <Head order="model" current={order}>
            Model
          </Head>
          <th className={styles["score"]} scope="col">
            Score
          </th>
          <th className={styles["strip"]} scope="col">
            <span className={styles["stripHead"]}>95 % interval</span>
            <StripAxis scale={scale} />
          </th>
          <th className={styles["outcomes"]} scope="col">
            Outcomes
          </th>
          <th className={styles["right"]} scope="col">
            Problems × samples
          </th>
          <Head order="tokens" current={order} className={styles["right"]}>
            Median tokens
          </Head>
          <Head order="cost" current={order} className={styles["right"]}>
            Cost
          </Head>
          <Head order="date" current={order} className={styles["right"]}>
            Date
          </Head>
        </tr>
      </thead>
      <tbody>
        {ranked.map((row, place) => (
          <Row key={row.runId} row={row} scale={withPlumb} last={place === ranked.length - 1} />
        ))}
      </tbody>
      {unranked.length === 0 ? null : (
        <tbody className={styles["unranked"]}>
          <tr>
            <th colSpan={9} scope="rowgroup">
              Not ranked
            </th>
          </tr>
          {unranked.map((row) => (
            <Row key={row.runId} row={row} scale={{ ...scale, plumb: null }} last={false} />
          ))}
        </tbody>
      )}
    </table>
  );
}

function Row({
  row,
  scale,
  last,
}: {
  readonly row: BoardRow;
  readonly scale: StripScale;
  readonly last: boolean;
}) {
  const ungradable = row.bounds.high - row.bounds.low > 1e-9;
  return (
    <tr>
      <td className={styles["rank"]}>{row.rank === null ? "–" : formatRank(row.rank)}</td>
      <td className={styles["model"]}>
        <Link className={styles["name"]} to={`/runs/${row.runId}`}>
          {row.model.name}
        </Link>
        {row.model.revision === "" ? null : <span className={styles["revision"]}>{row.model.revision}</span>}
        <span className={styles["organisation"]}>
          {row.model.organisation ?? `submitted by ${row.account}`}
        </span>
        {row.unranked === null ? null : <span className={styles["reason"]}>{row.unranked}</span>}
      </td>
      <td className={styles["score"]}>
        <strong>{formatShare(row.score)}</strong>
        <span>{formatHalfWidth(row.interval)}</span>
        {ungradable ? (
          <span title="Every ungradable sample taken as wrong, and as right">
            bounds {formatRange(row.bounds)}
          </span>
        ) : null}
      </td>
      <td className={styles["strip"]}>
        <IntervalStrip
          score={row.score}
          interval={row.interval}
          bounds={row.bounds}
          scale={scale}
          last={last}
        />
      </td>
      <td className={styles["outcomes"]}>
        <OutcomeBar counts={row.counts} narrow />
      </td>
      <td className={styles["right"]} data-label="Problems × samples">
        {formatCount(row.problems.answered)}
        <span className="faint">
          {" × "}
          {formatPerProblem(row)}
        </span>
      </td>
      <td className={styles["right"]} data-label="Median tokens">
        {row.medianTokensOut === null ? "–" : formatCount(row.medianTokensOut)}
      </td>
      <td className={styles["right"]} data-label="Cost">
        {row.cost === null ? "–" : formatCost(row.cost)}
      </td>
      <td className={styles["right"]} data-label="Date">
        {row.finishedAt === null ? "–" : formatDay(row.finishedAt)}
      </td>
    </tr>
  );
}

interface HeadProps {
  readonly order: BoardOrder;
  readonly current: BoardOrder;
  readonly className?: string | undefined;
  readonly children: string;
}

function Head({ order, current, className, children }: HeadProps) {
  const sorted = order === current;
  const direction = order === "model" || order === "rank" || order === "cost" ? "ascending" : "descending";
  return (
    <th className={className} scope="col" aria-sort={sorted ? direction : undefined}>
      <Link to={order === "rank" ? "." : `?sort=${order}`} preventScrollReset>
        {children}
        {sorted ? <span aria-hidden="true">{direction === "ascending" ? " ↑" : " ↓"}</span> : null}
      </Link>
    </th>
  );
}

/** Samples per problem: whole where every problem has as many. @example 1319 problems, 5276 samples: "4" */
function formatPerProblem(row: BoardRow): string {
  const each = row.problems.answered === 0 ? 0 : row.samples / row.problems.answered;
  return Number.isInteger(each) ? String(each) : each.toFixed(1);
}

/** Rows in the wanted order; those that lack the value come last. */
export function sortRows(rows: readonly BoardRow[], order: BoardOrder): readonly BoardRow[] {
  const missing = Number.POSITIVE_INFINITY;
  const keyOf = (row: BoardRow): number => {
    if (order === "tokens") return row.medianTokensOut === null ? missing : -row.medianTokensOut;
    if (order === "cost") return row.cost ?? missing;
    if (order === "date") return row.finishedAt === null ? missing : -row.finishedAt;
    return -row.score;
  };
  if (order === "model") return rows.toSorted((left, right) => (left.model.name < right.model.name ? -1 : 1));
  return rows.toSorted((left, right) => keyOf(left) - keyOf(right) || 0);
}

export function readOrder(text: string | null): BoardOrder {
  return text === "model" || text === "tokens" || text === "cost" || text === "date" ? text : "rank";
}
