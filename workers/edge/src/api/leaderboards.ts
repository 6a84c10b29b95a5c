import { createRoute } from "@hono/zod-openapi";
import { boardSchema } from "@plumbline/contract";
import { findBenchmark } from "../access.ts";
import { buildBoard } from "../board/buildBoard.ts";
import { createRouter, type Router } from "./context.ts";
import { json, refusals, slugParams } from "./describe.ts";
import { refuse } from "./refusal.ts";
import { replyTagged } from "./replyTagged.ts";

const route = createRoute({
  method: "get",
  path: "/leaderboards/{slug}",
  tags: ["Results"],
  summary: "The leaderboard of a benchmark",
  description:
    "Public, complete runs of the newest version. A rank is a range: rows whose ranges overlap are not told apart by the data. Carries an ETag.",
  request: { params: slugParams },
  responses: {
    200: json(boardSchema, "The board."),
    304: { description: "Nothing has changed since the ETag." },
    ...refusals,
  },
});

export function leaderboardRoutes(): Router {
  const router = createRouter();
  router.openapi(route, async (context) => {
    const { ports } = context.env;
    const benchmark = await findBenchmark(ports.store, context.req.valid("param").slug);
    const version = await ports.store.latestVersion(benchmark.id, "sealed");
    if (version === null) throw refuse("not_found", `${benchmark.slug} has no sealed version yet.`);
    const board = await buildBoard(ports, benchmark, version);
    return replyTagged(context, board, { ...board, generatedAt: 0 });
  });
  return router;
}
