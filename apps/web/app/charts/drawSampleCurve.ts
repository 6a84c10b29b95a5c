/** pass@k with its interval, and how often each rule picks a right answer from as many samples. */
import * as Plot from "@observablehq/plot";
import type { SelectionReport } from "@plumbline/contract";
import { formatRange, formatShare } from "../format/formatNumber.ts";
import { toSampleCurves } from "../selection/toCurves.ts";
import type { ChartOptions } from "./chartOptions.ts";
import { countAxis, plotFrame, shareAxis, shareDomain } from "./plotFrame.ts";
import { drawSeries, LABEL_MARGIN, ruleLook, type Series } from "./ruleSeries.ts";

const PASS_LOOK = { colour: "var(--rule-pass)", symbol: "hexagon", width: 1.5 } as const;

export function drawSampleCurve(report: SelectionReport, options: ChartOptions): Element {
  const curves = toSampleCurves(report);
  const series: Series[] = [
    {
      name: "pass@k",
      look: PASS_LOOK,
      points: report.passAtK.map(({ k, value, low, high }) => ({
        x: k,
        y: value,
        title: `pass@${k}: ${formatShare(value)} %\n95 % interval ${formatRange({ low, high })}`,
      })),
    },
    ...curves.map(({ rule, name, points }) => ({
      name,
      look: ruleLook(rule),
      points: points.map(({ samples, value, low, high }) => ({
        x: samples,
        y: value,
        title: `${name}, N = ${samples}: ${formatShare(value)} %\n95 % interval ${formatRange({ low, high })}`,
      })),
    })),
  ];
  const counts = [...new Set(series.flatMap(({ points }) => points.map(({ x }) => x)))];
  const domain = shareDomain([
    ...series.flatMap(({ points }) => points.map(({ y }) => y)),
    ...report.passAtK.flatMap(({ low, high }) => [low, high]),
  ]);
  return plotFrame(options, {
    ariaLabel: `Line chart: pass@k and the accuracy of ${curves.length} rules against the number of samples`,
    marginRight: LABEL_MARGIN,
    x: { type: "log", base: 2 },
    y: { domain },
    marks: [
      shareAxis(domain, "Problems answered right"),
      countAxis(counts, "Samples per problem"),
      Plot.areaY(report.passAtK, {
        x: "k",
        y1: "low",
        y2: "high",
        fill: "var(--rule-pass)",
        fillOpacity: 0.14,
      }),
      drawSeries(series, domain),
    ],
  });
}
