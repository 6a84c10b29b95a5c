/** Hidden gold never leaves: every GET route is asked for everything, by everybody but runners and admins. */
import { createClient, uploadInParts } from "@plumbline/client";
import { emptyCounts } from "@plumbline/contract";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { ORIGIN, startApi, type TestApi } from "./testing/startApi.ts";

const GOLDS = ["9173501", "8264019", "zirconium-gate"];
let api: TestApi;
let owner: Awaited<ReturnType<TestApi["as"]>>;
let ids: Record<string, string[]>;

beforeAll(async () => {
  api = await startApi();
  owner = await api.as("owner", "submit", "read");
  const problems = GOLDS.map((gold, index) => ({
    key: `p${index}`,
    statement: `Secret ${index}?`,
    spec: { gold },
    cluster: `family-of-${gold}`,
  }));
  await owner.createBenchmark({ slug: "hidden", name: "Hidden", visibility: "hidden", problems });
  const run = await owner.createRun({ benchmark: "hidden", model: { name: "m" }, visibility: "public" });
  const rows = [
    { problem_id: "p0", response: `\\boxed{${GOLDS[0]}}` },
    { problem_id: "p1", response: "\\boxed{1}" },
    { problem_id: "p2", response: "\\boxed{2}" },
    { problem_id: "unknown", response: "\\boxed{3}" },
  ];
  await uploadInParts(owner, run.id, new Blob(rows.map((row) => `${JSON.stringify(row)}\n`)));
  await api.drain();
  const samples = await api.ports.store.listSamples(run.id, {}, { limit: 10 });
  const listed = await owner.listProblems("hidden");
  const job = await owner.createJob({ kind: "regrade", runId: run.id });
  ids = {
    slug: ["hidden"],
    runs: [run.id],
    problems: listed.items.map(({ id }) => id),
    samples: samples.items.map(({ sample }) => sample.id),
    jobs: [job.id],
  };
  expect(samples.items).toHaveLength(3);
});
afterAll(() => api.stop());

/** Every GET route of the API's own description, with every id that there is. */
async function allAddresses(): Promise<string[]> {
  const document = (await (await api.fetch("/api/v1/openapi.json")).json()) as {
    paths: Record<string, Record<string, unknown>>;
  };
  const templates = Object.keys(document.paths).filter((path) => document.paths[path]?.["get"] !== undefined);
  expect(templates.length).toBeGreaterThan(15);
  return templates.flatMap((template) => {
    const kind = template.split("/")[3] ?? "";
    const values = template.includes("{slug}") ? ids["slug"] : ids[kind];
    const paths = template.includes("{")
      ? (values ?? []).map((id) => template.replace(/\{\w+\}/, id))
      : [template];
    return paths.flatMap((path) => [path, `${path}?limit=200&scope=mine&benchmark=hidden&fence=1`]);
  });
}

test.each(["nobody", "the owner of run and benchmark", "a stranger"])(
  "%s finds no gold anywhere",
  async (who) => {
    const stranger = await api.as("stranger", "submit", "read");
    const secret = who === "nobody" ? null : who === "a stranger" ? stranger.secret : owner.secret;
    const addresses = await allAddresses();
    let answered = 0;
    for (const address of addresses) {
      const headers = secret === null ? {} : { authorization: `Bearer ${secret}` };
      const response = await api.fetch(address, { headers });
      const text = await response.text();
      expect(response.status, address).toBeLessThan(500);
      if (response.ok) answered += 1;
      for (const gold of GOLDS) expect(text, `${address} as ${who}`).not.toContain(gold);
      for (const telling of ["numerator", "certificate", 'specHash":"']) {
        if (address.includes("/samples")) expect(text, address).not.toContain(telling);
      }
    }
    expect(answered).toBeGreaterThan(10);
  },
);

test("errors and logs carry no gold", () => {
  for (const gold of GOLDS) expect(api.logs.join("\n")).not.toContain(gold);
});

test("aggregates are shown, samples are not, not even to the run's owner", async () => {
  const [runId = ""] = ids["runs"] ?? [];
  const results = await owner.results(runId);
  expect(results).toMatchObject({ score: 1 / 3, samples: 3, invalidLines: 1 });
  expect((await owner.listSamples(runId)).items).toEqual([]);
  await expect(owner.sample(ids["samples"]?.[0] ?? "")).rejects.toMatchObject({ status: 404 });
  const [first] = (await owner.listProblems("hidden")).items;
  const shown = {
    statement: "Secret 0?",
    spec: null,
    cluster: null,
    benchmark: { slug: "hidden", name: "Hidden" },
  };
  expect(first).toMatchObject(shown);
  expect(await owner.problem(first?.id ?? "")).toEqual(first);
  expect((await owner.leaderboard("hidden")).rows).toHaveLength(1);
});

