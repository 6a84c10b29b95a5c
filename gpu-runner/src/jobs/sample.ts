/**
 * N solutions of every problem.
 * Decision: (problem, index) pairs in the benchmark's order, cut into batches of a fixed size; one call of the engine
 * and one report for each batch, the next call under way while the report is stored.
 */
import { type JobPayload, samplePayloadSchema } from "@plumbline/contract";
import { solvingPrompt } from "../prompts/solvingPrompt.ts";
import { deriveSeed } from "./deriveSeed.ts";
import { executeRows, rowsPerBatch, toRow } from "./executeRows.ts";
import type { Executor, JobContext } from "./executor.ts";
import { type JobProblem, problemsOf } from "./problemsOf.ts";
import { toSpending } from "./spending.ts";

interface Unit {
  readonly problem: JobProblem;
  readonly index: number;
}

export const sample: Executor = {
  kind: "sample",
  needsModel: true,

  async execute(context) {
    const payload = samplePayloadSchema.parse(context.lease.payload);
    const { draw, seed } = payload;
    const { jobId, promptTemplate } = context.lease;
    const engine = await context.engine(payload.model);
    const expected = { rows: null as number | null };
    const unitsPerGroup = rowsPerBatch(draw.maxTokens);
    return executeRows<Unit>(context, {
      engine,
      units: unitsOf(context, payload, expected),
      unitsPerGroup,
      maxTokens: draw.maxTokens,
      total: () => expected.rows,
      plan: { requestsPerCall: unitsPerGroup },
      async make(units, signal) {
        const requests = units.map(({ problem, index }) => ({
          messages: [{ role: "user" as const, content: solvingPrompt(problem.statement, promptTemplate) }],
          draw,
          seed: deriveSeed(seed, "sample", problem.key, index),
        }));
        const drawn = await engine.draw(requests, "solve", signal);
        const rows = units.flatMap(({ problem, index }, at) => {
          const [generation, request] = [drawn[at], requests[at]];
          if (generation === undefined || request === undefined) return [];
          return [toRow(problem.key, index, generation, request.seed, { job: jobId })];
        });
        return { rows, spending: toSpending(drawn) };
      },
    });
  },
};

async function* unitsOf(
  context: JobContext,
  { samples, samplesByProblem, problems }: JobPayload<"sample">,
  expected: { rows: number | null },
): AsyncGenerator<Unit> {
  const exceptions = new Map(Object.entries(samplesByProblem));
  let rows = 0;
  let seen = 0;
  for await (const { problem, total } of problemsOf(context, problems)) {
    const count = exceptions.get(problem.key) ?? samples;
    rows += count;
    seen += 1;
    expected.rows = rows + (total - seen) * samples;
    for (let index = 0; index < count; index += 1) yield { problem, index };
  }
  expected.rows = rows;
}
