/**
 * A score and its 95 % interval on a shared scale, with the plumb line: one vertical through all rows of a board, hung
 * at the leader's score. A row whose interval touches the line may be as good as the leader.
 */
import type { CSSProperties } from "react";
import { formatRange, formatShare, type Range } from "../format/formatNumber.ts";
import styles from "./intervalStrip.module.css";

export interface StripScale {
  readonly low: number;
  readonly high: number;
  /** Where the plumb line hangs; null where nobody leads. */
  readonly plumb: number | null;
}

/**
 * A scale that holds every interval, in steps of five points, at least ten points wide.
 * @example toScale([{ interval: { low: 0.41, high: 0.58 }, score: 0.5 }]) // { low: 0.4, high: 0.6, plumb: 0.5 }
 */
export function toScale(rows: readonly { readonly interval: Range; readonly score: number }[]): StripScale {
  const step = 0.05;
  if (rows.length === 0) return { low: 0, high: 1, plumb: null };
  const low = Math.floor(Math.min(...rows.map((row) => row.interval.low)) / step + 1e-9) * step;
  const high = Math.ceil(Math.max(...rows.map((row) => row.interval.high)) / step - 1e-9) * step;
  return {
    low: Math.max(0, Math.min(low, high - 2 * step)),
    high: Math.min(1, Math.max(high, low + 2 * step)),
    plumb: Math.max(...rows.map((row) => row.score)),
  };
}

interface Props {
  readonly score: number;
  readonly interval: Range;
  /** Drawn only where they are wider than the score: some samples could not be graded. */
  readonly bounds?: Range | null;
  readonly scale: StripScale;
  readonly last?: boolean;
}

export function IntervalStrip({ score, interval, bounds = null, scale, last = false }: Props) {
  const at = (share: number) =>
    `${(Math.min(1, Math.max(0, (share - scale.low) / (scale.high - scale.low))) * 100).toFixed(2)}%`;
  const place = {
    "--low": at(interval.low),
    "--high": at(interval.high),
    "--score": at(score),
    "--plumb": at(scale.plumb ?? 0),
    ...(bounds === null ? {} : { "--bound-low": at(bounds.low), "--bound-high": at(bounds.high) }),
  } as CSSProperties;
  const uncertain = bounds !== null && bounds.high - bounds.low > 1e-9;
  return (
    <div
      className={styles["strip"]}
      style={place}
      role="img"
      aria-label={`${formatShare(score)} %, 95 % interval ${formatRange(interval)}`}
    >
      {scale.plumb === null ? null : <span className={styles["plumb"]} data-last={last} />}
      {uncertain ? <span className={styles["bounds"]} /> : null}
      <span className={styles["interval"]} />
      <span className={styles["score"]} />
    </div>
  );
}

/** The two ends of the scale, for the head of a column. */
export function StripAxis({ scale }: { readonly scale: StripScale }) {
  return (
    <span className={styles["axis"]} aria-hidden="true">
      <span>{Math.round(scale.low * 100)}</span>
      <span>{Math.round(scale.high * 100)} %</span>
    </span>
  );
}
