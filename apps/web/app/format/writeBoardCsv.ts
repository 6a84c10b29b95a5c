/** The leaderboard as a table for spreadsheets: RFC 4180, one line per row, shares as numbers in [0, 1]. */
import type { Board, BoardRow } from "@plumbline/contract";

const COLUMNS: readonly (readonly [string, (row: BoardRow) => string | number | null])[] = [
  ["rank_from", (row) => row.rank?.from ?? null],
  ["rank_to", (row) => row.rank?.to ?? null],
  ["model", (row) => row.model.name],
  ["revision", (row) => row.model.revision],
  ["organisation", (row) => row.model.organisation],
  ["score", (row) => row.score],
  ["interval_low", (row) => row.interval.low],
  ["interval_high", (row) => row.interval.high],
  ["bound_low", (row) => row.bounds.low],
  ["bound_high", (row) => row.bounds.high],
  ["samples", (row) => row.samples],
  ["problems_answered", (row) => row.problems.answered],
  ["problems_total", (row) => row.problems.total],
  ["correct", (row) => row.counts.correct],
  ["incorrect", (row) => row.counts.incorrect],
  ["no_answer", (row) => row.counts.no_answer],
  ["truncated", (row) => row.counts.truncated],
  ["undecided", (row) => row.counts.undecided],
  ["gold_invalid", (row) => row.counts.gold_invalid],
  ["judge_unparseable", (row) => row.counts.judge_unparseable],
  ["unavailable", (row) => row.counts.unavailable],
  ["error", (row) => row.counts.error],
  ["cost_usd", (row) => row.cost],
  ["median_tokens_out", (row) => row.medianTokensOut],
  ["finished_at", (row) => (row.finishedAt === null ? null : new Date(row.finishedAt).toISOString())],
  ["grader", (row) => row.grader],
  ["unranked", (row) => row.unranked],
  ["run_id", (row) => row.runId],
];

export function writeBoardCsv(board: Pick<Board, "rows">): string {
  const lines = [
    COLUMNS.map(([name]) => name),
    ...board.rows.map((row) => COLUMNS.map(([, read]) => toCell(read(row)))),
  ];
  return `${lines.map((cells) => cells.join(",")).join("\r\n")}\r\n`;
}

/** A text that starts like a formula gets an apostrophe: model names are strangers' input, spreadsheets run formulas. */
function toCell(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const safe = /^[=+\-@\t\r]/u.test(value) ? `'${value}` : value;
  return /[",\r\n]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
