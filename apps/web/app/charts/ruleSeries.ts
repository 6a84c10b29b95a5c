/** Lines of rules: how each looks, and drawing a bundle of them with their names at their ends. */
import * as Plot from "@observablehq/plot";
import type { RuleName } from "../selection/ruleWords.ts";
import { CHART_HEIGHT, MARGIN } from "./plotFrame.ts";
import { spreadLabels } from "./spreadLabels.ts";

export interface SeriesPoint {
  readonly x: number;
  readonly y: number;
  /** Lines of text for the point under the pointer. */
  readonly title: string;
}
export interface Series {
  readonly name: string;
  readonly look: SeriesLook;
  readonly points: readonly SeriesPoint[];
}
/** Never by colour alone: every series has a mark of its own shape too, and its name at its end. */
export interface SeriesLook {
  readonly colour: string;
  readonly symbol: Plot.SymbolType;
  readonly width: number;
  readonly dashes?: string;
}

const RULE_LOOKS: Readonly<Record<RuleName, SeriesLook>> = {
  single: { colour: "var(--rule-single)", symbol: "times", width: 1.25, dashes: "2 3" },
  majority: { colour: "var(--rule-majority)", symbol: "square", width: 1.75 },
  shortest_majority: { colour: "var(--rule-shortest)", symbol: "triangle", width: 1.25, dashes: "5 3" },
  best_of_n: { colour: "var(--rule-best)", symbol: "diamond", width: 1.25 },
  weighted_sum: { colour: "var(--rule-weighted)", symbol: "star", width: 1.25 },
  pessimistic: { colour: "var(--rule-pessimistic)", symbol: "circle", width: 2.5 },
};

export function ruleLook(rule: RuleName): SeriesLook {
  return RULE_LOOKS[rule];
}

const LABEL_PIXELS = 14;
/** Room right of the frame for the longest name. */
export const LABEL_MARGIN = 108;

/** Where the names stand: in a column beside the frame, or above the ends of lines that end at different places. */
export type NamePlace = "beside" | "above";

/** Lines, their marks, their names, and a note at the point under the pointer. */
export function drawSeries(
  series: readonly Series[],
  domain: readonly [number, number],
  names: NamePlace = "beside",
): Plot.Markish[] {
  const drawn = series.filter(({ points }) => points.length > 0);
  return [
    ...drawn.flatMap(drawLine),
    ...(names === "beside" ? nameBeside(drawn, domain) : drawn.map(nameAbove)),
    Plot.tip(
      drawn.flatMap(({ points }) => points),
      Plot.pointer({ x: "x", y: "y", title: "title", fill: "var(--surface)", stroke: "var(--line-strong)" }),
    ),
  ];
}

function drawLine({ points, look }: Series): Plot.Markish[] {
  const hollow = look.symbol === "times";
  return [
    Plot.line([...points], {
      x: "x",
      y: "y",
      stroke: look.colour,
      strokeWidth: look.width,
      ...(look.dashes === undefined ? {} : { strokeDasharray: look.dashes }),
    }),
    Plot.dot([...points], {
      x: "x",
      y: "y",
      symbol: look.symbol,
      r: look.width > 2 ? 4 : 3,
      fill: hollow ? "none" : look.colour,
      stroke: hollow ? look.colour : "var(--surface)",
      strokeWidth: hollow ? 1.5 : 1,
    }),
  ];
}

function nameAbove({ name, look, points }: Series): Plot.Markish {
  return Plot.text(points.slice(-1), {
    x: "x",
    y: "y",
    dy: -13,
    text: [name],
    fill: look.colour,
    fontWeight: look.width > 2 ? 650 : 500,
    stroke: "var(--surface)",
    strokeWidth: 3,
  });
}

function nameBeside(drawn: readonly Series[], domain: readonly [number, number]): Plot.Markish[] {
  const unit = (domain[1] - domain[0]) / (CHART_HEIGHT - MARGIN.top - MARGIN.bottom);
  const ends = drawn.flatMap(({ points }) => points.at(-1) ?? []);
  const heights = spreadLabels(
    ends.map(({ y }) => y),
    LABEL_PIXELS * unit,
    domain[0],
    domain[1],
  );
  return drawn.map(({ name, look }, place) =>
    Plot.text([heights[place] ?? 0], {
      frameAnchor: "right",
      y: (height: number) => height,
      dx: 12,
      textAnchor: "start",
      text: [name],
      fill: look.colour,
      fontWeight: look.width > 2 ? 650 : 500,
    }),
  );
}
