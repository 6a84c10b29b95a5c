/**
 * The protocol between the Worker and its runners. Decision: every call after the lease carries its fence; a call whose
 * lease has run out or gone to another runner is refused with `lease_lost`, before anything is written.
 */
import { createRoute } from "@hono/zod-openapi";
import {
  type HeartbeatReply,
  heartbeatReplySchema,
  heartbeatSchema,
  type Job,
  jobCompleteSchema,
  jobFailSchema,
  jobReportSchema,
  jobSamplesSchema,
  leaseReplySchema,
  leaseRequestSchema,
} from "@plumbline/contract";
import { z } from "zod";
import { revealsSamples } from "../access.ts";
import { mayAs, requireScope } from "../auth/caller.ts";
import { countSamples } from "../board/toResults.ts";
import { JOB_HANDLERS } from "../jobs/jobKinds.ts";
import { leaseNext } from "../jobs/leaseNext.ts";
import { readJobSamples } from "../jobs/readJobSamples.ts";
import type { Ports } from "../ports.ts";
import { type ApiContext, createRouter, type Router } from "./context.ts";
import { body, done, idParams, json, refusals, secured } from "./describe.ts";
import { refuse } from "./refusal.ts";

const common = { tags: ["Runners"], security: secured };
const NO_STORE = { "cache-control": "no-store" };

const leaseRoute = createRoute({
  ...common,
  method: "post",
  path: "/jobs/lease",
  summary: "Lease the oldest queued job",
  description: "Needs scope runner. Waits up to `waitSeconds` for one; `lease` is null where there is none.",
  request: { body: body(leaseRequestSchema, { runner: "gpu-1", kinds: ["regrade"], waitSeconds: 25 }) },
  responses: { 200: json(leaseReplySchema, "The lease, or null."), ...refusals },
});
const heartbeatRoute = createRoute({
  ...common,
  method: "post",
  path: "/jobs/{id}/heartbeat",
  summary: "Keep a lease",
  description: "Beat every third of `ttlMs`. The reply says whether to stop.",
  request: { params: idParams, body: body(heartbeatSchema, { fence: 1 }) },
  responses: { 200: json(heartbeatReplySchema, "The lease is kept."), ...refusals },
});
const samplesRoute = createRoute({
  ...common,
  method: "get",
  path: "/jobs/{id}/samples",
  summary: "Read a page of the run's outputs with what makes them right",
  request: {
    params: idParams,
    query: z.object({ fence: z.coerce.number<number>().int(), cursor: z.string().max(512).optional() }),
  },
  responses: { 200: json(jobSamplesSchema, "Outputs in the order of the upload."), ...refusals },
});
const reportRoute = createRoute({
  ...common,
  method: "post",
  path: "/jobs/{id}/report",
  summary: "Hand in a batch of verdicts and where to go on",
  description: "Sending the same batch twice changes nothing.",
  request: {
    params: idParams,
    body: body(jobReportSchema, {
      fence: 1,
      grader: "checker@checker-1/default",
      verdicts: [],
      checkpoint: { cursor: null },
      progress: { done: 0, total: 100 },
    }),
  },
  responses: { 200: json(heartbeatReplySchema, "Stored."), ...refusals },
});
const completeRoute = createRoute({
  ...common,
  method: "post",
  path: "/jobs/{id}/complete",
  summary: "Finish a job and put its work into effect",
  request: {
    params: idParams,
    body: body(jobCompleteSchema, { fence: 1, grader: "checker@checker-1/default", result: {} }),
  },
  responses: { 200: done, ...refusals },
});
const failRoute = createRoute({
  ...common,
  method: "post",
  path: "/jobs/{id}/fail",
  summary: "Give a job up, or back for another attempt",
  request: {
    params: idParams,
    body: body(jobFailSchema, { fence: 1, reason: "out of memory", retry: true }),
  },
  responses: { 200: done, ...refusals },
});

