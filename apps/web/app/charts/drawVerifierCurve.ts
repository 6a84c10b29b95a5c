/** How well the verifier tells right from wrong when more votes on a solution are taken together. */
import * as Plot from "@observablehq/plot";
import type { SelectionReport } from "@plumbline/contract";
import { formatCounted, formatRange, formatShare } from "../format/formatNumber.ts";
import type { ChartOptions } from "./chartOptions.ts";
import { countAxis, plotFrame, shareAxis, shareDomain } from "./plotFrame.ts";
import { drawSeries, LABEL_MARGIN, type Series } from "./ruleSeries.ts";

type Row = SelectionReport["verifier"][number];

export function drawVerifierCurve(rows: SelectionReport["verifier"], options: ChartOptions): Element {
  const line = (name: string, look: Series["look"], read: (row: Row) => number): Series => ({
    name,
    look,
    points: rows.map((row) => ({
      x: row.votes,
      y: read(row),
      title: `${name}, ${formatCounted(row.votes, "vote")}: ${formatShare(read(row))} %`,
    })),
  });
  const balanced: Series = {
    name: "Balanced",
    look: { colour: "var(--rule-pessimistic)", symbol: "circle", width: 2.5 },
    points: rows.map((row) => ({
      x: row.votes,
      y: row.value,
      title: `Balanced accuracy, ${formatCounted(row.votes, "vote")}: ${formatShare(row.value)} %\n95 % interval ${formatRange(row)}`,
    })),
  };
  const series = [
    line(
      "Accepts right",
      { colour: "var(--outcome-correct)", symbol: "triangle", width: 1.25 },
      (row) => row.acceptsRight,
    ),
    line(
      "Refuses wrong",
      { colour: "var(--outcome-incorrect)", symbol: "square", width: 1.25, dashes: "5 3" },
      (row) => row.refusesWrong,
    ),
    balanced,
  ];
  const domain = shareDomain(
    rows.flatMap(({ low, high, acceptsRight, refusesWrong }) => [low, high, acceptsRight, refusesWrong]),
    0.05,
  );
  return plotFrame(options, {
    ariaLabel: "Line chart: balanced accuracy of the verifier against the number of votes on a sample",
    marginRight: LABEL_MARGIN,
    x: { type: "log", base: 2 },
    y: { domain },
    marks: [
      shareAxis(domain, "Samples judged rightly"),
      countAxis(
        rows.map(({ votes }) => votes),
        "Votes per sample",
      ),
      Plot.areaY(rows, {
        x: "votes",
        y1: "low",
        y2: "high",
        fill: "var(--rule-pessimistic)",
        fillOpacity: 0.16,
      }),
      drawSeries(series, domain),
    ],
  });
}
