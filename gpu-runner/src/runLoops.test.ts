import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { EngineError } from "./engines/engine.ts";
import { EXECUTORS } from "./jobs/executors.ts";
import type { LoopSignals } from "./runLoop.ts";
import { runLoops } from "./runLoop.ts";
import { createFakeEngine } from "./testing/fakeEngine.ts";
import { createFakeServer, type FakeServer, makeProblems, problem } from "./testing/fakeServer.ts";
import { runnerWorld, signals } from "./testing/runnerWorld.ts";

const serverOf = (at: number, model = "fake") =>
  createFakeServer({
    kind: "sample",
    problems: makeProblems(20),
    pageSize: 10,
    payload: { model, samples: 2, seed: at, draw: { maxTokens: 65_536 } },
  });

/** Several servers of one job each, as one server with several jobs. */
function together(servers: readonly FakeServer[]): { fetch: FakeServer["fetch"]; leases: number } {
  const all = {
    leases: 0,
    async fetch(request: Request): Promise<Response> {
      const { pathname } = new URL(request.url);
      if (!pathname.endsWith("/lease")) {
        const at = Number(/job-(\d+)/u.exec(pathname)?.[1]) - 1;
        return (servers[at] ?? (servers[0] as FakeServer)).fetch(request);
      }
      for (const [at, server] of servers.entries()) {
        const reply = (await (await server.fetch(request.clone())).json()) as {
          lease: { jobId: string } | null;
        };
        if (reply.lease === null) continue;
        all.leases += 1;
        return Response.json({ lease: { ...reply.lease, jobId: `job-${at + 1}` } });
      }
      return Response.json({ lease: null });
    },
  };
  return all;
}
const toSignals = ({ drain, kill }: ReturnType<typeof signals>): LoopSignals => ({
  drain: drain.signal,
  kill: kill.signal,
});

describe("several leases side by side", () => {
  test("share one engine, and a drain gives all of them back after their batch", async () => {
    const servers = [serverOf(0), serverOf(1), serverOf(2)];
    const given = signals();
    const busy = new Set<number>();
    let overlapped = false;
    const engine = createFakeEngine({ reply: ({ seed }) => `${seed}` });
    const { generate } = engine;
    engine.generate = async (requests, options) => {
      busy.add(requests[0]?.seed ?? 0);
      overlapped ||= busy.size > 1;
      await sleep(3);
      busy.delete(requests[0]?.seed ?? 0);
      return generate(requests, options);
    };
    for (const server of servers) {
      server.fault = (call, count) => {
        if (call === "rows" && count === 3) given.drain.abort();
        return null;
      };
    }
    const world = runnerWorld(together(servers), { engines: [engine] });
    await runLoops("r", EXECUTORS, world, toSignals(given), 3);
    expect(overlapped).toBe(true);
    expect(servers.map(({ job }) => job.state)).toEqual(["queued", "queued", "queued"]);
    expect(servers.every((server) => server.rows().length >= 4)).toBe(true);

    const rest = signals();
    const done = servers.map((server) => {
      const ended = Promise.withResolvers<void>();
      server.fault = (call) => {
        if (call === "complete") ended.resolve();
        return null;
      };
      return ended.promise;
    });
    void Promise.all(done).then(() => rest.drain.abort());
    await runLoops("r", EXECUTORS, runnerWorld(together(servers), { engines: [engine] }), toSignals(rest), 2);
    expect(servers.map((server) => server.rows().length)).toEqual([40, 40, 40]);
  });

  test("a token that is refused ends all loops, with the server's reason", async () => {
    const server = serverOf(0);
    server.fault = (call, count) => (call === "lease" && count === 2 ? problem(401, "token_revoked") : null);
    const engine = createFakeEngine({ reply: () => "4" });
    const world = runnerWorld(server, { engines: [engine] });
    await expect(runLoops("r", EXECUTORS, world, toSignals(signals()), 2)).rejects.toMatchObject({
      status: 401,
    });
  });

  test("killed they end at once, without a word", async () => {
    const server = serverOf(0);
    const given = signals();
    const engine = createFakeEngine({ reply: () => "4", hangs: () => true });
    const running = runLoops("r", EXECUTORS, runnerWorld(server, { engines: [engine] }), toSignals(given), 1);
    await expect.poll(() => engine.calls.length).toBe(1);
    given.drain.abort();
    given.kill.abort();
    await running;
    expect(engine.aborted).toEqual([1]);
    expect(server.ends).toEqual([]);
  });
});

describe("jobs and models", () => {
  test("a job whose model the runner lacks is left to others", async () => {
    const server = serverOf(0, "another");
    const given = signals();
    server.fault = (_, count) => {
      if (count === 2) given.drain.abort();
      return null;
    };
    const world = runnerWorld(server, { engines: [createFakeEngine({ reply: () => "4" })] });
    await runLoops("r", EXECUTORS, world, toSignals(given), 1);
    expect(server.job).toMatchObject({ state: "queued", attempts: 0 });
  });

  test("a runner whose engine is broken waits between jobs instead of using up their attempts", async () => {
    const server = serverOf(0);
    const given = signals();
    const died = new EngineError("engine_died", "It died.", { fix: "Look.", retry: true });
    const engine = createFakeEngine({ reply: () => "4", fault: () => died });
    const waits: number[] = [];
    const world = runnerWorld(server, { engines: [engine] });
    server.fault = (call, count) => {
      if (call === "fail" && count === 8) given.drain.abort();
      return null;
    };
    const sleeping = {
      ...world,
      retryMs: 1_000,
      sleep: async (milliseconds: number, signal: AbortSignal) => {
        // Heartbeats and the wait for a last reply are shorter or as long as one request.
        if (milliseconds >= 1_000 && engine.calls.length > 0) waits.push(milliseconds);
        await world.sleep(milliseconds >= 1_000 ? 1 : milliseconds, signal);
      },
    };
    await runLoops("r", EXECUTORS, sleeping, toSignals(given), 1);
    const pauses = waits.filter((milliseconds) => milliseconds > 1_000);
    expect(pauses).toEqual([2_000, 4_000, 8_000, 16_000, 32_000, 32_000, 32_000]);
  });
});
