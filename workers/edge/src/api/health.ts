import { createRoute } from "@hono/zod-openapi";
import { z } from "zod";
import { createRouter, type Router } from "./context.ts";
import { json, refusals } from "./describe.ts";
import { refuse } from "./refusal.ts";

const route = createRoute({
  method: "get",
  path: "/health",
  tags: ["Service"],
  summary: "Whether the service and its database answer",
  responses: { 200: json(z.object({ status: z.literal("ok") }), "All is well."), ...refusals },
});

export function healthRoutes(): Router {
  const router = createRouter();
  router.openapi(route, async (context) => {
    const { store, logger } = context.env.ports;
    try {
      await store.ping();
    } catch (error) {
      logger.error("database unreachable", { error: String(error), requestId: context.var.requestId });
      throw refuse("unavailable", "The database does not answer.", "Try again in a moment.");
    }
    return context.json({ status: "ok" as const }, 200, { "cache-control": "no-store" });
  });
  return router;
}
