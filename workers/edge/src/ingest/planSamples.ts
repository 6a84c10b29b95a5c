/**
 * Rows of one grading step to samples, verdicts and refused lines. Pure but for the hash, so that a step that is
 * delivered twice plans the same twice.
 * Decision: the first of two rows with one (problem, index) wins, in file order. A row without an index gets the next
 * one after the highest of its problem. A verdict belongs to (output, spec, grader): equal outputs for one problem are
 * graded once. How generation stopped may change a verdict, so it is part of the output's identity.
 */
import {
  addCounts,
  emptyCounts,
  type Grade,
  type InterchangeRow,
  type InvalidLine,
  type InvalidLineCode,
  LIMITS,
  type OutcomeCounts,
  type Run,
  type Sample,
  type Verdict,
} from "@plumbline/contract";
import type { ReadEvent, ReadRow } from "@plumbline/formats";
import { type GradeInput, gradeSafely } from "@plumbline/grading";
import type { ProblemKey, TakenIndices } from "@plumbline/storage";
import type { Hasher } from "../ports.ts";

export interface PlanContext {
  readonly run: Pick<Run, "id" | "rowModel" | "activeGrader">;
  readonly policy: GradeInput["policy"];
  readonly hasher: Hasher;
  readonly find: (row: InterchangeRow) => ProblemKey | null;
  readonly taken: ReadonlyMap<string, TakenIndices>;
  /** Malformed lines that may still be kept with their reasons. */
  readonly linesToKeep: number;
  readonly at: number;
  /** Where the rows are stored: an object besides the run's own, and a prefix that makes their ids unique. */
  readonly place: { readonly objectKey: string | null; readonly idPrefix: string };
}

export interface PlannedSamples {
  readonly samples: readonly Sample[];
  readonly verdicts: readonly Verdict[];
  readonly invalidLines: readonly InvalidLine[];
  readonly invalidCount: number;
  readonly counts: OutcomeCounts;
}

export interface SamplePlanner {
  add(event: ReadEvent): void;
  finish(): PlannedSamples;
}

export function createPlanner(context: PlanContext): SamplePlanner {
  const { run, policy, hasher, find, at } = context;
  const samples: Sample[] = [];
  const verdicts = new Map<string, Verdict>();
  const invalidLines: InvalidLine[] = [];
  const counts = emptyCounts();
  const places = new Map<string, { last: number; readonly taken: Set<number> }>();
  let invalidCount = 0;
  let lastRefused = "";

  function refuse(line: number, code: InvalidLineCode, reason: string): void {
    // A line with many samples that fail alike is one line.
    if (lastRefused === `${line} ${code}`) return;
    lastRefused = `${line} ${code}`;
    keep({ line, code, reason });
  }
  function keep(invalid: InvalidLine): void {
    invalidCount += 1;
    if (invalidLines.length < Math.min(context.linesToKeep, LIMITS.invalidLinesKept))
      invalidLines.push(invalid);
  }

  /** The index of the sample; null where another has it. */
  function place(problemId: string, wanted: number | undefined): number | null {
    let found = places.get(problemId);
    if (found === undefined) {
      const stored = context.taken.get(problemId);
      found = { last: stored?.last ?? -1, taken: new Set(stored?.taken) };
      places.set(problemId, found);
    }
    const index = wanted ?? found.last + 1;
    if (found.taken.has(index)) return null;
    found.taken.add(index);
    found.last = Math.max(found.last, index);
    return index;
  }

  function grade(row: InterchangeRow, outputHash: string, { spec, specHash }: ProblemKey): Grade {
    const key = `${specHash} ${outputHash}`;
    const known = verdicts.get(key);
    if (known !== undefined) return known;
    const { response, finish } = row;
    const verdict = {
      ...gradeSafely({ response, finish, spec, policy }),
      outputHash,
      specHash,
      grader: run.activeGrader,
      createdAt: at,
    };
    verdicts.set(key, verdict);
    return verdict;
  }

  function addRow(event: ReadRow): void {
    const { row, line } = event;
    if (run.rowModel !== null && row.model !== run.rowModel) {
      refuse(
        line,
        "other_model",
        `This row is of ${row.model ?? "no model"}; the run takes ${run.rowModel}.`,
      );
      return;
    }
    const problem = find(row);
    if (problem === null) {
      refuse(line, "unknown_problem", explainUnknown(row));
      return;
    }
    const index = place(problem.id, row.sample_index);
    if (index === null) {
      const pair = `(${problem.key}, ${row.sample_index})`;
      refuse(line, "duplicate_sample", `An earlier row has the same problem and sample index ${pair}.`);
      return;
    }
    const outputHash = hasher.contentHash(toOutputIdentity(row));
    counts[grade(row, outputHash, problem).outcome] += 1;
    samples.push(toSample(event, { runId: run.id, ...context.place }, problem, index, outputHash));
  }

  return {
    add(event) {
      if (event.kind === "row") addRow(event);
      else keep(event.invalid);
    },
    finish: () => ({
      samples,
      verdicts: [...verdicts.values()],
      invalidLines,
      invalidCount,
      counts: addCounts(counts, emptyCounts()),
    }),
  };
}

/** The text whose hash identifies an output. */
export function toOutputIdentity({ response, finish }: Pick<InterchangeRow, "response" | "finish">): string {
  const usual = finish === undefined || finish === "stop" || finish === "unknown";
  return usual ? response : `${finish}\n${response}`;
}

function explainUnknown({ problem_id, problem }: InterchangeRow): string {
  if (problem_id !== null) return `The benchmark has no problem ${JSON.stringify(problem_id.slice(0, 200))}.`;
  if (problem === undefined) return "The row names no problem: it needs problem_id or problem.";
  return "The benchmark has no problem with this statement.";
}

function toSample(
  { row, line, byteStart, byteEnd, item }: ReadRow,
  { runId, objectKey, idPrefix }: PlanContext["place"] & { readonly runId: string },
  problem: ProblemKey,
  index: number,
  outputHash: string,
): Sample {
  const { meta } = row;
  return {
    id: `${idPrefix}-${byteStart}-${item}`,
    runId,
    problemId: problem.id,
    index,
    promptHash: null,
    outputHash,
    specHash: problem.specHash,
    objectKey,
    byteStart,
    byteEnd,
    item,
    line,
    thinking: null,
    seed: toInteger(row.seed ?? meta?.["seed"]),
    tokensIn: toInteger(row.tokens_in),
    tokensOut: toInteger(row.tokens_out),
    logProbability: toNumber(row.log_probability ?? meta?.["log_probability"]),
    latencyMs: toNumber(row.latency_ms ?? meta?.["latency_ms"]),
    cost: row.cost ?? null,
    finish: row.finish ?? null,
  };
}

function toNumber(value: unknown): number | null {
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}
function toInteger(value: unknown): number | null {
  const number = toNumber(value);
  return number === null || !Number.isSafeInteger(Math.round(number)) ? null : Math.round(number);
}
