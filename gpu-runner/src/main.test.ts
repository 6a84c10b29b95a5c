import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { type ServerType, serve } from "@hono/node-server";
import { afterEach, describe, expect, test } from "vitest";
import { createFakeServer, type FakeServer, makeProblems } from "./testing/fakeServer.ts";
import { makeModelFolder, type TestFolder } from "./testing/modelFolder.ts";

const PROGRAM = join(import.meta.dirname, "..", "bin", "plumbline-runner.mjs");

const SECONDS = 60_000;

let ends: (() => unknown)[] = [];
afterEach(async () => {
  await Promise.all(ends.map((end) => end()));
  ends = [];
});

/** A whole model folder of this test's own. */
async function openFolder(): Promise<TestFolder> {
  const folder = await makeModelFolder();
  ends.push(() => folder.dispose());
  return folder;
}

/** The fake server on a port of this machine. */
async function listen(server: Pick<FakeServer, "fetch">): Promise<string> {
  const listening: ServerType = serve({ fetch: server.fetch, port: 0, hostname: "127.0.0.1" });
  ends.push(() => listening.close());
  await once(listening, "listening");
  return `http://127.0.0.1:${(listening.address() as AddressInfo).port}`;
}

interface Running {
  readonly child: ChildProcess;
  /** The first log line with this message. */
  line(message: string): Promise<Record<string, unknown>>;
  /** Exit code, and what it wrote. */
  ended(): Promise<{ readonly code: number | null; readonly text: string }>;
}

function start(url: string, ...args: string[]): Running {
  const child = spawn(process.execPath, [PROGRAM, "--url", url, "--name", "test", ...args], {
    env: { PATH: process.env["PATH"], PLUMBLINE_TOKEN: "plumb_secret" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  ends.push(() => child.kill("SIGKILL"));
  let text = "";
  const exited = once(child, "exit");
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (data) => (text += String(data)));
  const find = (message: string) =>
    text
      .split("\n")
      .filter((line) => line.startsWith("{"))
      .map((line) => JSON.parse(line) as Record<string, unknown>)
      .find(({ msg }) => msg === message);
  return {
    child,
    async line(message) {
      await expect.poll(() => find(message), { timeout: SECONDS }).toBeDefined();
      return find(message) ?? {};
    },
    ended: async () => ({ code: ((await exited) as [number | null])[0], text }),
  };
}

const serverOf = () =>
  createFakeServer({
    kind: "sample",
    problems: makeProblems(4).map((one, at) => ({ ...one, statement: `(${at}+47)*16` })),
    pageSize: 10,
    payload: { model: "tiny", samples: 8, seed: 3, draw: { maxTokens: 8 } },
  });

describe("the runner as a program", { timeout: 2 * SECONDS }, () => {
  test("samples with a real model, shows its metrics and ends when told to; a second one draws the same", async () => {
    const [server, again] = [serverOf(), serverOf()];
    const { path } = await openFolder();
    const runner = start(
      await listen(server),
      "--model",
      `tiny=${path}`,
      "--provider",
      "cpu",
      "--metrics-port",
      "0",
    );
    await expect.poll(() => server.job.state, { timeout: SECONDS }).toBe("done");
    const { address, port } = await runner.line("serving /metrics and /healthz");
    expect(address).toBe("127.0.0.1");
    const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    expect(metrics).toMatch(/plumbline_tokens_generated_total\{model="tiny",skill="solve"\} [1-9]/u);
    expect(metrics).toContain('plumbline_jobs_total{kind="sample",end="done"} 1');
    expect(metrics).toMatch(/plumbline_batch_fill\{model="tiny"\} 0?\.?\d/u);
    runner.child.kill("SIGTERM");
    const { code, text } = await runner.ended();
    expect(code).toBe(0);
    expect(text).not.toContain("plumb_secret");

    start(await listen(again), "--model", `tiny=${path}`, "--provider", "cpu");
    await expect.poll(() => again.job.state, { timeout: SECONDS }).toBe("done");
    const texts = (from: FakeServer) => from.rows().map(({ response, seed }) => [seed, response]);
    expect(texts(again)).toEqual(texts(server));
    expect(new Set(server.rows().map(({ response }) => response)).size).toBeGreaterThan(8);
    expect(server.ends).toMatchObject([{ batchPlan: { requestsPerCall: 128, engine: { batch: 64 } } }]);
  });

  test("a model folder that lacks a file fails the job with the file's name, and the runner goes on", async () => {
    const folder = await openFolder();
    await folder.remove("tokenizer.json");
    const server = serverOf();
    const runner = start(await listen(server), "--model", `tiny=${folder.path}`, "--log-level", "error");
    await expect.poll(() => server.ends.length, { timeout: SECONDS }).toBeGreaterThan(0);
    expect(server.ends[0]?.["reason"]).toMatch(/\(model_file_missing\): .*tokenizer\.json/u);
    expect(runner.child.exitCode).toBe(null);
  });

  test.each([
    [["--model", "/nowhere"], 2, /there is no folder \/nowhere[\s\S]*--help/u],
    [["--help"], 0, /Usage: plumbline-runner[\s\S]*--metrics-port/u],
  ])("%j ends it with %i", async (args, code, words) => {
    const ended = await start("http://127.0.0.1:1", ...args).ended();
    expect(ended.code).toBe(code);
    expect(ended.text).toMatch(words);
  });

  test("a port that is taken ends it before its first job", async () => {
    const server = serverOf();
    const url = await listen(server);
    const { code, text } = await start(url, "--model", "none", "--metrics-port", new URL(url).port).ended();
    expect(code).toBe(3);
    expect(text).toContain("EADDRINUSE");
    expect(server.calls).toEqual([]);
  });
});
