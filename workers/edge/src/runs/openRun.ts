import type { BenchmarkVersion, createRunSchema, Run } from "@plumbline/contract";
import { emptyCounts } from "@plumbline/contract";
import { toGrader } from "@plumbline/grading";
import type { z } from "zod";
import { findBenchmark, findRun } from "../access.ts";
import { refuse } from "../api/refusal.ts";
import type { SignedInCaller } from "../auth/caller.ts";
import { canonicalJson } from "../benchmarks/canonicalJson.ts";
import { makeId } from "../makeId.ts";
import type { Ports } from "../ports.ts";
import { refundSubmission, takeSubmission, toCountedToken } from "./quota.ts";

type WantedRun = z.output<typeof createRunSchema>;

/** Makes a run that waits for its upload, and counts it against the caller's quota. Returns its id. */
export async function openRun(ports: Ports, caller: SignedInCaller, wanted: WantedRun): Promise<string> {
  const { store } = ports;
  const benchmark = await findBenchmark(store, wanted.benchmark);
  const version = await findVersion(ports, benchmark.id, wanted);
  if (wanted.baselineRunId !== undefined) await findRun(store, caller, wanted.baselineRunId);
  await takeSubmission(ports, caller, benchmark.visibility);
  try {
    return await insertRun(ports, caller, wanted, version);
  } catch (error) {
    const counted = { tokenId: toCountedToken(caller.token), accountId: caller.account.id };
    await refundSubmission(ports, { ...counted, createdAt: ports.clock.now() }, benchmark.visibility);
    throw error;
  }
}

async function insertRun(
  { store, clock, hasher, random }: Ports,
  caller: SignedInCaller,
  wanted: WantedRun,
  version: BenchmarkVersion,
): Promise<string> {
  const now = clock.now();
  const model = await store.findOrCreateModel({
    id: makeId({ clock, random }),
    name: wanted.model.name,
    revision: wanted.model.revision,
    organisation: wanted.model.organisation ?? null,
    releasedAt: wanted.model.releasedAt ?? null,
    createdAt: now,
  });
  const run: Run = {
    id: makeId({ clock, random }),
    benchmarkVersionId: version.id,
    modelId: model.id,
    accountId: caller.account.id,
    tokenId: toCountedToken(caller.token),
    label: wanted.label ?? null,
    sampling: wanted.sampling,
    samplingHash: hasher.contentHash(canonicalJson(wanted.sampling)),
    source: wanted.source,
    commit: wanted.commit ?? null,
    branch: wanted.branch ?? null,
    step: wanted.step ?? null,
    baselineRunId: wanted.baselineRunId ?? null,
    visibility: wanted.visibility,
    state: "awaiting_upload",
    failure: null,
    rowModel: wanted.rowModel ?? null,
    objectKey: null,
    objectBytes: 0,
    contentHash: null,
    gradedBytes: 0,
    gradedLines: 0,
    epoch: 0,
    counts: emptyCounts(),
    invalidLines: 0,
    activeGrader: toGrader(version.plan.policy),
    createdAt: now,
    progressAt: now,
    finishedAt: null,
  };
  await store.insertRun(run);
  return run.id;
}

async function findVersion({ store }: Ports, benchmarkId: string, { benchmark, version }: WantedRun) {
  const found =
    version === undefined
      ? await store.latestVersion(benchmarkId, "sealed")
      : await store.versionByNumber(benchmarkId, version);
  if (found?.state === "sealed") return found;
  throw refuse(
    "not_found",
    `${benchmark} has no sealed version${version === undefined ? "" : ` ${version}`}.`,
    "Only sealed versions take runs.",
  );
}
