/** The pages of a runner's own small server: `/metrics` for Prometheus, `/healthz` for whoever keeps it alive. */
import { Hono } from "hono";
import type { MetricsPage } from "./metrics.ts";

/** @param state `draining` answers 503, so that nobody counts on this runner any more. */
export function metricsApp(
  metrics: Pick<MetricsPage, "text" | "contentType">,
  state: () => "ready" | "draining",
): Hono {
  const app = new Hono();
  app.get("/metrics", async (context) =>
    context.body(await metrics.text(), 200, { "content-type": metrics.contentType }),
  );
  app.get("/healthz", (context) => context.json({ status: state() }, state() === "ready" ? 200 : 503));
  return app;
}
