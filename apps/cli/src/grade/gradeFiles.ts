/** Grades files of outputs on this machine, streaming: what `plumb grade` does between its options and its report. */
import type { GradeReport } from "@plumbline/contract";
import { openFile, type ReadOptions } from "@plumbline/formats";
import { CommandFailure } from "../failure.ts";
import { openBytes } from "../openBytes.ts";
import { startProgress } from "../startProgress.ts";
import type { Surroundings } from "../surroundings.ts";
import { readBenchmarkIndex } from "./benchmarkIndex.ts";
import { createGrading, type Grading, type GradingOptions } from "./createGrading.ts";
import type { Explained } from "./printExplained.ts";

export interface GradeOptions extends ReadOptions, Omit<GradingOptions, "nameFiles"> {
  /** File of problems. */
  readonly benchmark?: string | undefined;
}

export interface GradedFiles {
  readonly report: GradeReport;
  readonly assumptions: readonly string[];
  readonly explained: readonly Explained[];
}

export async function gradeFiles(
  paths: readonly string[],
  options: GradeOptions,
  surroundings: Surroundings,
): Promise<GradedFiles> {
  const problems = options.benchmark === undefined ? null : await openBytes(options.benchmark, surroundings);
  const benchmark = problems === null ? null : await readBenchmarkIndex(problems);
  const grading = createGrading({ ...options, nameFiles: paths.length > 1 }, benchmark);
  const files: GradeReport["input"]["files"] = [];
  const assumptions = new Set<string>();
  for (const path of paths) {
    const read = await gradeFile(path, grading, options, surroundings);
    for (const assumption of read.assumptions) assumptions.add(assumption);
    files.push(read.file);
  }
  const { explained } = grading;
  return { report: grading.finish(files), assumptions: [...assumptions], explained };
}

async function gradeFile(
  path: string,
  grading: Grading,
  options: ReadOptions,
  surroundings: Surroundings,
): Promise<{
  readonly file: GradeReport["input"]["files"][number];
  readonly assumptions: readonly string[];
}> {
  const bytes = await openBytes(path, surroundings);
  const opened = await openFile(bytes.chunks, options);
  if (!("events" in opened)) {
    const { code, message, fix } = opened.recognition.refusal;
    throw new CommandFailure(2, code, `${path}: ${message}`, fix);
  }
  const progress = startProgress(bytes.name, bytes.size, surroundings);
  let rows = 0;
  try {
    for await (const events of opened.events) {
      for (const event of events) {
        if (event.kind === "row") rows += 1;
        grading.take(event, bytes.name);
      }
      progress.update(bytes.position());
    }
  } finally {
    progress.stop();
  }
  const { format, assumptions } = opened.recognition;
  return { file: { name: bytes.name, format: format.id, rows }, assumptions };
}
