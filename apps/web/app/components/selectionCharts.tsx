/** The charts of a selection report, each with its data. */
import type { SelectionReport } from "@plumbline/contract";
import { useCallback } from "react";
import { formatCount, formatRange, formatShare } from "../format/formatNumber.ts";
import { toSampleCurves, toTokenCurves } from "../selection/toCurves.ts";
import { ChartFigure } from "./chartFigure.tsx";
import { DataTable } from "./dataTable.tsx";

interface Props {
  readonly report: SelectionReport;
}

export function SampleChart({ report }: Props) {
  const load = useCallback(
    () =>
      import("../charts/drawSampleCurve.ts").then(
        ({ drawSampleCurve }) =>
          (options: Parameters<typeof drawSampleCurve>[1]) =>
            drawSampleCurve(report, options),
      ),
    [report],
  );
  const curves = toSampleCurves(report);
  return (
    <ChartFigure
      title="More samples"
      caption={
        <>
          Grey: problems with a right answer among k samples, which no rule can beat (band: 95 % interval).
          Lines: problems for which the rule then picks a right one.
        </>
      }
      load={load}
    >
      <DataTable
        label="More samples"
        heads={["Samples", "pass@k", "95 % interval", ...curves.map(({ name }) => name)]}
        rows={report.passAtK.map(({ k, value, low, high }) => [
          k,
          formatShare(value),
          formatRange({ low, high }),
          ...curves.map(({ points }) => {
            const point = points.find(({ samples }) => samples === k);
            return point === undefined ? "–" : formatShare(point.value);
          }),
        ])}
      />
    </ChartFigure>
  );
}

export function TokenChart({ report }: Props) {
  const load = useCallback(
    () =>
      import("../charts/drawTokenCurve.ts").then(
        ({ drawTokenCurve }) =>
          (options: Parameters<typeof drawTokenCurve>[1]) =>
            drawTokenCurve(report, options),
      ),
    [report],
  );
  const curves = toTokenCurves(report);
  if (curves.length === 0) return null;
  return (
    <ChartFigure
      title="What it costs"
      caption={
        <>
          Accuracy against the tokens generated for a problem, solutions and checks together. Along a line the
          number of samples doubles
          {report.votes > 0 ? "; PV 4 is Pessimistic Verification with 4 votes on each sample" : ""}.
        </>
      }
      load={load}
    >
      <DataTable
        label="What it costs"
        heads={["Rule and samples", "Tokens per problem", "Accuracy", "95 % interval"]}
        rows={curves.flatMap(({ name, points }) =>
          points.map(({ samples, tokens, value, low, high }) => [
            `${name}, N = ${samples}`,
            formatCount(Math.round(tokens)),
            formatShare(value),
            formatRange({ low, high }),
          ]),
        )}
      />
    </ChartFigure>
  );
}

export function VerifierChart({ report }: Props) {
  const rows = report.verifier;
  const load = useCallback(
    () =>
      import("../charts/drawVerifierCurve.ts").then(
        ({ drawVerifierCurve }) =>
          (options: Parameters<typeof drawVerifierCurve>[1]) =>
            drawVerifierCurve(rows, options),
      ),
    [rows],
  );
  if (rows.length === 0) return null;
  return (
    <ChartFigure
      title="How well the verifier judges"
      caption="Balanced accuracy: the mean of right samples accepted and wrong samples refused, when the majority of so many votes decides. Guessing gives 50 %."
      load={load}
    >
      <DataTable
        label="How well the verifier judges"
        heads={["Votes", "Balanced accuracy", "95 % interval", "Accepts right", "Refuses wrong"]}
        rows={rows.map(({ votes, value, low, high, acceptsRight, refusesWrong }) => [
          votes,
          formatShare(value),
          formatRange({ low, high }),
          formatShare(acceptsRight),
          formatShare(refusesWrong),
        ])}
      />
    </ChartFigure>
  );
}

export function ReliabilityChart({ report }: Props) {
  const groups = report.reliability;
  const load = useCallback(
    () =>
      import("../charts/drawReliability.ts").then(
        ({ drawReliability }) =>
          (options: Parameters<typeof drawReliability>[1]) =>
            drawReliability(groups, options),
      ),
    [groups],
  );
  const filled = groups.filter(({ samples }) => samples > 0);
  if (filled.length === 0) return null;
  return (
    <ChartFigure
      title="What a share of votes means"
      caption="Samples grouped by their share of positive votes, and how many of them are right (bars: 95 % interval; larger dot: more samples). On the dashed line the share of votes is the chance of being right."
      load={load}
    >
      <DataTable
        label="What a share of votes means"
        heads={["Share of positive votes", "Samples", "Mean share", "Right", "95 % interval"]}
        rows={filled.map(({ from, to, samples, meanScore, right, low, high }) => [
          formatRange({ low: from, high: to }),
          formatCount(samples),
          formatShare(meanScore),
          formatShare(right),
          formatRange({ low, high }),
        ])}
      />
    </ChartFigure>
  );
}
