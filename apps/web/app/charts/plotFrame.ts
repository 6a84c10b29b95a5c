/**
 * The frame that all charts share. Decision: Plot writes a <style> element into each drawing, which the pages' content
 * security policy would refuse; it is taken out before the drawing enters the page, and chartFigure.module.css says the
 * same in a file. Colours are custom properties, so that one drawing serves light and dark.
 */
import * as Plot from "@observablehq/plot";
import { formatCount } from "../format/formatNumber.ts";
import type { ChartOptions } from "./chartOptions.ts";

const NARROW = 460;
export const CHART_HEIGHT = 300;
export const MARGIN = { top: 26, right: 20, bottom: 42, left: 44 } as const;

export interface FrameOptions extends Omit<Plot.PlotOptions, "document" | "width" | "height"> {
  /** What the chart shows, for those who do not see it. */
  readonly ariaLabel: string;
}

/** The drawing, free of styles of its own. */
export function plotFrame(
  { width, document }: ChartOptions,
  { ariaLabel, ...options }: FrameOptions,
): Element {
  const node = Plot.plot({
    width,
    height: CHART_HEIGHT,
    marginTop: MARGIN.top,
    marginRight: MARGIN.right,
    marginBottom: MARGIN.bottom,
    marginLeft: MARGIN.left,
    className: "plumb-chart",
    style: { fontFamily: "inherit", fontSize: "12px", background: "none", color: "var(--ink-faint)" },
    ariaLabel,
    ...options,
    ...(document === undefined ? {} : { document }),
  });
  for (const style of node.querySelectorAll("style")) style.remove();
  node.setAttribute("role", "img");
  return node;
}

/** Grid lines and the axis of shares, in percent, at the left. */
export function shareAxis(domain: readonly [number, number], label: string): Plot.Markish[] {
  const ticks = shareTicks(domain);
  return [
    Plot.gridY(ticks, { stroke: "var(--line)", strokeOpacity: 1 }),
    Plot.axisY(ticks, {
      tickFormat: (share: number) => `${Math.round(share * 100)} %`,
      tickSize: 0,
      label,
      labelArrow: "none",
      labelAnchor: "top",
    }),
  ];
}

/** Powers of two, which is how samples and votes are counted. */
export function countAxis(counts: readonly number[], label: string): Plot.Markish[] {
  return [
    Plot.axisX([...counts], {
      tickFormat: String,
      tickSize: 4,
      stroke: "var(--line-strong)",
      fill: "currentColor",
      label,
      labelArrow: "none",
      labelAnchor: "right",
    }),
  ];
}

/** Tokens on a logarithmic axis: a round number for each doubling, fewer of them where the drawing is narrow. */
export function tokenAxis(values: readonly number[], width: number, label: string): Plot.Markish[] {
  const low = Math.min(...values);
  const high = Math.max(...values);
  const every = [1, 2, 5].flatMap((lead) => [1, 2, 3, 4, 5, 6, 7].map((power) => lead * 10 ** power));
  const within = every.filter((tick) => tick >= low / 1.05 && tick <= high * 1.05);
  const wanted = width < NARROW ? within.filter((tick) => /^10*$/u.test(String(tick))) : within;
  return [
    Plot.axisX(wanted.length < 2 ? within : wanted, {
      text: formatCount,
      tickSize: 4,
      stroke: "var(--line-strong)",
      fill: "currentColor",
      label,
      labelArrow: "none",
      labelAnchor: "right",
    }),
  ];
}

/**
 * A domain of shares around the values, in whole steps, at least two steps wide.
 * @example shareDomain([0.52, 0.93]) // [0.5, 1], shareDomain([0.93, 0.97], 0.05) // [0.9, 1]
 */
export function shareDomain(values: readonly number[], step = 0.1): [number, number] {
  const low = Math.floor(Math.min(1, ...values) / step + 1e-9) * step;
  const high = Math.ceil(Math.max(0, ...values) / step - 1e-9) * step;
  const start = Math.max(0, Math.min(low, high - 2 * step));
  return [start, Math.min(1, Math.max(high, start + 2 * step))];
}

function shareTicks([low, high]: readonly [number, number]): number[] {
  const step = high - low > 0.5 ? 0.2 : high - low > 0.25 ? 0.1 : 0.05;
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, place) => (first + place) * step);
}
