/**
 * The first wrong step of wrong solutions, by OmegaPRM's binary search (arXiv 2406.06592): a prefix is good if one of k
 * continuations comes out right.
 * Decision: several solutions are searched in lock step, so that their rollouts fill the engine; each search is
 * sequential by nature. Looked at are samples whose verdict stands as wrong, in the order of the run; a rollout is
 * graded by the same grader as the run. What is found is one judgement, `first_error`, at the step; its evidence is the
 * probes, because a good prefix from which the model never comes right looks like an error.
 */
import {
  type JobPayload,
  type JobSample,
  type JobSamples,
  locatePayloadSchema,
  toStanding,
} from "@plumbline/contract";
import { gradeSafely } from "@plumbline/grading";
import { locateFirstError } from "@plumbline/stats";
import { z } from "zod";
import { solvingPrompt } from "../prompts/solvingPrompt.ts";
import { splitSteps } from "../prompts/splitSteps.ts";
import { deriveSeed } from "./deriveSeed.ts";
import { CALL_REQUESTS } from "./executeRows.ts";
import type { Executor, JobContext } from "./executor.ts";
import { type Ask, inLockStep } from "./inLockStep.ts";
import { type JobEngine, toShortName } from "./jobEngine.ts";
import { inGroups, type Place, placeSchema, type Read, readItems, START } from "./readItems.ts";
import { addSpending, NOTHING_SPENT, type Spending, spendingSchema, toSpending } from "./spending.ts";
import { workAhead } from "./workAhead.ts";

/** Solutions searched at once, at most: judgements come in while others are searched. */
const MOST_AT_ONCE = 16;
const STEP_CHARACTERS = 500;

const checkpointSchema = z.object({
  judge: z.string(),
  place: placeSchema,
  /** Wrong samples looked at; those of them without any step. */
  looked: z.number().int(),
  empty: z.number().int(),
  probes: z.number().int(),
  spending: spendingSchema,
});
type Found = Read<JobSample, JobSamples>;

export const locate: Executor = {
  kind: "locate",
  needsModel: true,

  async execute(context) {
    const payload = locatePayloadSchema.parse(context.lease.payload);
    const engine = await context.engine(payload.model);
    const { facts } = engine;
    const judge = `locate:${toShortName(facts)}`;
    let at = {
      judge,
      place: START as Place,
      looked: 0,
      empty: 0,
      probes: 0,
      spending: NOTHING_SPENT,
    };
    const known = checkpointSchema.safeParse(context.lease.checkpoint).data;
    if (known !== undefined && known.judge === judge) at = known;
    const left = payload.maxSamples - at.looked;
    const atOnce = Math.max(1, Math.min(MOST_AT_ONCE, Math.floor(CALL_REQUESTS / payload.rollouts)));

    const ended = await workAhead<Found[], Located[]>({
      groups: inGroups(wrongSamples(context, at.place, left), atOnce),
      width: 1,
      drain: context.drain,
      stop: context.stop,
      make: (group, signal) =>
        inLockStep(group, signal, (found, ask) => search(found, payload, engine, context, ask)),
      async handIn(group, located) {
        const last = group.at(-1);
        if (last === undefined) return;
        at = {
          judge,
          place: last.after,
          looked: at.looked + group.length,
          empty: at.empty + located.filter(({ step }) => step === null).length,
          probes: at.probes + located.reduce((sum, { probes }) => sum + probes.length, 0),
          spending: located.reduce((sum, { spending }) => addSpending(sum, spending), at.spending),
        };
        await context.reportJudgements({
          judge,
          judgements: located.flatMap(toJudgement),
          checkpoint: { ...at },
          progress: { done: at.looked, total: Math.min(payload.maxSamples, last.page.total) },
        });
      },
    });
    if (ended === "drained") return { status: "released" };
    const { looked, empty, probes, spending } = at;
    return {
      status: "done",
      result: { judge, looked, located: looked - empty, withoutSteps: empty, probes, ...spending },
      batchPlan: { model: facts, solutionsAtOnce: atOnce, lockStep: true, engine: engine.batchPlan },
    };
  },
};

interface Located {
  readonly sample: JobSample;
  readonly steps: readonly string[];
  /** Null where the solution has no step at all. */
  readonly step: number | null;
  readonly probes: readonly { readonly prefixLength: number; readonly right: number }[];
  readonly spending: Spending;
}

async function search(
  { item: sample, page: { policy } }: Found,
  { rollouts, draw, seed }: JobPayload<"locate">,
  engine: JobEngine,
  context: JobContext,
  ask: Ask,
): Promise<Located> {
  const { response, problemKey, index, statement, spec } = sample;
  if (spec === null) throw new Error(`The server holds back what makes ${sample.sampleId} right.`);
  const steps = splitSteps(response);
  let spending = NOTHING_SPENT;
  if (steps.length === 0) return { sample, steps, step: null, probes: [], spending };
  const prompt = solvingPrompt(statement, context.lease.promptTemplate);

  const { step, probes } = await locateFirstError(steps.length, async (prefixLength) => {
    const prefill = steps.slice(0, prefixLength).join("");
    const requests = Array.from({ length: rollouts }, (_, rollout) => ({
      messages: [{ role: "user" as const, content: prompt }],
      prefill,
      draw,
      seed: deriveSeed(seed, "locate", problemKey, index, prefixLength, rollout),
    }));
    const drawn = await ask(engine, requests, "solve");
    spending = addSpending(spending, toSpending(drawn));
    let right = 0;
    for (const { text, finish } of drawn) {
      await context.breathe();
      const { outcome } = gradeSafely({ response: prefill + text, finish, spec, policy });
      if (outcome === "correct") right += 1;
    }
    return right;
  });
  return { sample, steps, step, probes, spending };
}

function toJudgement({ sample, steps, step, probes, spending }: Located) {
  if (step === null) return [];
  return [
    {
      sampleId: sample.sampleId,
      step,
      label: "first_error",
      score: null,
      cost: spending.cost,
      evidence: {
        text: (steps[step] ?? "").slice(0, STEP_CHARACTERS),
        steps: steps.length,
        probes,
        tokens: spending.tokensOut,
      },
    },
  ];
}

/** At most `left` samples whose verdict stands as wrong. */
async function* wrongSamples(context: JobContext, from: Place, left: number): AsyncGenerator<Found> {
  if (left <= 0) return;
  let found = 0;
  for await (const read of readItems<JobSample, JobSamples>((cursor) => context.samples(cursor), from)) {
    await context.breathe();
    const { outcome } = read.item;
    if (outcome === null || toStanding(outcome) !== "wrong") continue;
    yield read;
    found += 1;
    if (found === left) return;
  }
}
