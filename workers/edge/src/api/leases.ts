/** Who works on which job: leased, kept, finished, or given up. What is read and handed in meanwhile is beside this. */
import { createRoute } from "@hono/zod-openapi";
import {
  heartbeatReplySchema,
  heartbeatSchema,
  type Job,
  jobCompleteSchema,
  jobFailSchema,
  type Lease,
  leaseReplySchema,
  leaseRequestSchema,
} from "@plumbline/contract";
import { mayAs, requireScope } from "../auth/caller.ts";
import { JOB_HANDLERS } from "../jobs/jobKinds.ts";
import { leaseNext } from "../jobs/leaseNext.ts";
import { settleRun } from "../jobs/settleRun.ts";
import type { Ports } from "../ports.ts";
import { createRouter, type Router } from "./context.ts";
import { body, done, idParams, json, refusals, secured } from "./describe.ts";
import { hasCompleted, holdLease, leaseLost, NO_STORE, toHeartbeat } from "./heldLease.ts";

const common = { tags: ["Runners"], security: secured };

const leaseRoute = createRoute({
  ...common,
  method: "post",
  path: "/jobs/lease",
  summary: "Lease the oldest queued job",
  description:
    "Needs scope runner. A job that names a model goes to a runner that lists it in `models`. Waits up to `waitSeconds` " +
    "for one; `lease` is null where there is none.",
  request: {
    body: body(leaseRequestSchema, {
      runner: "gpu-1",
      kinds: ["sample", "verify"],
      models: ["nano"],
      waitSeconds: 25,
    }),
  },
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
const completeRoute = createRoute({
  ...common,
  method: "post",
  path: "/jobs/{id}/complete",
  summary: "Finish a job and put its work into effect",
  description:
    "A run that the job filled becomes complete; `regrade` needs `grader`, whose verdicts the run shows from then on. " +
    "Asking again with the same fence changes nothing.",
  request: {
    params: idParams,
    body: body(jobCompleteSchema, { fence: 1, result: { samples: 64 }, batchPlan: { rows: 64 } }),
  },
  responses: { 200: done, ...refusals },
});
const failRoute = createRoute({
  ...common,
  method: "post",
  path: "/jobs/{id}/fail",
  summary: "Give a job up, or back for another attempt",
  description:
    "A run that the job was filling fails with it, unless another attempt follows. With `released` the job goes back " +
    "to the queue and the attempt does not count.",
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
    return context.json({ lease: job === null ? null : await toLease(job, ports) }, 200, NO_STORE);
  });
  router.openapi(heartbeatRoute, async (context) => {
    const job = await holdLease(context, context.req.valid("param").id, context.req.valid("json").fence);
    return context.json(toHeartbeat(job, context.env.ports), 200, NO_STORE);
  });
  router.openapi(completeRoute, async (context) => {
    const { ports } = context.env;
    const end = context.req.valid("json");
    const { fence, result, batchPlan } = end;
    const { id } = context.req.valid("param");
    if (await hasCompleted(context, id, fence)) return context.json({}, 200);
    const job = await holdLease(context, id, fence);
    await JOB_HANDLERS[job.kind].complete(ports, job, end);
    // What an earlier attempt failed by is no reason of anything any more.
    const finished = {
      state: "done",
      result,
      failure: null,
      ...(batchPlan === undefined ? {} : { batchPlan }),
    } as const;
    if (!(await ports.store.finishJob(job.id, fence, finished, ports.clock.now()))) throw leaseLost();
    return context.json({}, 200);
  });
  router.openapi(failRoute, async (context) => {
    const { ports } = context.env;
    const { fence, reason, retry, released } = context.req.valid("json");
    const job = await holdLease(context, context.req.valid("param").id, fence);
    const state = toEndState(job, retry, released);
    const end = released ? { state, attempts: Math.max(0, job.attempts - 1) } : { state, failure: reason };
    if (!(await ports.store.finishJob(job.id, fence, end, ports.clock.now()))) throw leaseLost();
    if (job.runId !== null) await settleRun(ports, job.runId);
    return context.json({}, 200);
  });
  return router;
}

/** Where a job that its runner gave up goes. A released one met no fault, so its attempts cannot be used up by that. */
export function toEndState(
  { cancelRequested, attempts, maxAttempts }: Pick<Job, "cancelRequested" | "attempts" | "maxAttempts">,
  retry: boolean,
  released: boolean,
): "cancelled" | "failed" | "queued" | "dead" {
  if (cancelRequested) return "cancelled";
  if (released) return "queued";
  if (!retry) return "failed";
  return attempts < maxAttempts ? "queued" : "dead";
}

async function toLease(job: Job, { store, settings }: Ports): Promise<Lease> {
  const { id, kind, runId, payload, checkpoint, fence, attempts } = job;
  const run = runId === null ? null : await store.run(runId);
  return {
    jobId: id,
    kind,
    runId,
    payload,
    checkpoint,
    fence,
    attempt: attempts,
    ttlMs: settings.leaseTtlMs,
    promptTemplate: run?.sampling.promptTemplate ?? null,
  };
}
