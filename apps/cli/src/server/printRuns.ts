/** Runs for people. */
import type { RunView } from "@plumbline/contract";
import type { createColors } from "picocolors";
import { percent } from "../grade/printReport.ts";
import { printTable } from "../printTable.ts";
import type { SubmittedRun } from "./submitFile.ts";

export function printRuns(
  runs: readonly SubmittedRun[],
  { bold, dim }: ReturnType<typeof createColors>,
): string {
  const table = printTable(
    ["model", "samples", "problems", "score", "95 % interval", "state"],
    runs.map(({ run, results }) => [
      run.model.name,
      results === null ? "" : results.samples.toLocaleString("en"),
      results === null ? "" : `${results.problems.answered} of ${results.problems.total}`,
      results?.score == null ? "" : bold(percent(results.score)),
      results?.interval == null ? "" : `${percent(results.interval.low)} – ${percent(results.interval.high)}`,
      run.state === "grading" ? `grading, ${Math.floor(run.percent)} %` : run.state.replaceAll("_", " "),
    ]),
  );
  const notes = runs.flatMap(({ run, url, replayed }) => [
    `${run.model.name}: ${url}${replayed ? dim(" (submitted before)") : ""}`,
    ...(run.invalidLines > 0
      ? [`  ${run.invalidLines.toLocaleString("en")} lines are no sample of this run: see its page`]
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
