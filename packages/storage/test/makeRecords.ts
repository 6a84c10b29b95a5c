/** Records with everything stated that a test does not care about. Ids are fresh, so that tests share a database. */
import {
  type Benchmark,
  type BenchmarkVersion,
  emptyCounts,
  type Job,
  type Outcome,
  type OutcomeCounts,
  type Problem,
  type Run,
  type Sample,
  type Token,
  type Verdict,
} from "@plumbline/contract";
import { newId, newIds } from "../src/newId.ts";
import type { GradedChunk, Store } from "../src/store.ts";
import { randomBytes } from "./openedStore.ts";

let clock = 1_780_000_000_000;
/** Every id of a test run is younger than the one before. */
export const freshId = (): string => newId(clock++, randomBytes);
export const hashOf = (text: string): string => text.padEnd(22, "_").slice(0, 22);
export const GRADER = "checker@1/default";

export function makeToken(accountId: string, change: Partial<Token> = {}): Token {
  return {
    id: freshId(),
    accountId,
    label: "laptop",
    prefix: "plumb_abc",
    hash: freshId().replaceAll("-", "").padEnd(64, "0"),
    scopes: ["read", "submit"],
    dailySubmissions: null,
    createdAt: 1,
    expiresAt: null,
    revokedAt: null,
    ...change,
  };
}

export function makeBenchmark(accountId: string, change: Partial<Benchmark> = {}): Benchmark {
  const id = freshId();
  const slug = `bench-${id}`;
  return {
    id,
    slug,
    name: slug,
    description: "",
    visibility: "public",
    accountId,
    createdAt: 1,
    ...change,
  };
}

export function makeVersion(benchmarkId: string, change: Partial<BenchmarkVersion> = {}): BenchmarkVersion {
  return {
    id: freshId(),
    benchmarkId,
    version: 1,
    plan: { graders: ["checker"], policy: "default" },
    specHash: "",
    problemCount: 0,
    state: "draft",
    createdAt: 1,
    ...change,
  };
}

export function makeProblems(versionId: string, count: number): Problem[] {
  return newIds(count, clock++, randomBytes).map((id, place) => ({
    id,
    benchmarkVersionId: versionId,
    key: `p${place}`,
    statement: `What is ${place} + 1?`,
    statementHash: hashOf(`statement-${place}`),
    spec: { gold: String(place + 1), type: "auto" },
    specHash: hashOf(`spec-${place}`),
    cluster: place % 2 === 0 ? "even" : null,
    tags: ["sums"],
    state: "live",
  }));
}

/** An account, a sealed benchmark of `count` problems, and a model. */
export async function seed(store: Store, count: number) {
  const account = await store.findOrCreateAccount(`account-${freshId()}`, 1);
  const benchmark = await store.createBenchmark(makeBenchmark(account.id));
  const version = makeVersion(benchmark.id);
  await store.insertVersion(version);
  const problems = makeProblems(version.id, count);
  await store.insertProblems(problems);
  await store.sealVersion(version.id, hashOf("specs"), count);
  const model = await store.findOrCreateModel({
    id: freshId(),
    name: `model-${freshId()}`,
    revision: "",
    organisation: null,
    releasedAt: null,
    createdAt: 1,
  });
  return { account, benchmark, version, problems, model };
}
export type Seeded = Awaited<ReturnType<typeof seed>>;

export function makeRun({ account, version, model }: Seeded, change: Partial<Run> = {}): Run {
  return {
    id: freshId(),
    benchmarkVersionId: version.id,
    modelId: model.id,
    accountId: account.id,
    tokenId: null,
    label: null,
    sampling: { temperature: 0.7 },
    samplingHash: hashOf("sampling"),
    source: "cli",
    commit: null,
    branch: null,
    step: null,
    baselineRunId: null,
    visibility: "public",
    state: "grading",
    failure: null,
    rowModel: null,
    objectKey: "object",
    objectBytes: 1_000,
    contentHash: hashOf(freshId()),
    gradedBytes: 0,
    gradedLines: 0,
    epoch: 0,
    counts: emptyCounts(),
    invalidLines: 0,
    activeGrader: GRADER,
    createdAt: 1,
    progressAt: 1,
    finishedAt: null,
    ...change,
  };
}

export async function startRun(store: Store, seeded: Seeded, change: Partial<Run> = {}): Promise<Run> {
  const run = makeRun(seeded, change);
  await store.insertRun(run);
  return run;
}

export function makeSample(runId: string, problem: Problem, place: number, index = 0): Sample {
  return {
    id: `${runId}:${place * 100}:0`,
    runId,
    problemId: problem.id,
    index,
    promptHash: null,
    outputHash: hashOf(`${runId.slice(-9)}-${place}`),
    specHash: problem.specHash,
    objectKey: null,
    byteStart: place * 100,
    byteEnd: place * 100 + 99,
    item: 0,
    line: place + 1,
    thinking: null,
    seed: 2 ** 40,
    tokensIn: 10,
    tokensOut: place,
    logProbability: -0.5,
    latencyMs: null,
    cost: 0.25,
    finish: "stop",
  };
}

export function makeVerdict(sample: Sample, outcome: Outcome, change: Partial<Verdict> = {}): Verdict {
  return {
    outputHash: sample.outputHash,
    specHash: sample.specHash,
    grader: GRADER,
    outcome,
    score: outcome === "correct" ? 1 : 0,
    extracted: { text: "42", rule: "boxed", start: 3, end: 5 },
    relation: "equal",
    by: "exact",
    reason: "Both are 42.",
    evidence: { lhs: "42" },
    fuel: 7,
    createdAt: 5,
    ...change,
  };
}

export function countOf(outcomes: readonly Outcome[]): OutcomeCounts {
  const counts = emptyCounts();
  for (const outcome of outcomes) counts[outcome] += 1;
  return counts;
}

/** A chunk with one sample per outcome, at the places from `from` on, round and round the problems. */
export function makeChunk(
  run: Pick<Run, "id">,
  problems: readonly Problem[],
  outcomes: readonly Outcome[],
  { fromEpoch = 0, from = 0 } = {},
): GradedChunk {
  const graded = outcomes.map((outcome, offset) => {
    const place = from + offset;
    const problem = problems[place % problems.length];
    if (problem === undefined) throw new Error("a chunk needs problems");
    const sample = makeSample(run.id, problem, place, Math.floor(place / problems.length));
    return { sample, verdict: makeVerdict(sample, outcome) };
  });
  return {
    runId: run.id,
    fromEpoch,
    samples: graded.map(({ sample }) => sample),
    verdicts: graded.map(({ verdict }) => verdict),
    invalidLines: [{ line: 900 + fromEpoch, code: "not_json", reason: "Unexpected end.", column: 3 }],
    invalidCount: 1,
    counts: countOf(outcomes),
    gradedBytes: (from + outcomes.length) * 100,
    gradedLines: from + outcomes.length + 1,
    at: 50 + fromEpoch,
  };
}

export function makeJob(accountId: string, change: Partial<Job> = {}): Job {
  return {
    id: freshId(),
    kind: "regrade",
    runId: null,
    accountId,
    payload: { grader: "checker@2/default" },
    model: null,
    needsGold: false,
    state: "queued",
    attempts: 0,
    maxAttempts: 2,
    fence: 0,
    leasedBy: null,
    leaseExpiresAt: null,
    cancelRequested: false,
    checkpoint: {},
    progress: { done: 0, total: null },
    result: null,
    failure: null,
    batchPlan: null,
    createdAt: clock,
    updatedAt: 1,
    finishedAt: null,
    ...change,
  };
}
