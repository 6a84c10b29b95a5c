/**
 * What a runner hands in, batch by batch. Decision: all four routes do the same three things in the same order: hold
 * the lease, store the batch (twice changes nothing), keep the checkpoint under the fence. So a crash between any two
 * costs one batch that is sent again.
 */
import { createRoute } from "@hono/zod-openapi";
import {
  type HeartbeatReply,
  heartbeatReplySchema,
  type Job,
  type JobReport,
  jobJudgementsSchema,
  jobReportSchema,
  jobRowsSchema,
  jobVotesSchema,
} from "@plumbline/contract";
import { assertHandsIn } from "../jobs/assertHandsIn.ts";
import type { HandedIn } from "../jobs/jobKind.ts";
import { storeJudgements } from "../jobs/storeJudgements.ts";
import { storeRows } from "../jobs/storeRows.ts";
import { storeVerdicts } from "../jobs/storeVerdicts.ts";
import { storeVotes } from "../jobs/storeVotes.ts";
import type { Ports } from "../ports.ts";
import { type ApiContext, createRouter, type Router } from "./context.ts";
import { body, idParams, json, refusals, secured } from "./describe.ts";
import { holdLease, keepCheckpoint, NO_STORE, toHeartbeat } from "./heldLease.ts";

const common = { tags: ["Runners"], security: secured };
const responses = { 200: json(heartbeatReplySchema, "Stored."), ...refusals };
const step = { fence: 1, checkpoint: { batch: 0 }, progress: { done: 16, total: 64 } };
const SAMPLE = "019aa1c2-0000-7000-8000-000000000000-b0-0-0";

const reportRoute = createRoute({
  ...common,
  method: "post",
  path: "/jobs/{id}/report",
  summary: "Hand in a batch of verdicts and where to go on",
  description:
    "For `regrade`; outputs that are none of the run's are refused. Sending the same batch twice changes nothing.",
  request: {
    params: idParams,
    body: body(jobReportSchema, { ...step, grader: "checker@checker-1/default", verdicts: [] }),
  },
  responses,
});
const rowsRoute = createRoute({
  ...common,
  method: "post",
  path: "/jobs/{id}/rows",
  summary: "Hand in a batch of sampled outputs and where to go on",
  description:
    "For `sample`, `particle` and `refine`. The rows are stored and graded at once, as those of an upload are; the run " +
    "shows them from then on. Whatever comes later under the same `batch` changes nothing.",
  request: {
    params: idParams,
    body: body(jobRowsSchema, {
      ...step,
      batch: 0,
      rows: [
        { problem_id: "p1", sample_index: 0, response: "So it is \\boxed{4}.", tokens_out: 12, seed: 7 },
      ],
    }),
  },
  responses,
});
const votesRoute = createRoute({
  ...common,
  method: "post",
  path: "/jobs/{id}/votes",
  summary: "Hand in a batch of votes and where to go on",
  description:
    "For `verify` and `audit`; samples of another run are refused. A vote is known by (sample, verifier, index) and stays " +
    "as it was handed in first.",
  request: {
    params: idParams,
    body: body(jobVotesSchema, {
      ...step,
      verifier: "nano",
      votes: [
        {
          sampleId: SAMPLE,
          index: 0,
          verdict: "right",
          tokens: 40,
          seed: 7,
          promptHash: "AAAAAAAAAAAAAAAAAAAAAA",
        },
      ],
    }),
  },
  responses,
});
const judgementsRoute = createRoute({
  ...common,
  method: "post",
  path: "/jobs/{id}/judgements",
  summary: "Hand in a batch of judgements of steps and where to go on",
  description:
    "For `locate`; samples of another run are refused. A judgement is known by (sample, judge, step) and stays as it was " +
    "handed in first.",
  request: {
    params: idParams,
    body: body(jobJudgementsSchema, {
      ...step,
      judge: "omega/nano",
      judgements: [
        { sampleId: SAMPLE, step: 2, label: "first_error", score: 0, cost: null, evidence: { rollouts: 8 } },
      ],
    }),
  },
  responses,
});

export function jobBatchRoutes(): Router {
  const router = createRouter();
  router.openapi(reportRoute, async (context) => {
    const { id } = context.req.valid("param");
    const reply = await take(context, id, context.req.valid("json"), "verdicts", storeVerdicts);
    return context.json(reply, 200, NO_STORE);
  });
  router.openapi(rowsRoute, async (context) => {
    const { id } = context.req.valid("param");
    return context.json(await take(context, id, context.req.valid("json"), "rows", storeRows), 200, NO_STORE);
  });
  router.openapi(votesRoute, async (context) => {
    const { id } = context.req.valid("param");
    return context.json(
      await take(context, id, context.req.valid("json"), "votes", storeVotes),
      200,
      NO_STORE,
    );
  });
  router.openapi(judgementsRoute, async (context) => {
    const { id } = context.req.valid("param");
    const reply = await take(context, id, context.req.valid("json"), "judgements", storeJudgements);
    return context.json(reply, 200, NO_STORE);
  });
  return router;
}

async function take<Batch extends Pick<JobReport, "fence" | "checkpoint" | "progress">>(
  context: ApiContext,
  id: string,
  batch: Batch,
  what: HandedIn,
  store: (ports: Ports, job: Job, batch: Batch) => Promise<void>,
): Promise<HeartbeatReply> {
  const { ports } = context.env;
  const job = await holdLease(context, id, batch.fence);
  assertHandsIn(job, what);
  await store(ports, job, batch);
  await keepCheckpoint(ports, job, batch);
  return toHeartbeat(job, ports);
}
