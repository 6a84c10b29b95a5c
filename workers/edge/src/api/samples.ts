/** One sample whole: the problem, the response as it was uploaded, and every verdict. */
import { createRoute } from "@hono/zod-openapi";
import { type SampleView, sampleViewSchema } from "@plumbline/contract";
import type { RunSummary, SampleWithVerdict } from "@plumbline/storage";
import { findRun, revealsSamples } from "../access.ts";
import type { Caller } from "../auth/caller.ts";
import type { Ports } from "../ports.ts";
import { readResponses } from "../runs/readResponses.ts";
import { createRouter, type Router } from "./context.ts";
import { idParams, json, refusals } from "./describe.ts";
import { refuse } from "./refusal.ts";
import { toRunView } from "./views/toRunView.ts";

const route = createRoute({
  method: "get",
  path: "/samples/{id}",
  tags: ["Results"],
  summary: "Show a sample",
  description: "Not found on a hidden benchmark, where single samples are shown to nobody.",
  request: { params: idParams },
  responses: { 200: json(sampleViewSchema, "The sample."), ...refusals },
});

export function sampleRoutes(): Router {
  const router = createRouter();
  router.openapi(route, async (context) => {
    const { ports } = context.env;
    const { caller } = context.var;
    const found = await ports.store.sample(context.req.valid("param").id);
    if (found === null) throw refuse("not_found", "No sample has this id.");
    const summary = await findRun(ports.store, caller, found.sample.runId);
    if (!revealsSamples(caller, summary.benchmark.visibility)) {
      throw refuse("not_found", "This benchmark is hidden: only whole runs are shown.");
    }
    return context.json(await toSampleView(ports, caller, summary, found), 200);
  });
  return router;
}

async function toSampleView(
  ports: Ports,
  caller: Caller,
  summary: RunSummary,
  { sample, problemKey, verdict }: SampleWithVerdict,
): Promise<SampleView> {
  const { store } = ports;
  const [problem, history, neighbours, responses, votes, judgements] = await Promise.all([
    store.problem(sample.problemId),
    store.verdictHistory(sample.outputHash, sample.specHash),
    store.sampleNeighbours(sample),
    readResponses(ports, summary.run, [sample]),
    store.votesOn(sample.id),
    store.judgementsOn(sample.id),
  ]);
  if (problem === null) throw new Error(`sample ${sample.id} has no problem`);
  const { promptHash: _prompt, objectKey: _object, ...shown } = sample;
  return {
    ...shown,
    run: toRunView(summary, caller),
    problemKey,
    statement: problem.statement,
    spec: problem.spec,
    response: responses.get(sample.id) ?? "",
    grade: verdict,
    votes: votes.map(({ id: _id, sampleId: _sample, ...vote }) => vote),
    judgements: judgements.map(({ id: _id, sampleId: _sample, ...judgement }) => judgement),
    verdicts: history,
    ...neighbours,
  };
}
