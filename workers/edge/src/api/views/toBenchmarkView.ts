import type { Benchmark, BenchmarkVersion, BenchmarkView } from "@plumbline/contract";
import type { Store } from "@plumbline/storage";
import { revealsSamples } from "../../access.ts";
import type { Caller } from "../../auth/caller.ts";

export async function toBenchmarkView(
  store: Store,
  benchmark: Benchmark,
  version: BenchmarkVersion,
  caller: Caller,
): Promise<BenchmarkView> {
  const { accountId: _account, ...shown } = benchmark;
  // A hash over hidden golds would let anybody check their guesses at home.
  const specHash = revealsSamples(caller, benchmark.visibility) ? version.specHash : "";
  return { ...shown, version: { ...version, specHash }, runs: await store.countPublicRuns(version.id) };
}
