/**
 * Grades files of outputs on this machine, streaming: what `plumb grade` does between its options and its report.
 * Decision: a problem is found as a server finds it (key, then statement) where a benchmark is given; else rows are
 * of one problem when they carry the same statement, or the same key where they have none. The first of two rows
 * with the same index of the same problem counts, the second is reported.
 */
import { basename } from "node:path";
import {
  type GradeReport,
  type InterchangeRow,
  type InvalidLine,
  LIMITS,
  type ProblemSpec,
} from "@plumbline/contract";
import { openFile, problemOf, type ReadEvent, type ReadOptions } from "@plumbline/formats";
import { gradeSample, normaliseStatement, toGrader } from "@plumbline/grading";
import { CommandFailure } from "../failure.ts";
import { openBytes } from "../openBytes.ts";
import { startProgress } from "../startProgress.ts";
import type { Surroundings } from "../surroundings.ts";
import { type BenchmarkIndex, readBenchmarkIndex } from "./benchmarkIndex.ts";
import type { Explained } from "./printExplained.ts";
import { createRunTally } from "./tallyRuns.ts";
import { toGradedRun } from "./toGradedRun.ts";

export interface GradeOptions extends ReadOptions {
  readonly benchmark?: string | undefined;
  readonly policy: "default" | "exact" | "relative";
  readonly model?: string | undefined;
  readonly explain?: string | undefined;
}

export interface GradedFiles {
  readonly report: GradeReport;
  readonly assumptions: readonly string[];
  readonly explained: readonly Explained[];
}

const EXPLAINED_KEPT = 20;

export async function gradeFiles(
  paths: readonly string[],
  options: GradeOptions,
  surroundings: Surroundings,
): Promise<GradedFiles> {
  const benchmark = await readBenchmark(options.benchmark, surroundings);
  const tally = createRunTally();
  const files: GradeReport["input"]["files"] = [];
  const invalid: InvalidLine[] = [];
  const assumptions = new Set<string>();
  const explained: Explained[] = [];
  const otherModels = new Map<string, number>();
  let invalidCount = 0;
  let rows = 0;
  let withGold = 0;

  /** Why the row is no sample of this report; null where it was graded and counted. */
  function take(event: ReadEvent, fileName: string): InvalidLine | null {
    if (event.kind === "invalid") return event.invalid;
    const { row, line } = event;
    rows += 1;
    const model = row.model ?? options.model ?? nameModel(fileName);
    if (options.model !== undefined && model !== options.model) {
      otherModels.set(model, (otherModels.get(model) ?? 0) + 1);
      return null;
    }
    const known = benchmark === null ? toProblem(row, `${fileName}:${line}`) : benchmark.find(row);
    if (known === undefined) {
      return {
        line,
        code: "unknown_problem",
        reason: `no problem of ${benchmark?.name} is this row's`,
      };
    }
    if (!tally.claim(model, known.id, known.cluster, row.sample_index)) {
      const reason = `sample ${row.sample_index} of this problem was there before`;
      return { line, code: "duplicate_sample", reason };
    }
    if (known.spec.gold !== "") withGold += 1;
    const grade = gradeSample({
      response: row.response,
      finish: row.finish,
      spec: known.spec,
      policy: options.policy,
    });
    tally.add(model, known.id, grade);
    if (
      options.explain !== undefined &&
      isMeant(options.explain, row, line) &&
      explained.length < EXPLAINED_KEPT
    ) {
      explained.push({ file: fileName, line, model, row, gold: known.spec.gold, grade });
    }
    return null;
  }

  for (const path of paths) {
    const bytes = await openBytes(path, surroundings);
    const file = await openFile(bytes.chunks, options);
    if (!("events" in file)) {
      const { code, message, fix } = file.recognition.refusal;
      throw new CommandFailure(2, code, `${path}: ${message}`, fix);
    }
    for (const assumption of file.recognition.assumptions) assumptions.add(assumption);
    const progress = startProgress(bytes.name, bytes.size, surroundings);
    const before = rows;
    try {
      for await (const events of file.events) {
        for (const event of events) {
          const refused = take(event, bytes.name);
          if (refused === null) continue;
          invalidCount += 1;
          if (invalid.length >= LIMITS.invalidLinesKept) continue;
          const reason = paths.length > 1 ? `${bytes.name}: ${refused.reason}` : refused.reason;
          invalid.push({ ...refused, reason });
        }
        progress.update(bytes.position());
      }
    } finally {
      progress.stop();
    }
    files.push({ name: bytes.name, format: file.recognition.format.id, rows: rows - before });
  }
  const runs = tally.runs().map((run) => toGradedRun(run));
  if (runs.length === 0 && otherModels.size > 0) {
    throw new CommandFailure(
      2,
      "model_unknown",
      `No row is of model ${options.model}.`,
      `There are rows of: ${[...otherModels.keys()].join(", ")}`,
    );
  }
  assertGradable({ rows, withGold, runs: runs.length, first: invalid[0], benchmark });
  return {
    report: {
      runs,
      grader: toGrader(options.policy),
      input: {
        files,
        benchmark: benchmark?.name ?? null,
        invalid_input: invalid,
        invalid_count: invalidCount,
      },
    },
    assumptions: [...assumptions],
    explained,
  };
}

async function readBenchmark(
  path: string | undefined,
  surroundings: Surroundings,
): Promise<BenchmarkIndex | null> {
  return path === undefined ? null : readBenchmarkIndex(await openBytes(path, surroundings));
}

/** A row's own gold. A row that says nothing of its problem is a problem of its own. */
function toProblem(row: InterchangeRow, place: string): { id: string; spec: ProblemSpec; cluster: null } {
  const id = problemOf(row, normaliseStatement) ?? `row:${place}`;
  return { id, spec: { gold: row.gold ?? "", type: "auto" }, cluster: null };
}

/** Rows without a model are named after their file. */
function nameModel(fileName: string): string {
  return fileName === "-"
    ? "standard input"
    : basename(fileName).replace(/(?:\.(?:jsonl|json|txt|gz|zst))+$/i, "");
}

function isMeant(id: string, row: InterchangeRow, line: number): boolean {
  return row.problem_id === id || `line:${line}` === id;
}

function assertGradable(found: {
  rows: number;
  withGold: number;
  runs: number;
  first: InvalidLine | undefined;
  benchmark: BenchmarkIndex | null;
}): void {
  const { rows, withGold, runs, first, benchmark } = found;
  if (runs > 0 && withGold > 0) return;
  if (runs > 0) {
    throw new CommandFailure(
      2,
      "no_gold",
      `None of the ${rows} rows says what the right answer is.`,
      "Add a `gold` to each row, or give the problems: --benchmark problems.jsonl",
    );
  }
  const because = first === undefined ? "" : ` Line ${first.line}: ${first.reason}.`;
  throw new CommandFailure(
    2,
    benchmark === null ? "no_samples" : "unknown_problem",
    `No row could be graded.${because}`,
    benchmark === null ? null : "Rows are matched by `problem_id`, else by `problem`, the statement.",
  );
}
