/** Heavy jobs: queued by a run's owner, watched, cancelled, and queued again by an admin. */
import { createRoute } from "@hono/zod-openapi";
import {
  createJobSchema,
  type Job,
  jobQuerySchema,
  jobStateSchema,
  jobViewSchema,
  pageSchema,
} from "@plumbline/contract";
import type { Store } from "@plumbline/storage";
import { findOwnRun } from "../access.ts";
import { audit } from "../auth/audit.ts";
import { type Caller, mayAs, owns, requireScope } from "../auth/caller.ts";
import { openJob } from "../jobs/openJob.ts";
import { settleRun } from "../jobs/settleRun.ts";
import { retakeSubmission } from "../runs/quota.ts";
import { createRouter, type Router } from "./context.ts";
import { body, idParams, json, refusals, secured } from "./describe.ts";
import { refuse } from "./refusal.ts";
import { toJobView } from "./views/toJobView.ts";

const tags = ["Jobs"];
const createJobRoute = createRoute({
  method: "post",
  path: "/jobs",
  tags,
  summary: "Queue a heavy job for a run",
  description:
    "Needs scope submit. `sample`, `particle` and `refine` fill a run of source `runner` that has no outputs yet, one job " +
    "for one run; `regrade`, `verify`, `locate` and `audit` work on a complete one. `payload` depends on the kind and is " +
    "checked here; `payload.model` names the model that the runner must have. `payload.verify` of a `sample` job queues " +
    "the verification when the run is complete.",
  security: secured,
  request: {
    body: body(createJobSchema, {
      kind: "sample",
      runId: "019aa1c2-0000-7000-8000-000000000000",
      payload: { model: "nano", samples: 16, seed: 7, verify: { model: "nano", votes: 8, seed: 7 } },
    }),
  },
  responses: { 201: json(jobViewSchema, "Queued."), ...refusals },
});
const listRoute = createRoute({
  method: "get",
  path: "/jobs",
  tags,
  summary: "List jobs, newest first",
  description: "The caller's own; all of them for an admin.",
  security: secured,
  request: { query: jobQuerySchema },
  responses: { 200: json(pageSchema(jobViewSchema), "Jobs."), ...refusals },
});
const showRoute = createRoute({
  method: "get",
  path: "/jobs/{id}",
  tags,
  summary: "Show a job and its place in the queue",
  security: secured,
  request: { params: idParams },
  responses: { 200: json(jobViewSchema, "The job."), ...refusals },
});
const cancelRoute = createRoute({
  method: "post",
  path: "/jobs/{id}/cancel",
  tags,
  summary: "Cancel a job",
  description:
    "Needs scope submit. A queued job is cancelled at once; a runner that works on it learns with its next heartbeat.",
  security: secured,
  request: { params: idParams },
  responses: { 200: json(jobViewSchema, "The job as it is now."), ...refusals },
});
const requeueRoute = createRoute({
  method: "post",
  path: "/jobs/{id}/requeue",
  tags,
  summary: "Queue a dead, failed or cancelled job again",
  description: "Needs scope admin. Attempts count from 0; a run that failed with the job is filled on.",
  security: secured,
  request: { params: idParams },
  responses: { 200: json(jobViewSchema, "The job as it is now."), ...refusals },
});

export function jobRoutes(): Router {
  const router = createRouter();
  router.openapi(createJobRoute, async (context) => {
    const { ports } = context.env;
    const caller = requireScope(context.var.caller, "submit");
    const wanted = context.req.valid("json");
    const summary = await findOwnRun(ports.store, caller, wanted.runId);
    const job = await openJob(ports, caller, summary, wanted);
    await audit(ports, caller, "job.create", job.id, { kind: job.kind, runId: job.runId });
    return context.json(await toJobView(ports.store, job, caller), 201);
  });
  router.openapi(listRoute, async (context) => {
    const { store } = context.env.ports;
    const caller = requireScope(context.var.caller);
    const { state, runId, ...page } = context.req.valid("query");
    const known = jobStateSchema.optional().safeParse(state);
    if (!known.success)
      throw refuse("invalid_request", `query.state: there is no state ${JSON.stringify(state)}.`);
    const accountId = mayAs(caller, "admin") ? undefined : caller.account.id;
    const { items, next } = await store.listJobs({ state: known.data, runId, accountId }, page);
    const views = await Promise.all(items.map((job) => toJobView(store, job, caller)));
    return context.json({ items: views, next }, 200);
  });
  router.openapi(showRoute, async (context) => {
    const { store } = context.env.ports;
    const job = await findOwnJob(store, context.var.caller, context.req.valid("param").id);
    return context.json(await toJobView(store, job, context.var.caller), 200, {
      "cache-control": "private, no-store",
    });
  });
  router.openapi(cancelRoute, async (context) => {
    const { ports } = context.env;
    const caller = requireScope(context.var.caller, "submit");
    const job = await findOwnJob(ports.store, caller, context.req.valid("param").id);
    const cancelled = await ports.store.cancelJob(job.id, ports.clock.now());
    await audit(ports, caller, "job.cancel", job.id);
    if (job.runId !== null) await settleRun(ports, job.runId);
    return context.json(await toJobView(ports.store, cancelled ?? job, caller), 200);
  });
  router.openapi(requeueRoute, async (context) => {
    const { ports } = context.env;
    const caller = requireScope(context.var.caller, "admin");
    const { id, runId } = await findOwnJob(ports.store, caller, context.req.valid("param").id);
    const before = runId === null ? null : await ports.store.runSummary(runId);
    if (!(await ports.store.requeueJob(id, ports.clock.now()))) {
      throw refuse("conflict", "Only dead, failed and cancelled jobs can be queued again.");
    }
    if (before !== null) await retakeSubmission(ports, before);
    await audit(ports, caller, "job.requeue", id);
    const job = await findOwnJob(ports.store, caller, id);
    return context.json(await toJobView(ports.store, job, caller), 200);
  });
  return router;
}

async function findOwnJob(store: Store, caller: Caller, id: string): Promise<Job> {
  requireScope(caller);
  const job = await store.job(id);
  if (job === null || !owns(caller, job.accountId))
    throw refuse("not_found", "You have no job with this id.");
  return job;
}
