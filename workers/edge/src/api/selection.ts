/** What sampling and verification are worth on a run, and the heavy jobs behind it. */
import { createRoute } from "@hono/zod-openapi";
import {
  jobViewSchema,
  pageQuerySchema,
  pageSchema,
  runSelectionSchema,
  selectionQuerySchema,
} from "@plumbline/contract";
import { findRun, revealsSamples } from "../access.ts";
import { buildSelection } from "../selection/buildSelection.ts";
import { createRouter, type Router } from "./context.ts";
import { idParams, json, refusals } from "./describe.ts";
import { toJobView } from "./views/toJobView.ts";

const NO_STORE = { "cache-control": "private, no-store" };

const selectionRoute = createRoute({
  method: "get",
  path: "/runs/{id}/selection",
  tags: ["Results"],
  summary: "What sampling and verification are worth on a run",
  description:
    "pass@k, the accuracy of every selection rule with its interval, differences, scaling curves, and the verifier's " +
    "reliability, from the samples and votes that are there so far. `report` is null, with the reason, where there is too " +
    "little for it, and on a hidden benchmark.",
  request: { params: idParams, query: selectionQuerySchema },
  responses: { 200: json(runSelectionSchema, "The report, or why there is none."), ...refusals },
});
const jobsRoute = createRoute({
  method: "get",
  path: "/runs/{id}/jobs",
  tags: ["Jobs"],
  summary: "List the heavy jobs of a run, newest first",
  description: "For everybody who may see the run; checkpoints are shown to the job's owner alone.",
  request: { params: idParams, query: pageQuerySchema },
  responses: { 200: json(pageSchema(jobViewSchema), "Jobs."), ...refusals },
});

export function selectionRoutes(): Router {
  const router = createRouter();
  router.openapi(selectionRoute, async (context) => {
    const { ports } = context.env;
    const { caller } = context.var;
    const summary = await findRun(ports.store, caller, context.req.valid("param").id);
    if (!revealsSamples(caller, summary.benchmark.visibility)) {
      const reason = "This benchmark is hidden: only whole runs are shown.";
      return context.json({ runId: summary.run.id, verifier: null, report: null, reason }, 200, NO_STORE);
    }
    const selection = await buildSelection(ports, summary, context.req.valid("query"));
    return context.json(selection, 200, NO_STORE);
  });
  router.openapi(jobsRoute, async (context) => {
    const { store } = context.env.ports;
    const { run } = await findRun(store, context.var.caller, context.req.valid("param").id);
    const { items, next } = await store.listJobs({ runId: run.id }, context.req.valid("query"));
    const views = await Promise.all(items.map((job) => toJobView(store, job, context.var.caller)));
    return context.json({ items: views, next }, 200, NO_STORE);
  });
  return router;
}
