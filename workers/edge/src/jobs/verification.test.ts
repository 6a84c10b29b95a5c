/** Votes and judgements on a run's samples, and what they are worth. */
import { uploadInParts } from "@plumbline/client";
import type { JobSample, JobVotes, Lease } from "@plumbline/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startApi, type TestApi } from "../testing/startApi.ts";

type TestClient = Awaited<ReturnType<TestApi["as"]>>;
let api: TestApi;
let lab: TestClient;
let runner: TestClient;
let runId: string;
let otherRunId: string;
const PROBLEMS = 6;
/** Two of four answers of each problem are right, the wrong ones are the same but for their notation. */
const ANSWERS = ["GOLD", "1/2", "GOLD", "0.50"];

beforeAll(async () => {
  api = await startApi();
  lab = await api.as("lab", "submit");
  runner = await api.as("runners", "runner");
  const problems = Array.from({ length: PROBLEMS }, (_, at) => ({
    key: `p${at}`,
    statement: `${at} + 10 = ?`,
    spec: { gold: String(at + 10) },
    cluster: `c${at}`,
  }));
  await lab.createBenchmark({ slug: "sums", name: "Sums", problems });
  const rows = problems.flatMap(({ key, spec }) =>
    ANSWERS.map((answer) => ({
      problem_id: key,
      response: `\\boxed{${answer === "GOLD" ? spec.gold : answer}}`,
      tokens_out: 10,
    })),
  );
  const upload = async () => {
    const run = await lab.createRun({
      benchmark: "sums",
      model: { name: `m${api.time.now++}` },
      visibility: "public",
    });
    await uploadInParts(lab, run.id, new Blob(rows.map((row) => `${JSON.stringify(row)}\n`)));
    await api.drain();
    return run.id;
  };
  [runId, otherRunId] = [await upload(), await upload()];
});
afterAll(() => api.stop());

async function leaseOf(kind: "verify" | "locate" | "audit" | "regrade", payload = {}): Promise<Lease> {
  api.time.now += 1;
  await lab.createJob({ kind, runId, payload });
  const found = await runner.leaseJob({ runner: "r", kinds: [kind], models: ["nano"] });
  if (found === null) throw new Error("no lease");
  return found;
}
const PROMPT = "AAAAAAAAAAAAAAAAAAAAAA";
const votes = (fence: number, cast: readonly Omit<JobVotes["votes"][number], "promptHash">[]): JobVotes => ({
  fence,
  verifier: "nano/heimdall",
  votes: cast.map((vote) => ({ ...vote, promptHash: PROMPT })),
  checkpoint: { done: cast.length },
  progress: { done: cast.length, total: 48 },
});
const vote = (sampleId: string, index: number, verdict: "right" | "wrong" | "unparseable" = "right") => ({
  sampleId,
  index,
  verdict,
  tokens: 20,
  seed: 7,
});
const isRight = ({ index }: Pick<JobSample, "index">) => index % 2 === 0;

test("before anything is verified, the report has samples and no votes", async () => {
  const selection = await lab.selection(runId);
  expect(selection).toMatchObject({
    verifier: null,
    reason: null,
    report: { problems: PROBLEMS, samples: 4, votes: 0 },
  });
  expect(selection.report?.passAtK.map(({ k, value }) => [k, value])).toEqual([
    [1, 0.5],
    [2, expect.closeTo(5 / 6)],
    [4, 1],
  ]);
});

test("a verifier is told nothing of what is right", async () => {
  const { jobId, fence } = await leaseOf("verify", { model: "nano", votes: 2 });
  const { items, total } = await runner.jobSamples(jobId, fence, null);
  expect(total).toBe(PROBLEMS * ANSWERS.length);
  expect(items[1]).toMatchObject({
    problemKey: "p0",
    statement: "0 + 10 = ?",
    index: 1,
    source: "c0",
    response: "\\boxed{1/2}",
    spec: null,
    outcome: null,
  });
  await runner.failJob(jobId, { fence, reason: "enough", retry: false });
});

test("votes are kept as they were cast first, shown with their sample, and turned into a report", async () => {
  const { jobId, fence } = await leaseOf("verify", { model: "nano", votes: 2 });
  const { items } = await runner.jobSamples(jobId, fence, null);
  const cast = items.flatMap((sample) => [
    vote(sample.sampleId, 0, isRight(sample) ? "right" : "wrong"),
    vote(sample.sampleId, 1, sample.index === 0 ? "unparseable" : isRight(sample) ? "right" : "wrong"),
  ]);
  await runner.reportVotes(jobId, votes(fence, cast.slice(0, 10)));
  await runner.reportVotes(jobId, votes(fence, cast));
  await runner.reportVotes(
    jobId,
    votes(
      fence,
      cast.map((each) => ({ ...each, verdict: "right" as const })),
    ),
  );
  expect((await runner.heartbeat(jobId, fence)).cancel).toBe(false);
  expect(await lab.job(jobId)).toMatchObject({ progress: { done: 48, total: 48 }, checkpoint: { done: 48 } });
  await runner.completeJob(jobId, { fence, result: { votes: 48 } });

  const [first] = (await lab.listSamples(runId)).items;
  const shown = await lab.sample(first?.id ?? "");
  expect(shown.votes).toEqual(
    [0, 1].map((index) => ({
      verifier: "nano/heimdall",
      index,
      verdict: index === 0 ? "right" : "unparseable",
      tokens: 20,
      seed: 7,
      promptHash: PROMPT,
      createdAt: api.time.now,
    })),
  );

  const visitor = await (await api.fetch(`/api/v1/runs/${runId}/selection`)).json();
  const { report, verifier } = await lab.selection(runId);
  expect(visitor).toMatchObject({ verifier: "nano/heimdall", report });
  expect(verifier).toBe("nano/heimdall");
  expect(report).toMatchObject({
    problems: PROBLEMS,
    samples: 4,
    votes: 2,
    votesCast: 48,
    abstained: PROBLEMS,
    tokens: { solving: 240, verifying: 960 },
  });
  const accuracy = (rule: string) =>
    report?.rules.filter((each) => each.rule === rule).map(({ value }) => value);
  // 1/2 and 0.50 are one answer, so that two wrong stand against two right.
  expect(accuracy("majority")).toEqual([0.5]);
  for (const value of accuracy("best_of_n") ?? []) expect(value).toBe(1);
  expect(report?.verifier.at(-1)).toMatchObject({ votes: 2, value: 1 });
});

