import { setTimeout as sleep } from "node:timers/promises";
import { toGrader } from "@plumbline/grading";
import { describe, expect, test } from "vitest";
import { executeLease } from "./executeLease.ts";
import type { Executor } from "./jobs/executor.ts";
import { regrade } from "./jobs/regrade.ts";
import { runLoop } from "./runLoop.ts";
import { createFakeServer, type FakeServer, makeSamples, problem } from "./testing/fakeServer.ts";
import { runnerWorld, signals } from "./testing/runnerWorld.ts";

const GRADER = toGrader("default");

/** Leases the job and executes it to its end. */
async function execute(server: FakeServer, given = signals(), executor: Executor = regrade) {
  const world = runnerWorld(server);
  const lease = await world.client.leaseJob({ runner: "r", kinds: ["regrade"] });
  if (lease === null) throw new Error("nothing to lease");
  return executeLease(lease, executor, world, { drain: given.drain.signal, kill: given.kill.signal });
}

/** Works until it is stopped, without a request of its own. */
const endless: Executor = {
  kind: "regrade",
  needsModel: false,
  async execute({ breathe }) {
    for (;;) {
      await sleep(1);
      await breathe();
    }
  },
};

describe("re-grading a run", () => {
  test("grades every sample, reports page by page and completes with the counts", async () => {
    const server = createFakeServer({ samples: makeSamples(25), pageSize: 10 });
    expect(await execute(server)).toBe("done");
    expect(server.calls.filter((call) => call === "report")).toHaveLength(3);
    expect(server.verdicts.size).toBe(25);
    expect([...server.verdicts.values()].slice(0, 2)).toMatchObject([
      { outcome: "correct", score: 1 },
      { outcome: "incorrect", score: 0 },
    ]);
    expect(server.ends).toMatchObject([
      { grader: GRADER, result: { samples: 25, outcomes: { correct: 13, incorrect: 12, error: 0 } } },
    ]);
  });

  test("a run without samples is done at once", async () => {
    const server = createFakeServer({ samples: [], pageSize: 10 });
    expect(await execute(server)).toBe("done");
    expect(server.ends).toMatchObject([{ result: { samples: 0 } }]);
  });

  test("goes on from the checkpoint after a crash and counts every sample once", async () => {
    const server = createFakeServer({ samples: makeSamples(30), pageSize: 10 });
    const crash = signals();
    server.fault = (call, count) => {
      if (call !== "report" || count !== 2) return null;
      crash.kill.abort();
      return "lose reply";
    };
    expect(await execute(server, crash)).toBe("killed");
    expect(server.ends).toEqual([]);
    server.job.state = "queued"; // The lease expired.
    server.calls.length = 0;
    server.fault = () => null;
    expect(await execute(server)).toBe("done");
    expect(server.calls.filter((call) => call === "samples")).toHaveLength(1);
    expect(server.verdicts.size).toBe(30);
    expect(server.ends).toMatchObject([
      { result: { samples: 30, outcomes: { correct: 15, incorrect: 15 } } },
    ]);
  });

  test("a crash between the last report and the completion only completes", async () => {
    const checkpoint = { grader: GRADER, cursor: null, done: 30, counts: { correct: 30 }, finished: true };
    const server = createFakeServer({ samples: makeSamples(30), pageSize: 10, checkpoint });
    expect(await execute(server)).toBe("done");
    expect(server.calls).toEqual(["lease", "complete"]);
  });

  test.each([
    [
      "of another grader",
      { grader: "checker@old/default", cursor: "20", done: 20, counts: {}, finished: false },
    ],
    ["that cannot be read", { page: 3 }],
  ])("a checkpoint %s starts over: verdicts of two graders are never mixed", async (_, checkpoint) => {
    const server = createFakeServer({ samples: makeSamples(30), pageSize: 10, checkpoint });
    expect(await execute(server)).toBe("done");
    expect(server.verdicts.size).toBe(30);
    expect(server.ends).toMatchObject([{ result: { samples: 30 } }]);
  });

  test("a page too large for one request is reported in several", async () => {
    const server = createFakeServer({ samples: makeSamples(12_000), pageSize: 12_000 });
    expect(await execute(server)).toBe("done");
    expect(server.calls.filter((call) => call === "report")).toHaveLength(3);
    expect(server.verdicts.size).toBe(12_000);
  });
});

