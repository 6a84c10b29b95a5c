/** The cards of a judge for people. */
import { type CardFigure, CONFUSION_METRICS } from "@plumbline/stats";
import { count, percent, range } from "../grade/printReport.ts";
import { printTable } from "../printTable.ts";
import type { AttackedJudge, FalsePositives } from "./attackJudge.ts";
import type { MeasuredJudge } from "./measureJudge.ts";
import { describeSpending, describeTally, dollars } from "./tallyJudged.ts";

export function printCard({ judge, model, card, firstError, tally, ...left }: MeasuredJudge): string {
  const { truePositive, falseNegative, falsePositive, trueNegative } = card.confusion;
  const matrix = printTable(
    ["label \\ judge", "passes", "fails"],
    [
      ["right", String(truePositive), String(falseNegative)],
      ["wrong", String(falsePositive), String(trueNegative)],
    ],
  );
  const calibration = card.calibration;
  const n = calibration?.outcomes ?? 0;
  const figures = [
    ...CONFUSION_METRICS.map((metric) => toFigureLine(NAMES[metric] ?? metric, card.figures[metric])),
    ...(calibration === null
      ? []
      : [
          toFigureLine("Brier score", { ...calibration.brier, n, method: "bootstrap" }),
          toFigureLine("calibration error", { ...calibration.calibrationError, n, method: "bootstrap" }),
        ]),
    ...(firstError === null
      ? []
      : [
          toFigureLine("first error, on wrong", firstError.onWrong),
          toFigureLine("first error, on right", firstError.onRight),
          toFigureLine("ProcessBench F1", firstError.f1),
        ]),
  ];
  const each = tally.price.cost === null || tally.rows === 0 ? null : tally.price.cost / tally.rows;
  const cost = `Cost when asked: ${describeSpending(tally.price)}${each === null ? "" : `, ${dollars(each)} a row`}`;
  const out = [
    left.unlabelled > 0 ? `${count(left.unlabelled, "row")} without a label left out` : "",
    left.invalid > 0 ? `${count(left.invalid, "line")} no sample` : "",
    `${card.abstained} of ${card.items} without a verdict (abstained)`,
  ].filter((part) => part !== "");
  return `${[
    `${judge} on ${model}: ${count(card.items, "row")}, verdicts on ${count(card.clusters, "problem")}`,
    out.join("; "),
    matrix,
    printTable(["figure", "value", "95 % interval", "n"], figures),
    cost,
    describeTally(tally),
  ].join("\n")}\n`;
}

const NAMES: Readonly<Record<string, string>> = {
  f1: "F1",
  balancedAccuracy: "balanced accuracy",
  kappa: "Cohen's kappa",
  mcc: "Matthews' correlation",
};

function toFigureLine(name: string, figure: CardFigure | null): readonly string[] {
  if (figure === null) return [name, "not defined", "", ""];
  const { value, low, high, n } = figure;
  return [name, value.toFixed(3), `${low.toFixed(3)} – ${high.toFixed(3)}`, n.toLocaleString("en")];
}

export function printAttackCard({ judge, model, all, kinds, keys, known, tally }: AttackedJudge): string {
  const head = ["tried", "accepted", "unjudged", "false positives", "95 % interval"];
  const toNumbers = (row: AttackedJudge["all"]) => [
    String(row.tried),
    String(row.accepted),
    String(row.unjudged),
    row.share === null ? "" : percent(row.share),
    range(toInterval(row), " – "),
  ];
  const byKind = [...kinds.map((row) => [row.kind, ...toNumbers(row)]), ["all", ...toNumbers(all)]];
  const byKey = keys.map((row) => [row.kind, JSON.stringify(row.key), ...toNumbers(row)]);
  return `${[
    `${judge} on ${model}: ${count(all.tried + all.unjudged, "attack")}`,
    printTable(["attack", ...head], byKind),
    printTable(["attack", "key", ...head], byKey, 2),
    `Without an attack: ${known.good.rejected} of ${known.good.judged} good samples rejected, ${known.bad.accepted} of ${known.bad.judged} bad ones accepted`,
    describeTally(tally).replace(/ rows?:/, " canaries:"),
  ].join("\n")}\n`;
}

function toInterval({ interval }: FalsePositives) {
  return interval === null ? null : { low: interval.low, high: interval.high };
}
