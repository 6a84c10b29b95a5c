/**
 * What a judge is worth on labelled rows: what `plumb judge eval` does.
 * Decision: rows of one problem are one cluster. A row on which the judge came to no verdict is an abstention and stays
 * out of the matrix; for the score of first errors a reply that cannot be read counts as wrong, as ProcessBench has it,
 * and a row on which the endpoint failed is left out.
 */
import { type InterchangeRow, type InvalidLine, toStanding } from "@plumbline/contract";
import { isSettled } from "@plumbline/judging";
import {
  type FirstErrorItem,
  type FirstErrorScore,
  firstErrorScore,
  type JudgeCard,
  type JudgedItem,
  judgeCard,
} from "@plumbline/stats";
import { CommandFailure } from "../failure.ts";
import type { Surroundings } from "../surroundings.ts";
import { mapAtOnce } from "./mapAtOnce.ts";
import type { Judged, OpenJudging } from "./openJudging.ts";
import { readBatches } from "./readBatches.ts";
import { type JudgedTally, startTally } from "./tallyJudged.ts";
import { toJudgeInput } from "./toJudgeInput.ts";

export interface MeasureOptions {
  /** Key of the row that says whether it deserves to pass. */
  readonly label: string;
  /** Whether a row without `first_error_step` has no wrong step; else it is not labelled. */
  readonly unmarkedIsSound?: boolean | undefined;
  /** Of the bootstrap. */
  readonly seed: number;
  readonly limit?: number | undefined;
  readonly answerIs?: "gold" | "response" | undefined;
}

export interface MeasuredJudge {
  /** `id@version` */
  readonly judge: string;
  readonly model: string;
  readonly card: JudgeCard;
  /** Null for a judge that does not look for the first wrong step. */
  readonly firstError: FirstErrorScore | null;
  /** Rows without a label, not asked about. */
  readonly unlabelled: number;
  readonly invalid: number;
  readonly tally: JudgedTally;
}

const BATCH = 500;

export async function measureJudge(
  path: string,
  judging: OpenJudging,
  options: MeasureOptions,
  surroundings: Surroundings,
): Promise<MeasuredJudge> {
  const { judge, model } = judging;
  const locates = judge.needs.includes("steps");
  const tally = startTally(judging);
  const items: JudgedItem[] = [];
  const located: FirstErrorItem[] = [];
  let [unlabelled, invalid] = [0, 0];
  const onInvalid = (_: InvalidLine) => {
    invalid += 1;
  };
  const { limit, answerIs, seed } = options;
  for await (const rows of readBatches(path, { size: BATCH, limit, answerIs, onInvalid }, surroundings)) {
    const labelled = rows.flatMap(({ row }) => {
      const label = locates ? firstErrorOf(row, options) : labelOf(row, options);
      return label === undefined ? [] : [{ row, label }];
    });
    unlabelled += rows.length - labelled.length;
    const asked = await mapAtOnce(labelled, judging.concurrency, async (one) => ({
      ...one,
      result: await judging.ask({ input: toJudgeInput(judge, one.row) }),
    }));
    for (const { row, label, result } of asked) {
      const standing = toStanding(tally.addRow(result));
      const cluster = row.problem ?? row.problem_id;
      const confidence = result.judging.status === "judged" ? result.judging.finding.confidence : null;
      const verdict = standing === "ungradable" ? null : standing === "right";
      items.push({ label: label === null || label === true, verdict, confidence, cluster });
      if (typeof label !== "boolean" && isSettled(result.judging)) {
        located.push({ label, found: foundBy(result), cluster });
      }
    }
  }
  if (items.length === 0) throw noLabels(locates, options);
  const measured = { judge: judge.name, model, card: judgeCard(items, { seed }) };
  const firstError = locates ? firstErrorScore(located, { seed }) : null;
  return { ...measured, firstError, unlabelled, invalid, tally: tally.finish() };
}

/** Undefined: not labelled. Texts are read as Python and people write them. */
function labelOf({ meta }: InterchangeRow, { label: key }: MeasureOptions): boolean | undefined {
  const value = meta?.[key];
  if (typeof value === "boolean") return value;
  if (value === 1 || value === 0) return value === 1;
  return undefined;
}

/** From 0; null: every step is sound; undefined: not labelled. -1 is ProcessBench's word for sound. */
function firstErrorOf({ meta }: InterchangeRow, options: MeasureOptions): number | null | undefined {
  const step = meta?.["first_error_step"];
  if (typeof step === "number" && Number.isInteger(step) && step >= -1) return step === -1 ? null : step;
  return options.unmarkedIsSound === true || meta?.["solution_correct"] === true ? null : undefined;
}

function foundBy({ judging }: Judged): FirstErrorItem["found"] {
  return judging.status === "judged" ? judging.finding.firstErrorStep : "unparsed";
}

function noLabels(locates: boolean, { label }: MeasureOptions): CommandFailure {
  const [message, fix] = locates
    ? [
        "No row says which step is the first wrong one.",
        "Label rows with first_error_step (from 0; -1 = none), or take --unmarked-is-sound for files that leave it out.",
      ]
    : [`No row has a label: ${label} is true or false in none.`, "Name the key that holds it with --label."];
  return new CommandFailure(2, "labels_missing", message, fix);
}
