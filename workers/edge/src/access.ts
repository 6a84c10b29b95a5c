/**
 * Who may see what. Decision: two questions decide everything that is shown. `maySeeRun`: private runs are their
 * owner's, unlisted ones are for whoever has the id, public ones for all. `revealsSamples`: on a hidden benchmark
 * nobody sees golds, verdicts of single samples, clusters or evidence, not even a run's owner, because per-sample
 * verdicts give the golds away; tokens with scope gold (runners) and admins are the exception.
 */
import { type Benchmark, type BenchmarkVisibility, emptyCounts, type Run } from "@plumbline/contract";
import { refuse } from "./api/refusal.ts";
import { type Caller, mayAs, owns } from "./auth/caller.ts";
import type { Ports } from "./ports.ts";

type Store = Ports["store"];
type RunSummary = NonNullable<Awaited<ReturnType<Store["runSummary"]>>>;

export function revealsSamples(caller: Caller, visibility: BenchmarkVisibility): boolean {
  return visibility === "public" || mayAs(caller, "gold");
}

/**
 * The run without what its counts would give away. On a hidden benchmark they are told only when the run is complete:
 * while they grow, whoever pads each line to a grading step could read off the verdict of each.
 */
export function redactRun(caller: Caller, run: Run, visibility: BenchmarkVisibility): Run {
  const isComplete = run.state === "complete" || run.state === "complete_with_errors";
  return isComplete || revealsSamples(caller, visibility) ? run : { ...run, counts: emptyCounts() };
}

export function maySeeRun(caller: Caller, run: Run): boolean {
  return run.state !== "deleted" && (run.visibility !== "private" || owns(caller, run.accountId));
}

/** The run, if it exists and the caller may see it; what may not be seen is not found. */
export async function findRun(store: Store, caller: Caller, id: string): Promise<RunSummary> {
  const summary = await store.runSummary(id);
  if (summary === null || !maySeeRun(caller, summary.run)) throw refuse("not_found", "No run has this id.");
  return summary;
}

/** The run, if the caller may change it. */
export async function findOwnRun(store: Store, caller: Caller, id: string): Promise<RunSummary> {
  const summary = await findRun(store, caller, id);
  if (owns(caller, summary.run.accountId)) return summary;
  throw refuse("scope_missing", "Only the account that made this run, or an admin, may do this.");
}

export async function findBenchmark(store: Store, slug: string): Promise<Benchmark> {
  const benchmark = await store.benchmarkBySlug(slug);
  if (benchmark === null) {
    throw refuse(
      "not_found",
      `No benchmark is called ${JSON.stringify(slug)}.`,
      "List them: plumb benchmark list, or GET /api/v1/benchmarks",
    );
  }
  return benchmark;
}
