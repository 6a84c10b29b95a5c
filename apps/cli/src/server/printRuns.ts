/** Runs for people. */
import type { RunView } from "@plumbline/contract";
import type { createColors } from "picocolors";
import { count, isUncertain, percent, range } from "../grade/printReport.ts";
import { printTable } from "../printTable.ts";
import type { SubmittedRun } from "./submitFile.ts";

export function printRuns(
  runs: readonly SubmittedRun[],
  { bold, dim }: ReturnType<typeof createColors>,
): string {
  const bounded = runs.some(({ results }) => isUncertain(results));
  const table = printTable(
    [
      "model",
      "samples",
      "problems",
      "score",
      "95 % interval",
      ...(bounded ? ["if ungradable wrong .. right"] : []),
      "state",
    ],
    runs.map(({ run, results }) => [
      run.model.name,
      results === null ? "" : results.samples.toLocaleString("en"),
      results === null ? "" : `${results.problems.answered} of ${results.problems.total}`,
      results?.score == null ? "" : bold(percent(results.score)),
      range(results?.interval ?? null, " – "),
      ...(bounded ? [range(results?.bounds ?? null, " .. ")] : []),
      run.state === "grading" ? `grading, ${Math.floor(run.percent)} %` : run.state.replaceAll("_", " "),
    ]),
  );
  const notes = runs.flatMap(({ run, url, replayed }) => [
    `${run.model.name}: ${url}${replayed ? dim(" (submitted before)") : ""}`,
    ...(run.invalidLines > 0
      ? [
          `  ${count(run.invalidLines, "line")} ${run.invalidLines === 1 ? "is" : "are"} no sample of this run: see its page`,
        ]
      : []),
  ]);
  return `${table}\n${notes.join("\n")}\n`;
}

/** One line a run, for lists. */
export function printRunList(runs: readonly RunView[], serverUrl: string): string {
  return `${printTable(
    ["model", "benchmark", "state", "visibility", "page"],
    runs.map((run) => [
      run.model.name,
      `${run.benchmark.slug} v${run.benchmark.version}`,
      run.state.replaceAll("_", " "),
      run.visibility,
      `${serverUrl}/runs/${run.id}`,
    ]),
    5,
  )}\n`;
}
