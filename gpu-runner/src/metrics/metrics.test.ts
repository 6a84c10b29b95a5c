import { describe, expect, test } from "vitest";
import { EXECUTORS } from "../jobs/executors.ts";
import { runLoops } from "../runLoop.ts";
import { createFakeEngine } from "../testing/fakeEngine.ts";
import { createFakeServer, makeProblems } from "../testing/fakeServer.ts";
import { runnerWorld, signals } from "../testing/runnerWorld.ts";
import { createMetrics } from "./metrics.ts";
import { metricsApp } from "./metricsApp.ts";

describe("metrics", () => {
  test("tell tokens by model and skill, batches, leases and their ages", async () => {
    const clock = { now: 0 };
    const metrics = createMetrics({ now: () => clock.now });
    const ended = metrics.leased("sample", 0);
    const answered = metrics.asked("nano", "solve", 64);
    clock.now = 10_000;
    metrics.generated("nano", "solve", 64, 3_000, 9_000);
    metrics.computed("nano", { rows: 48, capacity: 64, waiting: 12 });
    metrics.retried("rows");
    const page = await metrics.text();
    expect(page.split("\n")).toEqual(
      expect.arrayContaining([
        'plumbline_tokens_generated_total{model="nano",skill="solve"} 3000',
        'plumbline_requests_total{model="nano",skill="solve"} 64',
        'plumbline_requests_in_flight{model="nano",skill="solve"} 64',
        'plumbline_tokens_per_second{model="nano"} 300',
        'plumbline_queue_depth{model="nano"} 12',
        'plumbline_batch_fill{model="nano"} 0.75',
        'plumbline_leases{kind="sample"} 1',
        'plumbline_lease_age_seconds{kind="sample"} 10',
        'plumbline_request_retries_total{what="rows"} 1',
      ]),
    );
    answered();
    ended("done");
    clock.now = 60_000;
    const later = await metrics.text();
    expect(later).toContain('plumbline_requests_in_flight{model="nano",skill="solve"} 0');
    expect(later).toContain('plumbline_jobs_total{kind="sample",end="done"} 1');
    expect(later).not.toMatch(/^plumbline_(?:tokens_per_second|lease_age_seconds|leases)\{/mu);
  });

  test("are served for Prometheus; a draining runner is not healthy", async () => {
    let state: "ready" | "draining" = "ready";
    const app = metricsApp(createMetrics({ now: () => 0, withProcess: true }), () => state);
    const page = await app.request("/metrics");
    expect(page.headers.get("content-type")).toMatch(/^text\/plain; version=0\.0\.4/u);
    expect(await page.text()).toMatch(/nodejs_[\s\S]*# TYPE plumbline_lease_age_seconds gauge/u);
    expect((await app.request("/healthz")).status).toBe(200);
    state = "draining";
    const reply = await app.request("/healthz");
    expect([reply.status, await reply.json()]).toEqual([503, { status: "draining" }]);
  });

  test("of a runner at work tell what its jobs used", async () => {
    const server = createFakeServer({
      kind: "sample",
      problems: makeProblems(3),
      pageSize: 10,
      payload: { model: "fake", samples: 2 },
    });
    const world = runnerWorld(server, { engines: [createFakeEngine({ reply: () => "four" })] });
    const { drain, kill } = signals();
    server.fault = (call, count) => {
      if (call === "complete") drain.abort();
      return call === "rows" && count === 1 ? "drop" : null;
    };
    await runLoops("r", EXECUTORS, world, { drain: drain.signal, kill: kill.signal }, 1);
    const page = await world.metrics.text();
    expect(page).toContain('plumbline_tokens_generated_total{model="fake",skill="solve"} 24');
    expect(page).toContain('plumbline_jobs_total{kind="sample",end="done"} 1');
    expect(page).toContain('plumbline_request_retries_total{what="rows"} 1');
  });
});