describe("a lease", () => {
  test("lost to another runner ends the work at once, without another word", async () => {
    const server = createFakeServer({ samples: makeSamples(30), pageSize: 10 });
    server.fault = (call, count) => {
      if (call === "report" && count === 2) server.takeAway();
      return null;
    };
    expect(await execute(server)).toBe("lost");
    expect(server.calls.at(-1)).toBe("report");
    expect(server.verdicts.size).toBe(10);
    expect(server.ends).toEqual([]);
  });

  test("lost while computing is noticed by the heartbeat", async () => {
    const server = createFakeServer({ samples: [], pageSize: 1, ttlMs: 30 });
    server.fault = (call, count) => {
      if (call === "heartbeat" && count === 2) server.takeAway();
      return null;
    };
    expect(await execute(server, signals(), endless)).toBe("lost");
    expect(server.ends).toEqual([]);
  });

  test("that is cancelled ends within 2 s, also where it lives for a minute", async () => {
    const server = createFakeServer({ samples: [], pageSize: 1, ttlMs: 60_000 });
    server.job.cancel = true;
    const started = performance.now();
    expect(await execute(server, signals(), endless)).toBe("cancelled");
    expect(performance.now() - started).toBeLessThan(2_000);
    expect(server.job.state).toBe("cancelled");
    expect(server.ends).toMatchObject([{ retry: false, reason: "cancelled" }]);
  });

  test("that is cancelled is noticed in the reply to a report", async () => {
    const server = createFakeServer({ samples: makeSamples(30), pageSize: 10 });
    server.fault = (call) => {
      if (call === "report") server.job.cancel = true;
      return null;
    };
    expect(await execute(server)).toBe("cancelled");
    expect(server.calls.filter((call) => call === "report")).toHaveLength(1);
  });

  test("is kept alive by heartbeats while one page computes for long", async () => {
    const server = createFakeServer({ samples: makeSamples(1), pageSize: 1, ttlMs: 60 });
    const slow: Executor = {
      kind: "regrade",
      needsModel: false,
      async execute({ breathe }) {
        const end = performance.now() + 600;
        while (performance.now() < end) await breathe();
        return { status: "done", grader: GRADER, result: {} };
      },
    };
    expect(await execute(server, signals(), slow)).toBe("done");
    expect(server.calls.filter((call) => call === "heartbeat").length).toBeGreaterThanOrEqual(2);
  });
});

describe("breaks of the server", () => {
  test.each([
    ["500", () => problem(500, "internal")],
    ["429", () => problem(429, "rate_limited")],
    ["a proxy's page", () => new Response("<h1>Bad gateway</h1>", { status: 502 })],
    ["no connection", () => "drop" as const],
    ["a reply that is lost", () => "lose reply" as const],
  ])("%s: every request is tried again, every sample counts once", async (_, fault) => {
    const server = createFakeServer({ samples: makeSamples(30), pageSize: 10 });
    server.fault = (call, count) =>
      count % 2 === 1 && call !== "lease" && call !== "complete" ? fault() : null;
    expect(await execute(server)).toBe("done");
    expect(server.verdicts.size).toBe(30);
    expect(server.ends).toMatchObject([{ result: { samples: 30, outcomes: { correct: 15 } } }]);
  });

  test("a request that hangs keeps nobody who is told to stop", async () => {
    const server = createFakeServer({ samples: makeSamples(30), pageSize: 10, ttlMs: 30 });
    server.fault = (call) => {
      if (call === "heartbeat") server.takeAway();
      return call === "samples" ? new Promise<never>(() => {}) : null;
    };
    expect(await execute(server)).toBe("lost");
  });

  test("a refusal of the runner's token is no fault of the job", async () => {
    const server = createFakeServer({ samples: makeSamples(30), pageSize: 10 });
    server.fault = (call) => (call === "samples" ? problem(401, "token_revoked") : null);
    await expect(execute(server)).rejects.toMatchObject({ status: 401 });
    expect(server.ends).toEqual([]);
  });

  test("an executor's own error gives the job back with the reason", async () => {
    const server = createFakeServer({ samples: [], pageSize: 1 });
    const broken: Executor = {
      kind: "regrade",
      needsModel: false,
      execute: () => Promise.reject(new RangeError("out of memory")),
    };
    expect(await execute(server, signals(), broken)).toBe("failed");
    expect(server.ends).toMatchObject([{ retry: true, reason: "the runner met an error: out of memory" }]);
  });
});

