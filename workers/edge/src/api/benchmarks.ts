/** Benchmarks: versions that never change once they are sealed. */
import { createRoute } from "@hono/zod-openapi";
import {
  addProblemsSchema,
  type Benchmark,
  type BenchmarkVersion,
  benchmarkViewSchema,
  createBenchmarkSchema,
  pageQuerySchema,
  pageSchema,
  problemViewSchema,
} from "@plumbline/contract";
import type { Store } from "@plumbline/storage";
import { findBenchmark, revealsSamples } from "../access.ts";
import { type Caller, owns, requireScope } from "../auth/caller.ts";
import { extendDraft, openVersion } from "../benchmarks/publishVersion.ts";
import { createRouter, type Router } from "./context.ts";
import { body, json, refusals, secured, slugParams } from "./describe.ts";
import { refuse } from "./refusal.ts";
import { toBenchmarkView } from "./views/toBenchmarkView.ts";
import { toProblemView } from "./views/toProblemView.ts";

const tags = ["Benchmarks"];
const problem = { key: "sum-1", statement: "What is 1 + 2?", spec: { gold: "3" } };

const createBenchmarkRoute = createRoute({
  method: "post",
  path: "/benchmarks",
  tags,
  summary: "Create a benchmark, or a new version of one",
  description:
    "Needs scope submit. A version with more problems than one request takes is started with `seal: false`, extended " +
    "by `POST /benchmarks/{slug}/problems`, and sealed by the last of these. Visibility `hidden` keeps golds and " +
    "verdicts of single samples from everybody.",
  security: secured,
  request: {
    body: body(createBenchmarkSchema, { slug: "small-sums", name: "Small sums", problems: [problem] }),
  },
  responses: { 201: json(benchmarkViewSchema, "The benchmark with this version."), ...refusals },
});
const addRoute = createRoute({
  method: "post",
  path: "/benchmarks/{slug}/problems",
  tags,
  summary: "Add problems to the open draft",
  description:
    "Keys that the draft has already are left as they are, so that sending a request twice does no harm.",
  security: secured,
  request: { params: slugParams, body: body(addProblemsSchema, { problems: [problem], seal: true }) },
  responses: { 200: json(benchmarkViewSchema, "The benchmark with this version."), ...refusals },
});
const listRoute = createRoute({
  method: "get",
  path: "/benchmarks",
  tags,
  summary: "List benchmarks",
  request: { query: pageQuerySchema },
  responses: {
    200: json(pageSchema(benchmarkViewSchema), "Benchmarks with their newest versions."),
    ...refusals,
  },
});
const showRoute = createRoute({
  method: "get",
  path: "/benchmarks/{slug}",
  tags,
  summary: "Show a benchmark",
  request: { params: slugParams },
  responses: { 200: json(benchmarkViewSchema, "The benchmark with its newest version."), ...refusals },
});
const problemsRoute = createRoute({
  method: "get",
  path: "/benchmarks/{slug}/problems",
  tags,
  summary: "List the problems of the newest version",
  description: "On a hidden benchmark `spec` and `cluster` are null.",
  request: { params: slugParams, query: pageQuerySchema },
  responses: { 200: json(pageSchema(problemViewSchema), "Problems."), ...refusals },
});

export function benchmarkRoutes(): Router {
  const router = createRouter();
  router.openapi(createBenchmarkRoute, async (context) => {
    const { ports } = context.env;
    const caller = requireScope(context.var.caller, "submit");
    const { benchmark, version } = await openVersion(ports, caller, context.req.valid("json"));
    return context.json(await toBenchmarkView(ports.store, benchmark, version, caller), 201);
  });
  router.openapi(addRoute, async (context) => {
    const { ports } = context.env;
    const caller = requireScope(context.var.caller, "submit");
    const benchmark = await findBenchmark(ports.store, context.req.valid("param").slug);
    if (!owns(caller, benchmark.accountId)) {
      throw refuse("scope_missing", "Only the account that made this benchmark, or an admin, may extend it.");
    }
    const version = await extendDraft(ports, caller, benchmark, context.req.valid("json"));
    return context.json(await toBenchmarkView(ports.store, benchmark, version, caller), 200);
  });
  router.openapi(listRoute, async (context) => {
    const { store } = context.env.ports;
    const page = await store.listBenchmarks(context.req.valid("query"));
    const items = await Promise.all(
      page.items.map(async (benchmark) => {
        const version = await findShownVersion(store, context.var.caller, benchmark);
        return version === null ? [] : [await toBenchmarkView(store, benchmark, version, context.var.caller)];
      }),
    );
    return context.json({ items: items.flat(), next: page.next }, 200);
  });
  router.openapi(showRoute, async (context) => {
    const { store } = context.env.ports;
    const { benchmark, version } = await findShown(
      store,
      context.var.caller,
      context.req.valid("param").slug,
    );
    return context.json(await toBenchmarkView(store, benchmark, version, context.var.caller), 200);
  });
  router.openapi(problemsRoute, async (context) => {
    const { store } = context.env.ports;
    const { caller } = context.var;
    const { benchmark, version } = await findShown(store, caller, context.req.valid("param").slug);
    const page = await store.listProblems(version.id, context.req.valid("query"));
    const revealed = revealsSamples(caller, benchmark.visibility);
    return context.json(
      { items: page.items.map((each) => toProblemView(each, benchmark, revealed)), next: page.next },
      200,
    );
  });
  return router;
}

/** The newest sealed version; a benchmark that has only a draft is its owner's. */
async function findShownVersion(
  store: Store,
  caller: Caller,
  benchmark: Benchmark,
): Promise<BenchmarkVersion | null> {
  const sealed = await store.latestVersion(benchmark.id, "sealed");
  if (sealed !== null || !owns(caller, benchmark.accountId)) return sealed;
  return store.latestVersion(benchmark.id, "draft");
}

async function findShown(store: Store, caller: Caller, slug: string) {
  const benchmark = await findBenchmark(store, slug);
  const version = await findShownVersion(store, caller, benchmark);
  if (version === null) throw refuse("not_found", `No benchmark is called ${JSON.stringify(slug)}.`);
  return { benchmark, version };
}
