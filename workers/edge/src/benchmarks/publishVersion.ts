/**
 * Making versions of a benchmark. Decision: a version is a draft until it is sealed, and then never changes; a draft
 * that a crash left behind is thrown away by the next attempt; sealing something that is already there, hash for
 * hash, gives the version that is there, so that creating a benchmark twice is creating it once.
 */
import type { Benchmark, BenchmarkVersion, createBenchmarkSchema } from "@plumbline/contract";
import { LIMITS } from "@plumbline/contract";
import type { z } from "zod";
import { refuse } from "../api/refusal.ts";
import { audit } from "../auth/audit.ts";
import { owns, type SignedInCaller } from "../auth/caller.ts";
import { makeId } from "../makeId.ts";
import type { Ports } from "../ports.ts";
import { hashVersion, type ProblemIdentity } from "./hashVersion.ts";
import { toProblems, type WantedProblem } from "./toProblems.ts";

export interface BenchmarkAndVersion {
  readonly benchmark: Benchmark;
  readonly version: BenchmarkVersion;
}

/** Creates the benchmark or a new version of it. */
export async function openVersion(
  ports: Ports,
  caller: SignedInCaller,
  wanted: z.output<typeof createBenchmarkSchema>,
): Promise<BenchmarkAndVersion> {
  const { store, clock, hasher } = ports;
  const benchmark = await findOrCreate(ports, caller, wanted);
  const sealed = await store.latestVersion(benchmark.id, "sealed");
  const versionId = makeId(ports);
  const problems = toProblems(ports, benchmark, versionId, wanted.problems);
  if (wanted.seal && sealed?.specHash === hashVersion(hasher, wanted.plan, problems)) {
    return { benchmark, version: sealed };
  }
  const abandoned = await store.latestVersion(benchmark.id, "draft");
  if (abandoned !== null) await store.deleteDraft(abandoned.id);
  const newest = await store.latestVersion(benchmark.id, null);
  const draft: BenchmarkVersion = {
    id: versionId,
    benchmarkId: benchmark.id,
    version: (newest?.version ?? 0) + 1,
    plan: wanted.plan,
    specHash: "",
    problemCount: 0,
    state: "draft",
    createdAt: clock.now(),
  };
  await store.insertVersion(draft);
  await store.insertProblems(problems);
  return { benchmark, version: wanted.seal ? await sealDraft(ports, caller, draft) : draft };
}

/** Adds problems to the open draft and seals it where that is asked. */
export async function extendDraft(
  ports: Ports,
  caller: SignedInCaller,
  benchmark: Benchmark,
  wanted: { readonly problems: readonly WantedProblem[]; readonly seal: boolean },
): Promise<BenchmarkVersion> {
  const draft = await ports.store.latestVersion(benchmark.id, "draft");
  if (draft === null) {
    throw refuse(
      "conflict",
      `${benchmark.slug} has no open draft.`,
      "Start a new version: POST /api/v1/benchmarks with seal false.",
    );
  }
  await ports.store.insertProblems(toProblems(ports, benchmark, draft.id, wanted.problems));
  return wanted.seal ? sealDraft(ports, caller, draft) : draft;
}

async function findOrCreate(
  ports: Ports,
  caller: SignedInCaller,
  wanted: z.output<typeof createBenchmarkSchema>,
): Promise<Benchmark> {
  const { slug, name, description, visibility } = wanted;
  // Whoever creates it at the same time may be somebody else: what is there in the end is asked for its owner.
  const existing =
    (await ports.store.benchmarkBySlug(slug)) ??
    (await ports.store.createBenchmark({
      id: makeId(ports),
      slug,
      name,
      description,
      visibility,
      accountId: caller.account.id,
      createdAt: ports.clock.now(),
    }));
  if (!owns(caller, existing.accountId)) {
    throw refuse("conflict", `The name ${slug} is taken by another account.`, "Choose another slug.");
  }
  if (existing.visibility !== visibility) {
    throw refuse(
      "conflict",
      `${slug} is ${existing.visibility}; that never changes.`,
      "Choose another slug.",
    );
  }
  return existing;
}

async function sealDraft(
  ports: Ports,
  caller: SignedInCaller,
  draft: BenchmarkVersion,
): Promise<BenchmarkVersion> {
  const { store, hasher } = ports;
  const problems = await listIdentities(ports, draft.id);
  if (problems.length === 0) throw refuse("conflict", "A version without problems cannot be sealed.");
  if (problems.length > LIMITS.benchmarkProblems) {
    throw refuse("conflict", `A version has at most ${LIMITS.benchmarkProblems} problems.`);
  }
  const specHash = hashVersion(hasher, draft.plan, problems);
  const sealed = await store.latestVersion(draft.benchmarkId, "sealed");
  if (sealed?.specHash === specHash) {
    await store.deleteDraft(draft.id);
    return sealed;
  }
  await store.sealVersion(draft.id, specHash, problems.length);
  await audit(ports, caller, "benchmark.seal", draft.id, { problems: problems.length });
  return { ...draft, specHash, problemCount: problems.length, state: "sealed" };
}

async function listIdentities({ store }: Ports, versionId: string): Promise<ProblemIdentity[]> {
  const found: ProblemIdentity[] = [];
  let cursor: string | undefined;
  do {
    const page = await store.listProblems(versionId, { cursor, limit: 1_000 });
    for (const { key, statementHash, specHash } of page.items) found.push({ key, statementHash, specHash });
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  return found;
}