test("the seed moves nothing but the ends of intervals; a verifier without votes is not found", async () => {
  const [one, two] = await Promise.all([1, 2].map((seed) => lab.selection(runId, { seed })));
  const values = ({ report }: NonNullable<typeof one>) => report?.rules.map(({ value }) => value);
  expect(one && values(one)).toEqual(two && values(two));
  expect(await lab.selection(runId, { verifier: "nano/heimdall" })).toEqual(await lab.selection(runId));
  await expect(lab.selection(runId, { verifier: "x" })).rejects.toMatchObject({ status: 404 });
  const response = await api.fetch(`/api/v1/runs/${runId}/selection`);
  expect(response.headers.get("cache-control")).toBe("private, no-store");
});

test("nothing is written about samples and outputs of another run", async () => {
  const [foreign] = (await lab.listSamples(otherRunId)).items;
  const sampleId = foreign?.id ?? "";
  const invalid = { status: 400, problem: { code: "invalid_request" } };
  const verify = await leaseOf("verify", { model: "nano" });
  const cast = votes(verify.fence, [vote(sampleId, 0)]);
  await expect(runner.reportVotes(verify.jobId, cast)).rejects.toMatchObject(invalid);
  expect((await lab.sample(sampleId)).votes).toEqual([]);
  await runner.failJob(verify.jobId, { fence: verify.fence, reason: "enough", retry: false });
  const regrade = await leaseOf("regrade");
  const grade = {
    outcome: "correct" as const,
    score: 1,
    extracted: null,
    relation: null,
    by: "x",
    reason: "x",
    evidence: {},
    fuel: 0,
  };
  const verdicts = [{ ...grade, outputHash: "B".repeat(22), specHash: "B".repeat(22) }];
  const report = {
    fence: regrade.fence,
    grader: "g",
    verdicts,
    checkpoint: {},
    progress: { done: 0, total: 1 },
  };
  await expect(runner.reportJob(regrade.jobId, report)).rejects.toMatchObject(invalid);
  await runner.failJob(regrade.jobId, { fence: regrade.fence, reason: "enough", retry: false });
});

test("locate is told what is right, and its judgements are kept once", async () => {
  const { jobId, fence } = await leaseOf("locate", { model: "nano" });
  const { items } = await runner.jobSamples(jobId, fence, null);
  const wrong = items.find(({ outcome }) => outcome === "incorrect");
  expect(wrong).toMatchObject({ spec: { gold: "10" }, response: "\\boxed{1/2}" });
  const step = { fence, checkpoint: {}, progress: { done: 1, total: 1 } };
  const judgement = { step: 1, label: "first_error", score: 0, cost: null, evidence: { probes: 2 } };
  const judgements = [{ ...judgement, sampleId: wrong?.sampleId ?? "" }];
  await runner.reportJudgements(jobId, { ...step, judge: "omega", judgements });
  await runner.reportJudgements(jobId, { ...step, judge: "omega", judgements });
  await runner.completeJob(jobId, { fence, result: {} });
  expect((await lab.sample(wrong?.sampleId ?? "")).judgements).toEqual([
    { ...judgement, judge: "omega", createdAt: api.time.now },
  ]);
});

test("everybody who sees a run sees its jobs, without their checkpoints", async () => {
  const jobs = (await lab.runJobs(runId)).items;
  expect(jobs.map(({ kind }) => kind)).toEqual(["locate", "regrade", "verify", "verify", "verify"]);
  expect(jobs[3]).toMatchObject({ state: "done", checkpoint: { done: 48 } });
  const stranger = await api.as("stranger", "read");
  const seen = (await stranger.runJobs(runId)).items;
  expect(seen.map(({ id }) => id)).toEqual(jobs.map(({ id }) => id));
  expect(seen.every(({ checkpoint }) => Object.keys(checkpoint).length === 0)).toBe(true);
  await lab.changeRun(runId, { visibility: "private" });
  await expect(stranger.runJobs(runId)).rejects.toMatchObject({ status: 404 });
  await expect(stranger.selection(runId)).rejects.toMatchObject({ status: 404 });
});
