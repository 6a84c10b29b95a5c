import type { JobRows } from "@plumbline/contract";
import { describe, expect, test } from "vitest";
import { EngineError } from "../engines/engine.ts";
import { createFakeEngine } from "../testing/fakeEngine.ts";
import { createFakeServer, type FakeOptions, makeProblems } from "../testing/fakeServer.ts";
import { executeJob, signals } from "../testing/runnerWorld.ts";
import { deriveSeed } from "./deriveSeed.ts";
import { rowsPerBatch } from "./executeRows.ts";

/** Long outputs are few in a batch: 4 rows here. */
const draw = { maxTokens: 65_536 };
const engineOf = (given: Partial<Parameters<typeof createFakeEngine>[0]> = {}) =>
  createFakeEngine({ reply: ({ seed }) => `drawn ${seed}`, ...given });
const serverOf = (given: Partial<FakeOptions> = {}) =>
  createFakeServer({
    kind: "sample",
    problems: makeProblems(5),
    pageSize: 2,
    payload: { model: "fake", samples: 3, seed: 7, draw },
    ...given,
  });

describe("sampling", () => {
  test("draws N solutions of every problem and reports them in batches, each with its seed and its cost", async () => {
    const [server, engine] = [serverOf(), engineOf()];
    expect(await executeJob(server, [engine])).toBe("done");
    expect(server.rows().map(({ problem_id, sample_index }) => `${problem_id}.${sample_index}`)).toEqual(
      [0, 1, 2, 3, 4].flatMap((at) => [0, 1, 2].map((index) => `p-${at}.${index}`)),
    );
    const seed = deriveSeed(7, "sample", "p-1", 2);
    expect(server.rows()[5]).toEqual({
      problem_id: "p-1",
      sample_index: 2,
      response: `drawn ${seed}`,
      tokens_in: 12,
      tokens_out: `drawn ${seed}`.length,
      finish: "stop",
      seed,
      log_probability: -`drawn ${seed}`.length / 10,
      latency_ms: 5,
      meta: { job: "job-1" },
    });
    expect([...server.batches.values()].map((rows) => rows.length)).toEqual([4, 4, 4, 3]);
    expect(engine.calls.map((call) => call.length)).toEqual([4, 4, 4, 3]);
    expect(server.job.progress).toEqual({ done: 15, total: 15 });
    expect(server.ends).toMatchObject([
      {
        result: { samples: 15, requests: 15, model: "fake", revision: "r1", truncated: 0 },
        batchPlan: { requestsPerCall: 4, callsAtOnce: 1, engine: { fake: true }, model: { provider: "cpu" } },
      },
    ]);
  });

  test("takes another N for some problems, none for others, and only the first problems", async () => {
    const payload = {
      model: "fake",
      samples: 2,
      samplesByProblem: { "p-0": 0, "p-1": 5, "p-4": 9, elsewhere: 3 },
      problems: 3,
      draw,
    };
    const server = serverOf({ payload });
    expect(await executeJob(server, [engineOf()])).toBe("done");
    const drawn = Map.groupBy(server.rows(), ({ problem_id }) => problem_id);
    expect([...drawn].map(([key, rows]) => [key, rows.length])).toEqual([
      ["p-1", 5],
      ["p-2", 2],
    ]);
    expect(server.job.progress).toEqual({ done: 7, total: 7 });
  });

  test("asks with the run's template, else with the statement alone", async () => {
    const engine = engineOf();
    await executeJob(serverOf({ promptTemplate: "Q: {problem}\nA:" }), [engine]);
    expect(engine.calls[0]?.[0]?.messages).toEqual([{ role: "user", content: "Q: What is 0+0?\nA:" }]);
  });

  test("a benchmark without problems is done at once", async () => {
    const server = serverOf({ problems: [] });
    expect(await executeJob(server, [engineOf()])).toBe("done");
    expect(server.ends).toMatchObject([{ result: { samples: 0 } }]);
  });

  test("keeps a server busy with several calls, and reports in order all the same", async () => {
    const server = serverOf();
    const engine = engineOf({ facts: { engine: "openai", provider: "remote" } });
    expect(await executeJob(server, [engine])).toBe("done");
    expect([...server.batches.keys()]).toEqual([0, 1, 2, 3]);
    expect(server.rows()).toHaveLength(15);
  });

  test("a prompt that does not fit is one truncated sample, not a failed job", async () => {
    const tooLong = new EngineError("context_too_long", "3+3 does not fit.", { fix: "", retry: false });
    const engine = engineOf({
      fault: (_, requests) =>
        requests.some(({ messages }) => messages[0]?.content.includes("3+3")) ? tooLong : null,
    });
    const server = serverOf();
    expect(await executeJob(server, [engine])).toBe("done");
    const long = server.rows().filter(({ meta }) => meta?.["prompt_too_long"] === true);
    expect(long.map(({ problem_id, response, finish }) => [problem_id, response, finish])).toEqual(
      Array.from({ length: 3 }, () => ["p-3", "", "length"]),
    );
    expect(server.ends).toMatchObject([{ result: { samples: 15, tooLong: 3, truncated: 0 } }]);
  });

  test.each([
    [16, 128],
    [1_024, 128],
    [8_192, 32],
    [131_072, 2],
  ])("outputs of at most %i tokens come in batches of %i", (maxTokens, rows) => {
    expect(rowsPerBatch(maxTokens)).toBe(rows);
  });
});

