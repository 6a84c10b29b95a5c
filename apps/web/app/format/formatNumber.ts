/**
 * Numbers as people read them. Decision: fixed forms and no locale of the visitor, so that the server's and the
 * browser's text are the same and two people who compare a screen see the same figures.
 */

const MINUS = "\u2212";
const DASH = "\u2013";
/** Narrow and never the end of a line, so that a number stays whole. */
const THIN = "\u202f";

export interface Range {
  readonly low: number;
  readonly high: number;
}

/** A share in [0, 1] as a percentage with one decimal. @example formatShare(0.7728) // "77.3" */
export function formatShare(share: number): string {
  return (share * 100).toFixed(1);
}

/** @example formatRange({ low: 0.75, high: 0.795 }) // "75.0–79.5" */
export function formatRange(range: Range): string {
  return `${formatShare(range.low)}${DASH}${formatShare(range.high)}`;
}

/** Half the width of an interval in points, for a narrow place. @example formatHalfWidth({ low: .75, high: .79 }) // "±2.0" */
export function formatHalfWidth(range: Range): string {
  return `±${(((range.high - range.low) / 2) * 100).toFixed(1)}`;
}

/** A difference of two shares in percentage points. @example formatPoints(-0.032) // "−3.2" */
export function formatPoints(difference: number): string {
  const points = (Math.abs(difference) * 100).toFixed(1);
  return difference < 0 && points !== "0.0" ? `${MINUS}${points}` : points;
}

/** An interval of a difference, in points, with signs. @example formatPointRange({ low: -0.01, high: 0.2 }) // "−1.0 to +20.0" */
export function formatPointRange({ low, high }: Range): string {
  const signed = (value: number) => (formatPoints(value).startsWith(MINUS) ? "" : "+") + formatPoints(value);
  return `${signed(low)} to ${signed(high)}`;
}

/** Two decimals with a true minus. @example formatDecimal(-3.456) // "−3.46" */
export function formatDecimal(value: number): string {
  const digits = Math.abs(value).toFixed(2);
  return value < 0 && digits !== "0.00" ? `${MINUS}${digits}` : digits;
}

/** Groups of three by thin spaces from 10 000 on. @example formatCount(1319) // "1319", formatCount(76550) // "76 550" */
export function formatCount(count: number): string {
  const digits = Math.abs(Math.trunc(count)).toString();
  const grouped = digits.length < 5 ? digits : digits.replace(/\B(?=(?:\d{3})+$)/gu, THIN);
  return count < 0 ? `${MINUS}${grouped}` : grouped;
}

/** @example formatCounted(1, "sample") // "1 sample", formatCounted(2, "sample") // "2 samples" */
export function formatCounted(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

/** US dollars; cents below 1,000, four decimals below a cent. @example formatCost(0.0042) // "$0.0042" */
export function formatCost(dollars: number): string {
  if (dollars >= 1000) return `$${formatCount(Math.round(dollars))}`;
  return `$${dollars.toFixed(dollars > 0 && dollars < 0.01 ? 4 : 2)}`;
}

/** Bytes in binary units. @example formatBytes(52_428_800) // "50.0 MiB" */
export function formatBytes(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const units = ["KiB", "MiB", "GiB"];
  const power = Math.min(Math.floor(Math.log2(bytes) / 10), units.length);
  return `${(bytes / 1024 ** power).toFixed(1)} ${units[power - 1]}`;
}

/** Day in UTC. @example formatDay(0) // "1970-01-01" */
export function formatDay(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

/** Minute in UTC. @example formatMinute(0) // "1970-01-01 00:00 UTC" */
export function formatMinute(time: number): string {
  return `${new Date(time).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

/** @example formatRank({ from: 1, to: 1 }) // "1", formatRank({ from: 1, to: 3 }) // "1–3" */
export function formatRank(rank: { readonly from: number; readonly to: number }): string {
  return rank.from === rank.to ? String(rank.from) : `${rank.from}${DASH}${rank.to}`;
}