describe("the loop", () => {
  const run = (server: FakeServer, given: ReturnType<typeof signals>, log: string[] = []) =>
    runLoop("r", [regrade], runnerWorld(server, { log }), {
      drain: given.drain.signal,
      kill: given.kill.signal,
    });

  test("drained in the middle of a job it reports the batch in work, hands the job back and ends", async () => {
    const server = createFakeServer({ samples: makeSamples(30), pageSize: 10 });
    const given = signals();
    server.fault = (call, count) => {
      if (call === "samples" && count === 2) given.drain.abort();
      return null;
    };
    await run(server, given);
    expect(server.verdicts.size).toBe(20);
    expect(server.job).toMatchObject({ state: "queued", checkpoint: { cursor: "20", done: 20 } });
    expect(server.ends).toMatchObject([{ retry: true, released: true }]);
  });

  test("drained while it waits for work it soon ends", async () => {
    const server = createFakeServer({ samples: [], pageSize: 1 });
    const given = signals();
    server.fault = () => {
      given.drain.abort();
      return new Promise<never>(() => {});
    };
    await run(server, given);
    expect(server.calls).toEqual(["lease"]);
  });

  test("drained while a lease is on its way it hands the job back at once", async () => {
    const server = createFakeServer({ samples: makeSamples(30), pageSize: 10 });
    const given = signals();
    server.fault = async (call) => {
      if (call === "lease") given.drain.abort();
      await sleep(20);
      return null;
    };
    await run(server, given);
    expect(server.calls).toEqual(["lease", "fail"]);
    expect(server.job.state).toBe("queued");
  });

  test("waits for a server that is not there yet", async () => {
    const server = createFakeServer({ samples: makeSamples(3), pageSize: 10 });
    const given = signals();
    server.fault = (call, count) => {
      if (call === "lease" && count <= 3) return "drop";
      if (call === "lease" && count === 5) given.drain.abort();
      return null;
    };
    await run(server, given);
    expect(server.job.state).toBe("done");
  });

  test("ends with the server's reason where its token is refused", async () => {
    const server = createFakeServer({ samples: [], pageSize: 1 });
    server.fault = () => problem(403, "scope_missing");
    await expect(run(server, signals())).rejects.toMatchObject({ problem: { code: "scope_missing" } });
  });

  test("writes no secret and no response into the log", async () => {
    const server = createFakeServer({ samples: makeSamples(3), pageSize: 10 });
    const given = signals();
    const log: string[] = [];
    server.fault = (call, count) => {
      if (call === "lease" && count === 2) given.drain.abort();
      return call === "report" && count === 1 ? "drop" : null;
    };
    await run(server, given, log);
    expect(log.join("\n")).toMatch(
      /job leased.*\n.*request failed, trying again.*\n.*job ended .*"end":"done"/,
    );
    expect(log.join("\n")).not.toMatch(/plumb_secret|boxed/);
  });
});