export function leaseRoutes(): Router {
  const router = createRouter();
  router.openapi(leaseRoute, async (context) => {
    const { ports } = context.env;
    const caller = requireScope(context.var.caller, "runner");
    const wanted = { ...context.req.valid("json"), gold: mayAs(caller, "gold") };
    const job = await leaseNext(ports, wanted, context.req.raw.signal);
    return context.json({ lease: job === null ? null : toLease(job, ports) }, 200, NO_STORE);
  });
  router.openapi(heartbeatRoute, async (context) => {
    const job = await holdLease(context, context.req.valid("param").id, context.req.valid("json").fence);
    return context.json(toHeartbeat(job, context.env.ports), 200, NO_STORE);
  });
  router.openapi(samplesRoute, async (context) => {
    const { ports } = context.env;
    const { fence, cursor } = context.req.valid("query");
    const job = await holdLease(context, context.req.valid("param").id, fence);
    const summary = job.runId === null ? null : await ports.store.runSummary(job.runId);
    if (summary === null || summary.run.state === "deleted") throw refuse("conflict", "The run is gone.");
    const { run, version, benchmark } = summary;
    const { items, next } = await readJobSamples(ports, run, cursor, {
      gold: JOB_HANDLERS[job.kind].seesGold,
      sources: revealsSamples(context.var.caller, benchmark.visibility),
    });
    const reply = { items, next, policy: version.plan.policy, total: countSamples(run) };
    return context.json(reply, 200, NO_STORE);
  });
  router.openapi(reportRoute, async (context) => {
    const { ports } = context.env;
    const report = context.req.valid("json");
    const { fence, checkpoint, progress } = report;
    const job = await holdLease(context, context.req.valid("param").id, fence);
    const { store, clock, settings } = ports;
    const { grader, verdicts } = report;
    await store.insertVerdicts(verdicts.map((verdict) => ({ ...verdict, grader, createdAt: clock.now() })));
    const kept = await store.checkpointJob(
      job.id,
      fence,
      { checkpoint, progress },
      settings.leaseTtlMs,
      clock.now(),
    );
    if (!kept) throw leaseLost();
    return context.json(toHeartbeat(job, ports), 200, NO_STORE);
  });
  router.openapi(completeRoute, async (context) => {
    const { ports } = context.env;
    const end = context.req.valid("json");
    const job = await holdLease(context, context.req.valid("param").id, end.fence);
    await JOB_HANDLERS[job.kind].complete(ports, job, end);
    const { result } = end;
    const kept = await ports.store.finishJob(job.id, end.fence, { state: "done", result }, ports.clock.now());
    if (!kept) throw leaseLost();
    return context.json({}, 200);
  });
  router.openapi(failRoute, async (context) => {
    const { ports } = context.env;
    const { fence, reason, retry } = context.req.valid("json");
    const job = await holdLease(context, context.req.valid("param").id, fence);
    const end = { state: toEndState(job, retry), failure: reason } as const;
    if (!(await ports.store.finishJob(job.id, fence, end, ports.clock.now()))) throw leaseLost();
    return context.json({}, 200);
  });
  return router;
}

/** Where a job that its runner gave up goes. */
export function toEndState(
  { cancelRequested, attempts, maxAttempts }: Pick<Job, "cancelRequested" | "attempts" | "maxAttempts">,
  retry: boolean,
): "cancelled" | "failed" | "queued" | "dead" {
  if (cancelRequested) return "cancelled";
  if (!retry) return "failed";
  return attempts < maxAttempts ? "queued" : "dead";
}

/** The job, with its lease extended; refuses where the lease is not the caller's any more. */
async function holdLease(context: ApiContext, id: string, fence: number): Promise<Job> {
  const { store, clock, settings } = context.env.ports;
  const caller = requireScope(context.var.caller, "runner");
  const job = await store.heartbeatJob(id, fence, settings.leaseTtlMs, clock.now());
  if (job === null) throw leaseLost();
  if (job.needsGold && !mayAs(caller, "gold")) throw refuse("scope_missing", "This job needs scope gold.");
  return job;
}

function leaseLost() {
  return refuse(
    "lease_lost",
    "The lease has run out or gone to another runner.",
    "Drop this job; lease another.",
  );
}

function toLease(job: Job, { settings }: Ports) {
  const { id, kind, runId, payload, checkpoint, fence, attempts } = job;
  return {
    jobId: id,
    kind,
    runId,
    payload,
    checkpoint,
    fence,
    attempt: attempts,
    ttlMs: settings.leaseTtlMs,
  };
}

function toHeartbeat({ cancelRequested }: Job, { settings }: Ports): HeartbeatReply {
  return { cancel: cancelRequested, ttlMs: settings.leaseTtlMs };
}
