/** Accuracy against what it costs: tokens generated for a problem, while samples (along a line) and votes (by line) grow. */
import type { SelectionReport } from "@plumbline/contract";
import { formatCount, formatCounted, formatRange, formatShare } from "../format/formatNumber.ts";
import { toTokenCurves } from "../selection/toCurves.ts";
import type { ChartOptions } from "./chartOptions.ts";
import { plotFrame, shareAxis, shareDomain, tokenAxis } from "./plotFrame.ts";
import { drawSeries, ruleLook, type Series, type SeriesLook } from "./ruleSeries.ts";

/** Fewer votes than the most: the same colour, thinner, each with a shape of its own. */
const FEWER = ["triangle", "diamond", "square", "star", "hexagon", "wye"] as const;

export function drawTokenCurve(report: SelectionReport, options: ChartOptions): Element {
  const curves = toTokenCurves(report);
  const verified = curves.filter(({ votes }) => votes > 0);
  const series = curves.map(({ rule, votes, name, points }): Series => {
    const full = ruleLook(rule);
    const place = verified.findIndex((curve) => curve.votes === votes);
    const look: SeriesLook =
      votes === 0 || votes === report.votes
        ? full
        : { ...full, width: 1.25, symbol: FEWER[place % FEWER.length] ?? "triangle" };
    return {
      name,
      look,
      points: points.map(({ tokens, samples, value, low, high }) => ({
        x: tokens,
        y: value,
        title: `${name}, ${formatCounted(samples, "sample")}: ${formatShare(value)} %\n95 % interval ${formatRange({ low, high })}\n${formatCount(Math.round(tokens))} tokens a problem`,
      })),
    };
  });
  const points = series.flatMap((each) => each.points);
  const domain = shareDomain(points.map(({ y }) => y));
  return plotFrame(options, {
    ariaLabel: `Line chart: accuracy against tokens generated for a problem, ${series.map(({ name }) => name).join(", ")}`,
    marginTop: 40,
    marginRight: 34,
    x: { type: "log" },
    y: { domain },
    marks: [
      shareAxis(domain, "Problems answered right"),
      tokenAxis(
        points.map(({ x }) => x),
        options.width,
        "Tokens per problem",
      ),
      drawSeries(series, domain, "above"),
    ],
  });
}
