import type { CreateJob, CreateRun, JobView, RunView } from "@plumbline/contract";
import { emptyCounts } from "@plumbline/contract";
import { describe, expect, test } from "vitest";
import { runPlumb } from "../testing/runPlumb.ts";

const HASH = "a".repeat(22);
const jobView = (id: string, kind: string, given: Partial<JobView> = {}): JobView =>
  ({
    id,
    kind,
    runId: "run-1",
    payload: {},
    model: "nano",
    needsGold: false,
    state: "queued",
    attempts: 0,
    maxAttempts: 5,
    leasedBy: null,
    leaseExpiresAt: null,
    cancelRequested: false,
    checkpoint: {},
    progress: { done: 0, total: null },
    result: null,
    failure: null,
    batchPlan: null,
    createdAt: 0,
    updatedAt: 0,
    finishedAt: null,
    position: 0,
    ...given,
  }) as JobView;
const runView = {
  id: "run-1",
  benchmarkVersionId: "v",
  modelId: "m",
  label: null,
  sampling: {},
  source: "runner",
  commit: null,
  branch: null,
  step: null,
  baselineRunId: null,
  visibility: "private",
  state: "complete",
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
  model: { id: "m", name: "nano", revision: "", organisation: null, releasedAt: null, createdAt: 0 },
  account: "me",
  percent: 100,
  mine: true,
} as unknown as RunView;
const results = {
  runId: "run-1",
  grader: "checker@1/default",
  epoch: 1,
  samples: 32,
  problems: { answered: 2, total: 2 },
  counts: { ...emptyCounts(), correct: 16, incorrect: 16 },
  score: 0.5,
  interval: { low: 0.1, high: 0.9 },
  bounds: { low: 0.5, high: 0.5 },
  metrics: [],
  invalidLines: 0,
};
const estimate = { value: 0.75, low: 0.5, high: 1 };
const selection = {
  runId: "run-1",
  verifier: "nano@r1/abc",
  reason: null,
  report: {
    problems: 2,
    samples: 16,
    votes: 8,
    seed: 0,
    passAtK: [
      { k: 1, ...estimate },
      { k: 16, ...estimate, value: 1 },
    ],
    rules: [
      { rule: "majority", alpha: null, penalty: null, votes: 0, ...estimate },
      { rule: "pessimistic", alpha: 0.1, penalty: "ln_over_n", votes: 4, ...estimate, value: 0.6 },
      { rule: "pessimistic", alpha: 0.1, penalty: "ln_over_n", votes: 8, ...estimate },
    ],
    differences: [],
    scaling: [],
    verifier: [],
    reliability: [],
    votesCast: 256,
    abstained: 3,
    tokens: { solving: 1, verifying: 2 },
  },
};

/** A server whose jobs pass through the given states, one at each look. */
function fakeServer(looks: readonly Partial<JobView>[]) {
  const runs: CreateRun[] = [];
  const jobs: CreateJob[] = [];
  let looked = 0;
  async function fetch(request: Request): Promise<Response> {
    const path = new URL(request.url).pathname.replace("/api/v1", "");
    if (request.method === "POST" && path === "/runs") {
      runs.push((await request.json()) as CreateRun);
      return Response.json(runView, { status: 201 });
    }
    if (request.method === "POST" && path === "/jobs") {
      const job = (await request.json()) as CreateJob;
      jobs.push(job);
      return Response.json(jobView("job-1", job.kind), { status: 201 });
    }
    if (path === "/runs/run-1/jobs")
      return Response.json({ items: [jobView("job-2", "verify"), jobView("job-1", "sample")], next: null });
    if (path === "/runs/run-1/results") return Response.json(results);
    if (path === "/runs/run-1/selection") return Response.json(selection);
    if (path === "/runs/run-1") return Response.json(runView);
    const look = looks[Math.min(looked, looks.length - 1)];
    looked += 1;
    const id = path.split("/").at(-1) ?? "";
    return Response.json(
      jobView(id, jobs[0]?.kind === "sample" && id === "job-2" ? "verify" : (jobs[0]?.kind ?? ""), look),
    );
  }
  return { fetch, runs, jobs };
}
const env = { PLUMBLINE_URL: "http://server", PLUMBLINE_TOKEN: "plumb_t" };
const work = { state: "leased", attempts: 1, progress: { done: 3, total: 10 } } as const;
const done = { state: "done", attempts: 1, progress: { done: 10, total: 10 }, result: {} } as const;