test("a runner needs scope gold to lease a job on it", async () => {
  const plain = await api.as("runner", "runner");
  expect(await plain.leaseJob({ runner: "plain", kinds: ["regrade"] })).toBeNull();
  const trusted = await api.as("runner", "runner", "gold");
  const lease = await trusted.leaseJob({ runner: "trusted", kinds: ["regrade"] });
  const page = await trusted.jobSamples(lease?.jobId ?? "", lease?.fence ?? 0, null);
  expect(page.items.map(({ spec }) => spec?.gold)).toEqual(GOLDS);
  await expect(plain.jobSamples(lease?.jobId ?? "", lease?.fence ?? 0, null)).rejects.toMatchObject({
    status: 403,
  });
});

test("counts of a run are told at its end alone: while they grow they would tell single verdicts", async () => {
  const run = await owner.createRun({ benchmark: "hidden", model: { name: "padded" }, visibility: "public" });
  const filler = "x".repeat(5_000_000);
  const rows = [0, 1].map((at) => ({ problem_id: `p${at}`, response: "\\boxed{1}", meta: { filler } }));
  await uploadInParts(owner, run.id, new Blob(rows.map((row) => `${JSON.stringify(row)}\n`)));
  const { commitChunk } = api.ports.store;
  const seen: object[] = [];
  const commit = vi.spyOn(api.ports.store, "commitChunk").mockImplementation(async (chunk) => {
    const committed = await commitChunk(chunk);
    seen.push((await owner.run(run.id)).counts, (await owner.results(run.id)).counts);
    return committed;
  });
  await api.drain();
  commit.mockRestore();
  expect(seen).toHaveLength(4);
  expect(new Set(seen.map((counts) => JSON.stringify(counts)))).toEqual(
    new Set([JSON.stringify(emptyCounts())]),
  );
  expect(await owner.run(run.id)).toMatchObject({ state: "complete", counts: { incorrect: 2 } });
});

test("a guess in a benchmark of one's own is not confirmed by verdicts that are there already", async () => {
  const guesser = await api.as("guesser", "submit");
  const [gold = ""] = GOLDS;
  const statement = "Secret 0?";
  await guesser.createBenchmark({
    slug: "guess",
    name: "Guess",
    problems: [{ key: "p0", statement, spec: { gold } }],
  });
  api.time.now += 1_000;
  const run = await guesser.createRun({ benchmark: "guess", model: { name: "m" } });
  const row = JSON.stringify({ problem_id: "p0", response: `\\boxed{${gold}}` });
  await uploadInParts(guesser, run.id, new Blob([row]));
  await api.drain();
  const [sample] = (await guesser.listSamples(run.id)).items;
  const { verdicts } = await guesser.sample(sample?.id ?? "");
  expect(verdicts.map(({ createdAt }) => createdAt)).toEqual([api.time.now]);
  for (const who of [guesser, owner]) expect((await who.benchmark("hidden")).version.specHash).toBe("");
  expect((await guesser.benchmark("guess")).version.specHash).not.toBe("");
});

test("a job's checkpoint, which tells verdicts page by page, is for runners with scope gold", async () => {
  const [jobId = ""] = ids["jobs"] ?? [];
  const trusted = await api.as("owner", "runner", "gold");
  const { fence } = (await api.ports.store.job(jobId)) ?? { fence: 0 };
  await trusted.reportJob(jobId, {
    fence,
    grader: "checker@next/default",
    verdicts: [],
    checkpoint: { counts: { correct: 1 } },
    progress: { done: 1, total: 3 },
  });
  expect(await owner.job(jobId)).toMatchObject({ checkpoint: {}, progress: { done: 1 } });
  expect((await owner.listJobs()).items[0]).toMatchObject({ id: jobId, checkpoint: {} });
  expect((await trusted.job(jobId)).checkpoint).toEqual({ counts: { correct: 1 } });
});

test("hidden benchmarks have a quota, also for tokens without one", async () => {
  const eager = await api.as("eager", "submit");
  const submit = () => eager.createRun({ benchmark: "hidden", model: { name: "m" } });
  for (let count = 0; count < 10; count += 1) await submit();
  await expect(submit()).rejects.toMatchObject({ problem: { code: "quota_exhausted" } });
  const next = createClient({
    baseUrl: ORIGIN,
    token: eager.secret,
    fetch: (request) => api.fetch(request.url, request),
  });
  api.time.now += 86_400_000;
  await expect(next.createRun({ benchmark: "hidden", model: { name: "m" } })).resolves.toBeTruthy();
});
