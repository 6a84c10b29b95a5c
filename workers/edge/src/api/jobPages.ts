/** What a runner reads for its job: outputs of the run, or problems of its benchmark. */
import { createRoute } from "@hono/zod-openapi";
import { jobProblemsSchema, jobSamplesSchema, LIMITS } from "@plumbline/contract";
import { z } from "zod";
import { revealsSamples } from "../access.ts";
import { countSamples } from "../board/toResults.ts";
import { findJobRun } from "../jobs/findJobRun.ts";
import { JOB_HANDLERS } from "../jobs/jobKinds.ts";
import { readJobSamples } from "../jobs/readJobSamples.ts";
import { createRouter, type Router } from "./context.ts";
import { idParams, json, refusals, secured } from "./describe.ts";
import { holdLease, NO_STORE } from "./heldLease.ts";

const common = { tags: ["Runners"], security: secured };
const pageQuery = z.object({
  fence: z.coerce.number<number>().int(),
  cursor: z.string().max(512).optional(),
});

const samplesRoute = createRoute({
  ...common,
  method: "get",
  path: "/jobs/{id}/samples",
  summary: "Read a page of the run's outputs",
  description:
    "`regrade` and `locate` are told what is right and which outputs are; all others see `spec` and `outcome` null. " +
    "On a hidden benchmark `source` is null and `specHash` empty without scope gold.",
  request: { params: idParams, query: pageQuery },
  responses: { 200: json(jobSamplesSchema, "Outputs in the order of the run."), ...refusals },
});
const problemsRoute = createRoute({
  ...common,
  method: "get",
  path: "/jobs/{id}/problems",
  summary: "Read a page of the problems of the run's benchmark",
  description: "Statements alone, never what is right.",
  request: { params: idParams, query: pageQuery },
  responses: { 200: json(jobProblemsSchema, "Problems in the order of the benchmark."), ...refusals },
});

export function jobPageRoutes(): Router {
  const router = createRouter();
  router.openapi(samplesRoute, async (context) => {
    const { ports } = context.env;
    const { fence, cursor } = context.req.valid("query");
    const job = await holdLease(context, context.req.valid("param").id, fence);
    const { run, version, benchmark } = await findJobRun(ports, job);
    const { items, next } = await readJobSamples(ports, run, cursor, {
      gold: JOB_HANDLERS[job.kind].seesGold,
      traces: revealsSamples(context.var.caller, benchmark.visibility),
    });
    const reply = { items, next, policy: version.plan.policy, total: countSamples(run) };
    return context.json(reply, 200, NO_STORE);
  });
  router.openapi(problemsRoute, async (context) => {
    const { ports } = context.env;
    const { fence, cursor } = context.req.valid("query");
    const job = await holdLease(context, context.req.valid("param").id, fence);
    const { version, benchmark } = await findJobRun(ports, job);
    const page = await ports.store.listProblems(version.id, { cursor, limit: LIMITS.pageRows });
    const sources = revealsSamples(context.var.caller, benchmark.visibility);
    const items = page.items.map(({ id, key, statement, cluster }) => ({
      problemId: id,
      key,
      statement,
      cluster: sources ? cluster : null,
    }));
    return context.json({ items, next: page.next, total: version.problemCount }, 200, NO_STORE);
  });
  return router;
}
