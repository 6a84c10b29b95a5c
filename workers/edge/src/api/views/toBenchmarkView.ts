import type { Benchmark, BenchmarkVersion, BenchmarkView } from "@plumbline/contract";
import type { Store } from "@plumbline/storage";

export async function toBenchmarkView(
  store: Store,
  benchmark: Benchmark,
  version: BenchmarkVersion,
): Promise<BenchmarkView> {
  const { accountId: _account, ...shown } = benchmark;
  return { ...shown, version, runs: await store.countPublicRuns(version.id) };
}
