/**
 * Rows of any number of files to a report, one row at a time.
 * Decision: a problem is found as a server finds it (key, then statement) where a benchmark is given; else rows are
 * of one problem when they carry the same statement, or the same key where they have none. The first of two rows
 * with the same index of the same problem counts, the second is reported.
 */
import {
  type GradeReport,
  type InterchangeRow,
  type InvalidLine,
  LIMITS,
  type ProblemSpec,
} from "@plumbline/contract";
import { problemOf, type ReadEvent } from "@plumbline/formats";
import { gradeSample, normaliseStatement, toGrader } from "@plumbline/grading";
import { CommandFailure } from "../failure.ts";
import type { BenchmarkIndex } from "./benchmarkIndex.ts";
import type { Explained } from "./printExplained.ts";
import { createRunTally } from "./tallyRuns.ts";
import { toGradedRun } from "./toGradedRun.ts";

export interface GradingOptions {
  readonly policy: "default" | "exact" | "relative";
  /** Only this model's rows; also the name of rows that have none. */
  readonly model?: string | undefined;
  /** Keep how this problem's samples were graded. */
  readonly explain?: string | undefined;
  /** Say in reasons which file a line is of. */
  readonly nameFiles: boolean;
}

export interface Grading {
  take(event: ReadEvent, fileName: string): void;
  /** The report; throws a named failure where nothing could be graded. */
  finish(files: GradeReport["input"]["files"]): GradeReport;
  readonly explained: readonly Explained[];
}

const EXPLAINED_KEPT = 20;

export function createGrading(options: GradingOptions, benchmark: BenchmarkIndex | null): Grading {
  const tally = createRunTally();
  const invalid: InvalidLine[] = [];
  const explained: Explained[] = [];
  const otherModels = new Set<string>();
  let invalidCount = 0;
  let lastRefused = "";
  let rows = 0;
  let withGold = 0;

  function refuse(line: InvalidLine, fileName: string): void {
    // A line with many samples that fail alike is one line.
    const place = `${fileName}:${line.line} ${line.code}`;
    if (place === lastRefused) return;
    lastRefused = place;
    invalidCount += 1;
    if (invalid.length >= LIMITS.invalidLinesKept) return;
    invalid.push(options.nameFiles ? { ...line, reason: `${fileName}: ${line.reason}` } : line);
  }

  /** Why the row is no sample of the report; null where it was graded and counted, or is another model's. */
  function grade(row: InterchangeRow, line: number, file: string): InvalidLine | null {
    const model = row.model ?? options.model ?? nameModel(file);
    if (options.model !== undefined && model !== options.model) {
      otherModels.add(model);
      return null;
    }
    const known = benchmark === null ? toProblem(row, `${file}:${line}`) : benchmark.find(row);
    if (known === undefined) {
      return { line, code: "unknown_problem", reason: `no problem of ${benchmark?.name} is this row's` };
    }
    if (!tally.claim(model, known.id, known.cluster, row.sample_index)) {
      const reason = `sample ${row.sample_index} of this problem was there before`;
      return { line, code: "duplicate_sample", reason };
    }
    const { spec } = known;
    if (spec.gold !== "") withGold += 1;
    const { response, finish } = row;
    const verdict = gradeSample({ response, finish, spec, policy: options.policy });
    tally.add(model, known.id, verdict);
    const meant = options.explain === row.problem_id || options.explain === `line:${line}`;
    if (meant && explained.length < EXPLAINED_KEPT) {
      explained.push({ file, line, model, row, gold: spec.gold, grade: verdict });
    }
    return null;
  }

  return {
    explained,
    take(event, fileName) {
      if (event.kind === "row") rows += 1;
      const refused = event.kind === "row" ? grade(event.row, event.line, fileName) : event.invalid;
      if (refused !== null) refuse(refused, fileName);
    },
    finish(files) {
      const runs = tally.runs().map(toGradedRun);
      if (runs.length === 0 && otherModels.size > 0) throw unknownModel(options.model, otherModels);
      if (runs.length === 0) throw nothingGraded(invalid[0], benchmark);
      if (withGold === 0) throw noGold(rows);
      const input = {
        files,
        benchmark: benchmark?.name ?? null,
        invalid_input: invalid,
        invalid_count: invalidCount,
      };
      return { runs, grader: toGrader(options.policy), input };
    },
  };
}

/** A row's own gold. A row that says nothing of its problem is a problem of its own. */
function toProblem(row: InterchangeRow, place: string): { id: string; spec: ProblemSpec; cluster: null } {
  const id = problemOf(row, normaliseStatement) ?? `row:${place}`;
  return { id, spec: { gold: row.gold ?? "", type: "auto" }, cluster: null };
}

/** Rows without a model are named after their file. */
function nameModel(fileName: string): string {
  return fileName.replace(/(?:\.(?:jsonl|json|txt|gz|zst))+$/i, "");
}

function unknownModel(model: string | undefined, others: ReadonlySet<string>): CommandFailure {
  const fix = `There are rows of: ${[...others].join(", ")}`;
  return new CommandFailure(2, "model_unknown", `No row is of model ${model}.`, fix);
}

function noGold(rows: number): CommandFailure {
  const message = `None of the ${rows} rows says what the right answer is.`;
  const fix = "Add a `gold` to each row, or give the problems: --benchmark problems.jsonl";
  return new CommandFailure(2, "no_gold", message, fix);
}

function nothingGraded(first: InvalidLine | undefined, benchmark: BenchmarkIndex | null): CommandFailure {
  const because = first === undefined ? "" : ` Line ${first.line}: ${first.reason}.`;
  const message = `No row could be graded.${because}`;
  if (benchmark === null) return new CommandFailure(2, "no_samples", message);
  const fix = "Rows are matched by `problem_id`, else by `problem`, the statement.";
  return new CommandFailure(2, "unknown_problem", message, fix);
}
