/** Reliability diagram: of samples with a share of positive votes, how many are right. On the diagonal the share is a probability. */
import * as Plot from "@observablehq/plot";
import type { SelectionReport } from "@plumbline/contract";
import { formatCounted, formatRange, formatShare } from "../format/formatNumber.ts";
import type { ChartOptions } from "./chartOptions.ts";
import { plotFrame, shareAxis } from "./plotFrame.ts";

const WHOLE = [0, 1] as const;
const LEAST_RADIUS = 3;
const LARGEST_RADIUS = 11;

export function drawReliability(groups: SelectionReport["reliability"], options: ChartOptions): Element {
  const filled = groups.filter(({ samples }) => samples > 0);
  const most = Math.max(1, ...filled.map(({ samples }) => samples));
  // The area of a dot follows the number of samples; a group of few stays visible.
  const radius = (samples: number) => Math.max(LEAST_RADIUS, LARGEST_RADIUS * Math.sqrt(samples / most));
  return plotFrame(options, {
    ariaLabel: `Reliability diagram: share of right samples in ${filled.length} groups by share of positive votes, with 95 % intervals, against the diagonal`,
    insetLeft: LARGEST_RADIUS,
    insetRight: LARGEST_RADIUS,
    insetTop: LARGEST_RADIUS,
    insetBottom: LARGEST_RADIUS,
    x: { domain: WHOLE },
    y: { domain: WHOLE },
    r: { type: "identity" },
    marks: [
      shareAxis(WHOLE, "Samples that are right"),
      Plot.axisX([0, 0.2, 0.4, 0.6, 0.8, 1], {
        tickFormat: (share: number) => `${Math.round(share * 100)} %`,
        tickSize: 4,
        stroke: "var(--line-strong)",
        fill: "currentColor",
        label: "Share of positive votes",
        labelArrow: "none",
        labelAnchor: "right",
      }),
      Plot.line(
        [
          [0, 0],
          [1, 1],
        ],
        { stroke: "var(--ink-faint)", strokeDasharray: "4 4", strokeWidth: 1 },
      ),
      Plot.ruleX(filled, {
        x: "meanScore",
        y1: "low",
        y2: "high",
        stroke: "var(--ink-soft)",
        strokeWidth: 1.5,
        marker: "tick",
      }),
      Plot.dot(filled, {
        x: "meanScore",
        y: "right",
        r: (group: (typeof filled)[number]) => radius(group.samples),
        fill: "var(--rule-pessimistic)",
        stroke: "var(--surface)",
      }),
      Plot.tip(
        filled,
        Plot.pointer({
          x: "meanScore",
          y: "right",
          title: ({ samples, meanScore, right, low, high }: (typeof filled)[number]) =>
            `${formatCounted(samples, "sample")}, ${formatShare(meanScore)} % positive votes\n${formatShare(right)} % right, 95 % interval ${formatRange({ low, high })}`,
          fill: "var(--surface)",
          stroke: "var(--line-strong)",
        }),
      ),
    ],
  });
}
