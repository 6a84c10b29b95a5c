import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { emptyCounts, type ProblemCode, type RunView } from "@plumbline/contract";
import { afterAll, describe, expect, test } from "vitest";
import { runPlumb } from "../testing/runPlumb.ts";

const folder = mkdtempSync(join(tmpdir(), "plumb-test-"));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string, content: string | Uint8Array): string => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};
const lines = (...rows: object[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join("");
const HASH = "a".repeat(22);

function runView(id: string, model: string, percent: number): RunView {
  const named = { id: "m", name: model, revision: "", organisation: null, releasedAt: null, createdAt: 0 };
  return {
    id,
    benchmarkVersionId: "v",
    modelId: "m",
    label: null,
    sampling: {},
    samplingHash: HASH,
    source: "cli",
    commit: null,
    branch: null,
    step: null,
    baselineRunId: null,
    visibility: "private",
    state: percent < 100 ? "grading" : "complete",
    failure: null,
    rowModel: null,
    objectBytes: 1,
    contentHash: HASH,
    gradedBytes: 0,
    gradedLines: 0,
    epoch: 1,
    counts: { ...emptyCounts(), correct: 1 },
    invalidLines: 0,
    activeGrader: "checker@1/default",
    createdAt: 0,
    progressAt: 0,
    finishedAt: null,
    benchmark: { slug: "b", name: "B", version: 1, visibility: "public", problemCount: 2 },
    model: named,
    account: "me",
    percent,
    mine: true,
  } as RunView;
}

/** A server that grades in two polls; `uploads` is what it was sent, by model. */
function fakeServer(
  refuse: { readonly path: RegExp; readonly status: number; readonly code: ProblemCode } | null = null,
) {
  const uploads = new Map<string, string>();
  const runs: string[] = [];
  const tokens = new Set<string | null>();
  let polls = 0;
  async function fetch(request: Request): Promise<Response> {
    const { pathname, origin } = new URL(request.url);
    tokens.add(`${origin} ${request.headers.get("authorization")}`);
    const path = pathname.replace("/api/v1", "");
    if (refuse?.path.test(path) === true) {
      const { status, code } = refuse;
      return Response.json(
        { type: "t", title: "t", status, code, detail: `refused: ${code}.`, fix: "Do this." },
        { status },
      );
    }
    if (path.startsWith("/benchmarks/")) return Response.json(benchmark);
    if (path === "/runs") {
      const { model } = (await request.json()) as { model: { name: string } };
      runs.push(model.name);
      return Response.json(runView(`run-${runs.length}`, model.name, 0), { status: 201 });
    }
    const at = Number(path.split("/")[2]?.split("-")[1]) - 1;
    const model = runs[at] ?? "";
    if (path.endsWith("/upload")) {
      uploads.set(model, await request.text());
      return Response.json({ run: runView(`run-${at + 1}`, model, 0), replayed: false });
    }
    if (path.endsWith("/results")) return Response.json({ ...results, runId: `run-${at + 1}` });
    polls += 1;
    return Response.json(runView(`run-${at + 1}`, model, polls % 2 === 0 ? 100 : 40));
  }
  return { fetch, uploads, runs, tokens };
}
const results = {
  runId: "run-1",
  grader: "checker@1/default",
  epoch: 1,
  samples: 2,
  problems: { answered: 2, total: 2 },
  counts: { ...emptyCounts(), correct: 1, incorrect: 1 },
  score: 0.5,
  interval: { low: 0.1, high: 0.9 },
  bounds: { low: 0.5, high: 0.5 },
  metrics: [],
  invalidLines: 0,
};
const version = {
  id: "v",
  benchmarkId: "b",
  version: 1,
  plan: { graders: ["checker"], policy: "default" },
  specHash: HASH,
  problemCount: 2,
  state: "sealed",
  createdAt: 0,
};
const benchmark = {
  id: "b",
  slug: "b",
  name: "B",
  description: "",
  visibility: "public",
  createdAt: 0,
  version,
  runs: 0,
};
const one = lines(
  { problem_id: "p", response: "4", model: "m" },
  { problem_id: "q", response: "5", model: "m" },
);
const env = { PLUMBLINE_URL: "http://server", PLUMBLINE_TOKEN: "plumb_t" };

describe("plumb submit", () => {
  test("sends a file of one model byte for byte, waits, prints score and address", async () => {
    const server = fakeServer();
    const path = file("one.jsonl", one);
    const { exit, output, notes } = await runPlumb(["submit", path, "-b", "b"], { env, fetch: server.fetch });
    expect({ exit, notes }).toEqual({ exit: 0, notes: "" });
    expect(server.uploads).toEqual(new Map([["m", one]]));
    expect(output).toMatch(/m +│ +2 │ +2 of 2 │ +50\.0 % │ +10\.0 – 90\.0 % │ +complete/);
    expect(output).toContain("m: http://server/runs/run-1");
  });

  test("makes one run for each model, each with its own rows", async () => {
    const server = fakeServer();
    const path = file(
      "two.jsonl",
      lines({ problem_id: "p", response: "4", model: "a" }, { problem_id: "p", response: "5", model: "b" }),
    );
    const { exit, output } = await runPlumb(["submit", path, "-b", "b", "--json"], {
      env,
      fetch: server.fetch,
    });
    expect(exit).toBe(0);
    expect(server.uploads).toEqual(
      new Map([
        ["a", lines({ problem_id: "p", response: "4", model: "a" })],
        ["b", lines({ problem_id: "p", response: "5", model: "b" })],
      ]),
    );
    expect(JSON.parse(output)).toMatchObject({
      runs: [{ run: { id: "run-1" }, results: { score: 0.5 } }, { url: "http://server/runs/run-2" }],
    });
  });

  test("--model selects one of several, and names rows that have none", async () => {
    const several = fakeServer();
    const two = file(
      "two.jsonl",
      lines({ problem_id: "p", response: "4", model: "a" }, { problem_id: "p", response: "5", model: "b" }),
    );
    await runPlumb(["submit", two, "-b", "b", "-m", "b"], { env, fetch: several.fetch });
    expect([...several.uploads.keys()]).toEqual(["b"]);
    const none = fakeServer();
    const path = file("none.jsonl", lines({ problem_id: "p", response: "4" }));
    await runPlumb(["submit", path, "-b", "b", "-m", "mine"], { env, fetch: none.fetch });
    expect([...none.uploads.keys()]).toEqual(["mine"]);
  });

  test("unpacks what is packed, and settles `answer` before the server sees it", async () => {
    const packed = fakeServer();
    await runPlumb(["submit", file("one.jsonl.gz", gzipSync(one)), "-b", "b"], { env, fetch: packed.fetch });
    expect(packed.uploads.get("m")).toBe(one);
    const settled = fakeServer();
    const path = file("answer.jsonl", lines({ id: "p", answer: "4" }));
    await runPlumb(["submit", path, "-b", "b", "-m", "m", "--answer-is", "response"], {
      env,
      fetch: settled.fetch,
    });
    expect(settled.uploads.get("m")).toBe(lines({ problem_id: "p", response: "4" }));
  });

  test("says which lines are no sample before it sends anything", async () => {
    const server = fakeServer();
    const path = file("bad.jsonl", `${one}oops\n`);
    const { exit, notes } = await runPlumb(["submit", path, "-b", "b", "--no-wait"], {
      env,
      fetch: server.fetch,
    });
    expect({ exit, notes }).toEqual({ exit: 0, notes: "line 3: not_json: no JSON value starts here\n" });
  });

  test.each([
    [1, { low: 0.25, high: 0.75 }, /25\.0 \.\. 75\.0 %.* {2}1 line is no sample of this run/s],
    [2, { low: 0.5, high: 0.5 }, /^(?!.*ungradable).* {2}2 lines are no sample of this run/s],
  ])(
    "prints %i lines that are no sample, and bounds where they say something",
    async (invalidLines, bounds, shown) => {
      const server = fakeServer();
      const { output } = await runPlumb(["submit", file("one.jsonl", one), "-b", "b"], {
        env,
        fetch: async (request) => {
          const reply = await server.fetch(request);
          if (request.method !== "GET" || !/run-1/.test(request.url)) return reply;
          const more = request.url.endsWith("/results") ? { bounds } : { invalidLines };
          return Response.json({ ...((await reply.json()) as object), ...more });
        },
      });
      expect(output).toMatch(shown);
    },
  );

  test("leaves nothing behind in the temporary folder", async () => {
    const scratch = () =>
      readdirSync(tmpdir()).filter((name) => name.startsWith("plumb-") && !name.startsWith("plumb-test-"));
    const before = scratch();
    const path = file(
      "two.jsonl",
      lines({ problem_id: "p", response: "4", model: "a" }, { problem_id: "p", response: "5", model: "b" }),
    );
    await runPlumb(["submit", path, "-b", "b"], {
      env,
      fetch: fakeServer({ path: /upload/, status: 500, code: "internal" }).fetch,
    });
    expect(scratch()).toEqual(before);
  });

  test("Ctrl-C while waiting says where the run goes on", async () => {
    const server = fakeServer();
    let interrupt = () => {};
    const { exit, notes } = await runPlumb(["submit", file("one.jsonl", one), "-b", "b"], {
      env,
      fetch: (request) => {
        if (request.method === "GET" && /run-1$/.test(request.url)) interrupt();
        return server.fetch(request);
      },
      sleep: () => new Promise(() => {}),
      onInterrupt: (listener) => {
        interrupt = listener;
        return () => {};
      },
    });
    expect({ exit, notes }).toEqual({
      exit: 130,
      notes: expect.stringMatching(/goes on at the server.*\n.*runs\/run-1/),
    });
  });
});

describe("what stops a submission is named", () => {
  const path = () => file("one.jsonl", one);
  test.each([
    ["no server and no token", {}, ["-b", "b"], null, 2, "server_missing"],
    ["no token", { PLUMBLINE_URL: "http://server" }, ["-b", "b"], null, 2, "token_missing"],
    ["no server", env, ["-b", "b"], "unreachable", 3, "server_unreachable"],
    [
      "an unknown benchmark",
      env,
      ["-b", "x"],
      { path: /benchmarks/, status: 404, code: "not_found" },
      2,
      "not_found",
    ],
    [
      "a token that ended",
      env,
      ["-b", "b"],
      { path: /runs/, status: 401, code: "token_expired" },
      2,
      "token_expired",
    ],
    [
      "a quota that is used up",
      env,
      ["-b", "b"],
      { path: /runs/, status: 429, code: "quota_exhausted" },
      2,
      "quota_exhausted",
    ],
    [
      "a server that fails",
      env,
      ["-b", "b"],
      { path: /upload/, status: 500, code: "internal" },
      3,
      "internal",
    ],
    [
      "a model that is not in a file of several",
      env,
      ["-b", "b", "-m", "z"],
      "two models",
      2,
      "model_unknown",
    ],
    ["no benchmark", env, [], null, 2, "required option"],
  ] as const)("%s", async (_, variables, args, fault, exit, code) => {
    const input =
      fault === "two models"
        ? file("ab.jsonl", lines({ response: "", model: "a" }, { response: "", model: "b" }))
        : path();
    const server = fakeServer(typeof fault === "string" ? null : fault);
    const given = { env: variables, ...(fault === "unreachable" ? {} : { fetch: server.fetch }) };
    const ended = await runPlumb(["submit", input, ...args], given);
    expect(ended).toMatchObject({ exit, notes: expect.stringContaining(code) });
  });
});

describe("server and token", () => {
  test("come from the file that npm start wrote, looked for upwards; its token goes to its server only", async () => {
    const deep = join(folder, "repository", "sub", "folder");
    mkdirSync(deep, { recursive: true });
    mkdirSync(join(folder, "repository", ".wrangler"));
    const stored = { url: "http://local:1", token: "plumb_local", runnerToken: "plumb_runner" };
    writeFileSync(join(folder, "repository", ".wrangler", "plumbline.json"), JSON.stringify(stored));
    const server = fakeServer();
    const path = file("one.jsonl", one);
    await runPlumb(["submit", path, "-b", "b"], { workingFolder: deep, fetch: server.fetch });
    expect([...server.tokens]).toEqual(["http://local:1 Bearer plumb_local"]);
    const other = await runPlumb(["submit", path, "-b", "b", "--server", "http://other"], {
      workingFolder: deep,
    });
    expect(other).toMatchObject({ exit: 2, notes: expect.stringContaining("token_missing") });
  });
});
