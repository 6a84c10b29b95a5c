/** What came of a run: its numbers, its table of samples, and the lines that were none. */
import { createRoute } from "@hono/zod-openapi";
import {
  invalidLineViewSchema,
  pageQuerySchema,
  pageSchema,
  runResultsSchema,
  sampleQuerySchema,
  sampleRowSchema,
} from "@plumbline/contract";
import { findOwnRun, findRun, redactRun, revealsSamples } from "../access.ts";
import { toResults } from "../board/toResults.ts";
import { createRouter, type Router } from "./context.ts";
import { idParams, json, refusals } from "./describe.ts";
import { toSampleRow } from "./views/toSampleRow.ts";

const tags = ["Results"];
const resultsRoute = createRoute({
  method: "get",
  path: "/runs/{id}/results",
  tags,
  summary: "A run's score with its interval, bounds and metrics",
  description:
    "Counts grow while grading goes on (on a hidden benchmark they come at the end); score and metrics are there when it is complete.",
  request: { params: idParams },
  responses: { 200: json(runResultsSchema, "The numbers."), ...refusals },
});
const samplesRoute = createRoute({
  method: "get",
  path: "/runs/{id}/samples",
  tags,
  summary: "A run's samples",
  description:
    "Empty on a hidden benchmark, with the header `x-plumbline-hidden: samples`: only whole runs are shown there, to everybody.",
  request: { params: idParams, query: sampleQuerySchema },
  responses: { 200: json(pageSchema(sampleRowSchema), "Samples in the order of the upload."), ...refusals },
});
const linesRoute = createRoute({
  method: "get",
  path: "/runs/{id}/invalid-lines",
  tags,
  summary: "Lines of the upload that were no samples",
  description:
    "For the run's owner. The first 1,000 are kept with their reasons, further ones are only counted.",
  request: { params: idParams, query: pageQuerySchema },
  responses: { 200: json(pageSchema(invalidLineViewSchema), "Lines with their reasons."), ...refusals },
});

export function resultRoutes(): Router {
  const router = createRouter();
  router.openapi(resultsRoute, async (context) => {
    const { store } = context.env.ports;
    const { caller } = context.var;
    const { run, benchmark, version } = await findRun(store, caller, context.req.valid("param").id);
    const aggregates = await store.aggregates([run.id]);
    const shown = redactRun(caller, run, benchmark.visibility);
    return context.json(toResults(shown, version.problemCount, aggregates), 200);
  });
  router.openapi(samplesRoute, async (context) => {
    const { store } = context.env.ports;
    const { caller } = context.var;
    const { run, benchmark } = await findRun(store, caller, context.req.valid("param").id);
    const { outcome, problem, ...page } = context.req.valid("query");
    if (!revealsSamples(caller, benchmark.visibility)) {
      return context.json({ items: [], next: null }, 200, { "x-plumbline-hidden": "samples" });
    }
    const { items, next } = await store.listSamples(run.id, { outcome, problemKey: problem }, page);
    return context.json({ items: items.map(toSampleRow), next }, 200);
  });
  router.openapi(linesRoute, async (context) => {
    const { store } = context.env.ports;
    const { run } = await findOwnRun(store, context.var.caller, context.req.valid("param").id);
    const { items, next } = await store.listInvalidLines(run.id, context.req.valid("query"));
    return context.json({ items: [...items], next }, 200);
  });
  return router;
}