describe("a sampling job that is interrupted", () => {
  const whole = async () => {
    const server = serverOf();
    await executeJob(server, [engineOf()]);
    return server.rows();
  };

  test.each<["rows" | "complete", number, "drop" | "lose reply"]>([
    ["rows", 1, "drop"],
    ["rows", 2, "drop"],
    ["rows", 2, "lose reply"],
    ["rows", 4, "lose reply"],
    ["complete", 1, "drop"],
  ])("killed at its %s number %i (%s) goes on and draws the same rows", async (call, at, loss) => {
    const server = serverOf();
    const crash = signals();
    server.fault = (what, count) => {
      if (what !== call || count !== at) return null;
      crash.kill.abort();
      return loss;
    };
    expect(await executeJob(server, [engineOf()], crash)).toBe("killed");
    expect(server.ends).toEqual([]);
    server.job.state = "queued"; // The lease expired.
    server.fault = () => null;
    const second = engineOf();
    expect(await executeJob(server, [second])).toBe("done");
    expect(server.rows()).toEqual(await whole());
    expect(server.ends).toMatchObject([{ result: { samples: 15, requests: 15 } }]);
    expect(second.calls.length).toBeLessThan(5);
  });

  test("a batch that arrived before the crash and is made again changes nothing", async () => {
    const server = serverOf();
    const crash = signals();
    const { fetch } = server;
    let rows = 0;
    // The server stored the rows of the second batch and died before it stored where to go on.
    server.fetch = async (request) => {
      const before = server.job.checkpoint;
      const isRows = request.url.endsWith("/rows");
      const reply = await fetch(request);
      if (isRows) rows += 1;
      if (isRows && rows === 2) {
        server.job.checkpoint = before;
        crash.kill.abort();
      }
      return reply;
    };
    expect(await executeJob(server, [engineOf()], crash)).toBe("killed");
    server.fetch = fetch;
    server.job.state = "queued";
    const sent: number[] = [];
    server.fault = () => null;
    server.fetch = async (request) => {
      if (request.url.endsWith("/rows")) sent.push(((await request.clone().json()) as JobRows).batch);
      return fetch(request);
    };
    expect(await executeJob(server, [engineOf()])).toBe("done");
    expect(sent).toEqual([1, 2, 3]);
    expect(server.rows()).toEqual(await whole());
  });

  test("drained it hands in the batch in work, leaves the next one behind and gives the job back", async () => {
    const server = serverOf();
    const given = signals();
    const engine = engineOf({ hangs: (call) => call === 3 });
    server.fault = (call, count) => {
      if (call === "rows" && count === 2) given.drain.abort();
      return null;
    };
    expect(await executeJob(server, [engine], given)).toBe("released");
    expect(server.rows()).toHaveLength(8);
    expect(engine.aborted).toEqual([3]);
    expect(server.job).toMatchObject({ state: "queued", checkpoint: { group: 2, batch: 2, rows: 8 } });
    expect(await executeJob(server, [engineOf()])).toBe("done");
    expect(server.rows()).toEqual(await whole());
  });

  test("cancelled while the model writes it stops the model within the heartbeat", async () => {
    const server = serverOf();
    const engine = engineOf({ hangs: (call) => call === 2 });
    server.fault = (call) => {
      if (call === "rows") server.job.cancel = false;
      if (call === "heartbeat") server.job.cancel = true;
      return null;
    };
    const started = performance.now();
    expect(await executeJob(server, [engine])).toBe("cancelled");
    expect(performance.now() - started).toBeLessThan(2_000);
    expect(engine.aborted).toEqual([2]);
    expect(server.job.state).toBe("cancelled");
  });

  test("other weights under the same name do not write into the run", async () => {
    const server = serverOf();
    const given = signals();
    server.fault = (call) => {
      if (call === "rows") given.drain.abort();
      return null;
    };
    await executeJob(server, [engineOf()], given);
    server.fault = () => null;
    expect(await executeJob(server, [engineOf({ facts: { revision: "r2" } })])).toBe("failed");
    expect(server.ends.at(-1)).toMatchObject({ retry: true, reason: /revision r1.*revision r2/u });
    expect(await executeJob(server, [engineOf()])).toBe("done");
    expect(server.rows()).toEqual(await whole());
  });
});
