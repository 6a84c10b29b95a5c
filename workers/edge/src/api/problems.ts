/** Single problems, and how public runs did on them. */
import { createRoute } from "@hono/zod-openapi";
import {
  type Benchmark,
  LIMITS,
  OUTCOMES,
  type OutcomeCounts,
  type Problem,
  pageQuerySchema,
  pageSchema,
  problemResultSchema,
  problemViewSchema,
  toStanding,
} from "@plumbline/contract";
import type { Store } from "@plumbline/storage";
import { revealsSamples } from "../access.ts";
import { type Caller, owns } from "../auth/caller.ts";
import { createRouter, type Router } from "./context.ts";
import { idParams, json, refusals } from "./describe.ts";
import { refuse } from "./refusal.ts";
import { toProblemView } from "./views/toProblemView.ts";

const tags = ["Benchmarks"];

const wholePageSchema = pageQuerySchema.extend({
  limit: pageQuerySchema.shape.limit.default(LIMITS.pageRows),
});

const showRoute = createRoute({
  method: "get",
  path: "/problems/{id}",
  tags,
  summary: "Show a problem",
  description: "On a hidden benchmark `spec` and `cluster` are null.",
  request: { params: idParams },
  responses: { 200: json(problemViewSchema, "The problem."), ...refusals },
});
const resultsRoute = createRoute({
  method: "get",
  path: "/problems/{id}/results",
  tags,
  summary: "How public runs did on a problem",
  description: "Newest first. Empty on a hidden benchmark, where only whole runs are shown.",
  request: { params: idParams, query: wholePageSchema },
  responses: { 200: json(pageSchema(problemResultSchema), "One row for each run."), ...refusals },
});

export function problemRoutes(): Router {
  const router = createRouter();
  router.openapi(showRoute, async (context) => {
    const { problem, benchmark, revealed } = await findProblem(
      context.env.ports.store,
      context.var.caller,
      context.req.valid("param").id,
    );
    return context.json(toProblemView(problem, benchmark, revealed), 200);
  });
  router.openapi(resultsRoute, async (context) => {
    const { store } = context.env.ports;
    const { problem, revealed } = await findProblem(store, context.var.caller, context.req.valid("param").id);
    const page = context.req.valid("query");
    const found = revealed ? await store.problemResults(problem.id, page) : { items: [], next: null };
    const items = found.items.map(({ run, model, counts, firstSampleId }) => ({
      runId: run.id,
      model: model.name,
      firstSampleId,
      ...toShares(counts),
    }));
    return context.json({ items, next: found.next }, 200);
  });
  return router;
}

function toShares(counts: OutcomeCounts): { samples: number; right: number; ungradable: number } {
  const shares = { samples: 0, right: 0, ungradable: 0 };
  for (const outcome of OUTCOMES) {
    shares.samples += counts[outcome];
    const standing = toStanding(outcome);
    if (standing !== "wrong") shares[standing] += counts[outcome];
  }
  return shares;
}

async function findProblem(
  store: Store,
  caller: Caller,
  id: string,
): Promise<{ readonly problem: Problem; readonly benchmark: Benchmark; readonly revealed: boolean }> {
  const problem = await store.problem(id);
  const version = problem === null ? null : await store.version(problem.benchmarkVersionId);
  const benchmark = version === null ? null : await store.benchmark(version.benchmarkId);
  const shown = benchmark !== null && (version?.state === "sealed" || owns(caller, benchmark.accountId));
  if (problem === null || !shown) throw refuse("not_found", "No problem has this id.");
  return { problem, benchmark, revealed: revealsSamples(caller, benchmark.visibility) };
}
