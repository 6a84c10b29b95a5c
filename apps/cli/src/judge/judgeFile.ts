/**
 * Judges the rows of a file, batch by batch, each salted with canaries: what `plumb judge run` does.
 * Decision: a batch is believed or refused as a whole, before any line of it is written. In a refused batch every row
 * that has a verdict loses it (outcome `unavailable`, label `batch_refused`); the replies stay for whoever looks.
 */
import { appendFile, writeFile } from "node:fs/promises";
import type { InvalidLine, Outcome } from "@plumbline/contract";
import {
  type BatchDecision,
  CANARY_LIMITS,
  type CanaryResult,
  chooseCanaries,
  contentHash,
  isSettled,
  judgeBatch,
  saltBatch,
  toJudgement,
  toOutcome,
} from "@plumbline/judging";
import type { Surroundings } from "../surroundings.ts";
import { mapAtOnce } from "./mapAtOnce.ts";
import type { Judged, OpenJudging } from "./openJudging.ts";
import { type PlacedRow, readBatches } from "./readBatches.ts";
import { type JudgedTally, startTally } from "./tallyJudged.ts";
import { toJudgeInput } from "./toJudgeInput.ts";

export interface JudgeFileOptions {
  /** Canaries in each batch; 0 = none, and nothing is refused. */
  readonly canaries: number;
  /** Largest share of canaries that may be accepted wrongly. */
  readonly maxFalsePositives: number;
  /** Rows in each batch. */
  readonly batch: number;
  readonly seed: string;
  readonly limit?: number | undefined;
  readonly answerIs?: "gold" | "response" | undefined;
  /** A file; standard output where it is left out. */
  readonly out?: string | undefined;
}

export interface RefusedBatch {
  /** From 0. */
  readonly batch: number;
  readonly decision: BatchDecision;
  /** The endpoint failed on canaries, so the judge itself is not to blame. */
  readonly isTrouble: boolean;
}

export interface JudgedFile {
  readonly tally: JudgedTally;
  readonly refused: readonly RefusedBatch[];
  readonly invalid: readonly InvalidLine[];
}

export async function judgeFile(
  path: string,
  judging: OpenJudging,
  options: JudgeFileOptions,
  surroundings: Surroundings,
): Promise<JudgedFile> {
  const invalid: InvalidLine[] = [];
  const refused: RefusedBatch[] = [];
  const tally = startTally(judging);
  const { out, limit, answerIs } = options;
  if (out !== undefined) await writeFile(out, "");
  const reading = {
    size: options.batch,
    limit,
    answerIs,
    onInvalid: (one: InvalidLine) => invalid.push(one),
  };
  let batch = 0;
  for await (const rows of readBatches(path, reading, surroundings)) {
    const { judged, canaries } = await askBatch(rows, batch, judging, options);
    for (const { result } of canaries) tally.addCanary(result);
    const results = canaries.map(({ canary, outcome }): CanaryResult => ({ canary, outcome }));
    const decision = options.canaries === 0 ? null : judgeBatch(results, toLimits(options));
    if (decision?.status === "refused") {
      const isTrouble =
        decision.refusals.every(({ code }) => code === "too_few_judged") &&
        canaries.some(({ result }) => !isSettled(result.judging));
      refused.push({ batch, decision, isTrouble });
    }
    const lines = judged.map(({ placed, result }) => {
      const isWithheld = decision?.status === "refused" && result.judging.status === "judged";
      const outcome = tally.addRow(result, isWithheld ? "unavailable" : undefined);
      return `${JSON.stringify(toLine(placed, result, { batch, outcome, isWithheld }, judging))}\n`;
    });
    const text = lines.join("");
    if (out === undefined) await surroundings.write(text);
    else await appendFile(out, text);
    batch += 1;
  }
  return { tally: tally.finish(), refused, invalid };
}

function toLimits({ maxFalsePositives }: JudgeFileOptions) {
  return { ...CANARY_LIMITS, falsePositiveRate: maxFalsePositives };
}

/** A canary's result belongs to its batch: another batch asks again, the same batch asked twice does not. */
async function askBatch(
  rows: readonly PlacedRow[],
  batch: number,
  judging: OpenJudging,
  { canaries: many, seed }: JudgeFileOptions,
) {
  const { judge } = judging;
  const samples = rows.map((placed) => ({ placed, input: toJudgeInput(judge, placed.row) }));
  const salt = `${seed}/${batch}/${contentHash(JSON.stringify(samples.map(({ input }) => input)))}`;
  const salted = saltBatch(samples, many === 0 ? [] : chooseCanaries(judge, many, salt), salt);
  const asked = await mapAtOnce(salted, judging.concurrency, async (item) =>
    item.kind === "sample"
      ? { ...item, result: await judging.ask({ input: item.sample.input }) }
      : { ...item, result: await judging.ask({ input: item.canary.input, salt }) },
  );
  return {
    judged: asked.flatMap((item) =>
      item.kind === "sample" ? [{ placed: item.sample.placed, result: item.result }] : [],
    ),
    canaries: asked.flatMap((item) =>
      item.kind === "canary"
        ? [{ canary: item.canary, outcome: toOutcome(judge, item.result.judging), result: item.result }]
        : [],
    ),
  };
}

interface Standing {
  readonly batch: number;
  readonly outcome: Outcome;
  readonly isWithheld: boolean;
}

/** A judgement as the record of the contract has it, with its row's place in the file. */
function toLine(
  { row, line, item }: PlacedRow,
  { judging, cached }: Judged,
  { batch, outcome, isWithheld }: Standing,
  { model }: OpenJudging,
) {
  const judgement = toJudgement(judging, model);
  const withheld = isWithheld ? { label: "batch_refused", step: null, score: null } : {};
  return {
    line,
    ...(item > 0 && { item }),
    problemId: row.problem_id,
    ...(row.sample_index !== undefined && { sampleIndex: row.sample_index }),
    ...(row.model !== undefined && { model: row.model }),
    batch,
    outcome,
    cached,
    ...judgement,
    ...withheld,
  };
}
