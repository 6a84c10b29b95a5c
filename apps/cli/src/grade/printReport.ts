/** A report for people: one line for each model, then what was left out and why. */
import { type GradedRun, type GradeReport, OUTCOMES } from "@plumbline/contract";
import type { createColors } from "picocolors";
import { printTable } from "../printTable.ts";

type Colors = ReturnType<typeof createColors>;
const INVALID_SHOWN = 5;
const RULES_SHOWN = 6;

export function printReport(report: GradeReport, assumptions: readonly string[], colors: Colors): string {
  const { files, benchmark, invalid_input, invalid_count } = report.input;
  const rows = files.reduce((sum, file) => sum + file.rows, 0);
  const against = benchmark === null ? "" : ` against ${benchmark}`;
  const parts = [
    `${count(rows, "row")} of ${files.map((file) => file.name).join(", ")}${against}, by ${report.grader}`,
    ...assumptions.map((assumption) => colors.dim(`Assumed: ${assumption}.`)),
    printScores(report.runs, colors),
    printOutcomes(report.runs),
    printRules(report.runs, colors),
  ];
  if (invalid_count > 0) {
    const shown = invalid_input.slice(0, INVALID_SHOWN).map(({ line, column, code, reason }) => {
      return `  line ${line}${column === undefined ? "" : `, column ${column}`}: ${code}: ${reason}`;
    });
    const rest =
      invalid_count > shown.length ? [`  and ${invalid_count - shown.length} more (all with --json)`] : [];
    const heading = colors.yellow(
      `${count(invalid_count, "line")} ${invalid_count === 1 ? "is" : "are"} no sample:`,
    );
    parts.push([heading, ...shown, ...rest].join("\n"));
  }
  return `${parts.filter((part) => part !== "").join("\n")}\n`;
}

function printScores(runs: readonly GradedRun[], { bold }: Colors): string {
  const bounded = runs.some(isUncertain);
  return printTable(
    [
      "model",
      "n",
      "problems",
      "score",
      "95 % interval",
      ...(bounded ? ["if ungradable wrong .. right"] : []),
    ],
    runs.map((run) => [
      run.model,
      run.n.toLocaleString("en"),
      run.problems.toLocaleString("en"),
      bold(run.score === null ? "not known" : percent(run.score)),
      range(run.interval, " – "),
      ...(bounded ? [range(run.bounds, " .. ")] : []),
    ]),
  );
}

function printOutcomes(runs: readonly GradedRun[]): string {
  const seen = OUTCOMES.filter((outcome) => runs.some((run) => run.outcomes[outcome] > 0));
  return printTable(
    ["model", ...seen],
    runs.map((run) => [
      run.model,
      ...seen.map((outcome) => {
        const samples = run.outcomes[outcome];
        return samples === 0 ? "0" : `${samples.toLocaleString("en")} (${percent(samples / run.n)})`;
      }),
    ]),
  );
}

function printRules(runs: readonly GradedRun[], { dim }: Colors): string {
  const total = new Map<string, number>();
  for (const run of runs) {
    for (const [rule, samples] of Object.entries(run.rules))
      total.set(rule, (total.get(rule) ?? 0) + samples);
  }
  const sorted = [...total].sort(([, left], [, right]) => right - left);
  const shown = sorted
    .slice(0, RULES_SHOWN)
    .map(([rule, samples]) => `${rule} ${samples.toLocaleString("en")}`);
  const more = sorted.length > RULES_SHOWN ? `, and ${sorted.length - RULES_SHOWN} more` : "";
  return dim(`Answers found by: ${shown.join(", ")}${more}`);
}

/** @example percent(0.35178) === "35.2 %" */
export function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

/** Whether ungradable samples leave the score open. */
export function isUncertain(graded: Pick<GradedRun, "bounds"> | null): boolean {
  const bounds = graded?.bounds ?? null;
  return bounds !== null && bounds.high - bounds.low > 1e-9;
}

/** @example range({ low: 0.1, high: 0.9 }, " .. ") === "10.0 .. 90.0 %" */
export function range(bounds: GradedRun["interval"], separator: string): string {
  if (bounds === null) return "";
  return `${(bounds.low * 100).toFixed(1)}${separator}${(bounds.high * 100).toFixed(1)} %`;
}

/** @example count(1, "row") === "1 row" */
export function count(number: number, noun: string): string {
  return `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
}
