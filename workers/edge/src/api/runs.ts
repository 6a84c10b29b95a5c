/** Runs: one model's outputs for one benchmark version. */
import { createRoute } from "@hono/zod-openapi";
import {
  changeRunSchema,
  createRunSchema,
  pageSchema,
  runQuerySchema,
  runViewSchema,
} from "@plumbline/contract";
import { findBenchmark, findOwnRun, findRun } from "../access.ts";
import { audit } from "../auth/audit.ts";
import { mayAs, owns, requireScope } from "../auth/caller.ts";
import { openRun } from "../runs/openRun.ts";
import { removeStored } from "../runs/removeStored.ts";
import { createRouter, type Router } from "./context.ts";
import { body, done, idParams, json, refusals, secured } from "./describe.ts";
import { replyTagged } from "./replyTagged.ts";
import { toRunView } from "./views/toRunView.ts";

const tags = ["Runs"];
const createRunRoute = createRoute({
  method: "post",
  path: "/runs",
  tags,
  summary: "Create a run, then upload its outputs",
  description:
    "Needs scope submit and counts against the token's submissions of the day; an upload that is there already, or that the server fails to grade, is given back.",
  security: secured,
  request: {
    body: body(createRunSchema, {
      benchmark: "small-sums",
      model: { name: "my-model", revision: "step-2000" },
      sampling: { temperature: 0.6 },
      visibility: "public",
    }),
  },
  responses: { 201: json(runViewSchema, "The run, waiting for its upload."), ...refusals },
});
const listRoute = createRoute({
  method: "get",
  path: "/runs",
  tags,
  summary: "List runs, newest first",
  description: "Public ones, or the caller's own with `scope=mine`.",
  request: { query: runQuerySchema },
  responses: { 200: json(pageSchema(runViewSchema), "Runs."), ...refusals },
});
const showRoute = createRoute({
  method: "get",
  path: "/runs/{id}",
  tags,
  summary: "Show a run and how far its grading is",
  description: "Carries an ETag; ask with If-None-Match while you wait.",
  request: { params: idParams },
  responses: {
    200: json(runViewSchema, "The run."),
    304: { description: "Nothing has changed since the ETag." },
    ...refusals,
  },
});
const changeRoute = createRoute({
  method: "patch",
  path: "/runs/{id}",
  tags,
  summary: "Change a run's visibility or label",
  security: secured,
  request: { params: idParams, body: body(changeRunSchema, { visibility: "public" }) },
  responses: { 200: json(runViewSchema, "The run as it is now."), ...refusals },
});
const deleteRoute = createRoute({
  method: "delete",
  path: "/runs/{id}",
  tags,
  summary: "Delete a run and its stored outputs",
  description: "An audit event stays. Where this fails half-way, asking again removes what is left.",
  security: secured,
  request: { params: idParams },
  responses: { 200: done, ...refusals },
});

export function runRoutes(): Router {
  const router = createRouter();
  router.openapi(createRunRoute, async (context) => {
    const { ports } = context.env;
    const caller = requireScope(context.var.caller, "submit");
    const id = await openRun(ports, caller, context.req.valid("json"));
    return context.json(toRunView(await findRun(ports.store, caller, id), caller), 201);
  });
  router.openapi(listRoute, async (context) => {
    const { store } = context.env.ports;
    const { benchmark, scope, ...page } = context.req.valid("query");
    const mine = scope === "mine" ? requireScope(context.var.caller) : null;
    const filter = {
      benchmarkId: benchmark === undefined ? undefined : (await findBenchmark(store, benchmark)).id,
      accountId: mine?.account.id,
      publicOnly: mine === null,
    };
    const { items, next } = await store.listRuns(filter, page);
    return context.json({ items: items.map((item) => toRunView(item, context.var.caller)), next }, 200);
  });
  router.openapi(showRoute, async (context) => {
    const { ports } = context.env;
    const summary = await findRun(ports.store, context.var.caller, context.req.valid("param").id);
    return replyTagged(context, toRunView(summary, context.var.caller));
  });
  router.openapi(changeRoute, async (context) => {
    const { ports } = context.env;
    const caller = requireScope(context.var.caller, "submit");
    const { id } = context.req.valid("param");
    const change = context.req.valid("json");
    await findOwnRun(ports.store, caller, id);
    await ports.store.changeRun(id, change);
    await audit(ports, caller, "run.change", id, change);
    return context.json(toRunView(await findRun(ports.store, caller, id), caller), 200);
  });
  router.openapi(deleteRoute, async (context) => {
    const { ports } = context.env;
    const caller = requireScope(context.var.caller, "submit");
    const { id } = context.req.valid("param");
    const known = await ports.store.run(id);
    const again = known?.state === "deleted" && owns(caller, known.accountId);
    if (!again) {
      await findOwnRun(ports.store, caller, id);
      // First, so that no failure on the way leaves a deletion without its event.
      await audit(ports, caller, "run.delete", id, { byAdmin: mayAs(caller, "admin") });
      await ports.store.deleteRun(id, ports.clock.now());
    }
    await ports.store.cancelJobsOf(id, ports.clock.now());
    await removeStored(ports, id);
    return context.json({}, 200);
  });
  return router;
}