describe("plumb sample", () => {
  test("makes a run for a runner, queues the job and prints the run's page", async () => {
    const { fetch, runs, jobs } = fakeServer([]);
    const args =
      "sample b --model nano -n 16 --verify 8 --problems 5 --temperature 0.7 --seed 3 --max-tokens 99";
    const { exit, output } = await runPlumb([...args.split(" "), "--template", "Q: {problem}"], {
      env,
      fetch,
    });
    expect({ exit, output }).toEqual({ exit: 0, output: "http://server/runs/run-1\n" });
    expect(runs).toEqual([
      {
        benchmark: "b",
        model: { name: "nano" },
        source: "runner",
        visibility: "private",
        sampling: {
          temperature: 0.7,
          topP: 1,
          topK: 0,
          maxTokens: 99,
          seed: 3,
          promptTemplate: "Q: {problem}",
        },
      },
    ]);
    const draw = { temperature: 0.7, topK: 0, topP: 1, maxTokens: 99, stop: [] };
    expect(jobs).toMatchObject([
      {
        kind: "sample",
        runId: "run-1",
        payload: {
          model: "nano",
          samples: 16,
          problems: 5,
          draw,
          seed: 3,
          verify: { model: "nano", votes: 8, draw: { ...draw, maxTokens: 1_024 }, seed: 3 },
        },
      },
    ]);
  });

  test("--wait waits for sampling and verification, then prints score and rules", async () => {
    const { fetch } = fakeServer([{}, {}, work, done, work, done]);
    const args = "sample b --model nano --verify 8 --wait".split(" ");
    const { exit, output, notes } = await runPlumb(args, { env, fetch });
    expect(exit).toBe(0);
    expect(notes.match(/Waiting for a runner with the model nano/gu)).toHaveLength(1);
    expect(output).toMatch(/nano +│ +32 │ +2 of 2 │ +50\.0 %/u);
    expect(output, "a rule stands once, with all the votes").not.toContain("60.0 %");
    expect(output).toContain("N = 16 samples of each, M = 8 votes on each by nano@r1/abc");
    expect(output).toMatch(/pessimistic \(alpha 0\.1\) +│ +75\.0 %[\s\S]*pass@16 \(ceiling\) +│ +100\.0 %/u);
  });

  test.each([
    ["failed", "the model file is missing"],
    ["dead", "The model's server cannot be reached (unreachable)"],
    ["cancelled", null],
  ] as const)("a job that is %s ends the waiting with its reason", async (state, failure) => {
    const { fetch } = fakeServer([work, { ...done, state, failure }]);
    const { exit, notes } = await runPlumb(["sample", "b", "--model", "nano", "--wait"], { env, fetch });
    expect(exit).toBe(3);
    expect(notes).toContain(`job_${state}`);
    expect(notes).toContain(failure ?? "no reason given");
    expect(notes).toContain("http://server/runs/run-1");
  });

  test.each([
    [["sample", "b"], "--model"],
    [["sample", "b", "--model", "m", "-n", "0"], "whole number from 1 to 1024"],
    [["sample", "b", "--model", "m", "--temperature", "hot"], "number from 0 to 2"],
    [["verify", "run-1", "--model", "m", "-m", "1.5"], "whole number from 1 to 256"],
  ])("%j is a mistake in the command line", async (args, words) => {
    const { exit, notes } = await runPlumb(args, { env });
    expect(exit).toBe(2);
    expect(notes).toContain(words);
  });
});

describe("jobs on a run that is there", () => {
  test.each([
    [
      "verify http://server/runs/run-1 --model nano -m 4 --temperature 0",
      "verify",
      { model: "nano", votes: 4, draw: { temperature: 0 }, seed: 0 },
    ],
    [
      "audit run-1 --model nano -m 4 --tau 0.3",
      "audit",
      { model: "nano", votes: 4, tau: 0.3, draw: {}, seed: 0 },
    ],
    [
      "locate run-1 --model nano --rollouts 16 --seed 2",
      "locate",
      { model: "nano", rollouts: 16, maxSamples: 200, draw: {}, seed: 2 },
    ],
  ])("%s", async (command, kind, payload) => {
    const { fetch, jobs } = fakeServer([]);
    const { exit, output } = await runPlumb(command.split(" "), { env, fetch });
    expect({ exit, output }).toEqual({ exit: 0, output: "http://server/runs/run-1\n" });
    expect(jobs).toEqual([{ kind, runId: "run-1", payload }]);
  });

  test("a finished audit prints the flagged share of each source", async () => {
    const counts = { judged: 4, unjudged: 0, flagged: 1, share: 0.25, interval: { low: 0.05, high: 0.7 } };
    const result = { ...counts, sources: [{ source: "book", ...counts }] };
    const { fetch } = fakeServer([{ ...done, result }]);
    const { output } = await runPlumb(["audit", "run-1", "--model", "nano", "--wait"], { env, fetch });
    expect(output).toMatch(/book +│ +4 │ +1 │ +25\.0 % │ +5\.0 – 70\.0 %/u);
  });

  test("a finished verification prints what it is worth; --json prints the job", async () => {
    const args = ["verify", "run-1", "--model", "nano", "--wait"];
    const { output } = await runPlumb(args, { env, fetch: fakeServer([done]).fetch });
    expect(output).toContain("answer chosen by");
    const json = await runPlumb([...args, "--json"], { env, fetch: fakeServer([done]).fetch });
    expect(JSON.parse(json.output)).toMatchObject({
      job: { state: "done" },
      url: "http://server/runs/run-1",
    });
  });
});
