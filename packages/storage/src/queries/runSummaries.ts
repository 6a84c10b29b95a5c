/** The one query behind every list of runs: a run with its model, account, benchmark and version. */
import { eq } from "drizzle-orm";
import type { Connection } from "../connection.ts";

export function selectSummaries({ db, tables }: Connection) {
  const { runs, models, accounts, benchmarkVersions, benchmarks } = tables;
  return db
    .select({
      run: runs,
      model: models,
      account: accounts.name,
      benchmark: benchmarks,
      version: benchmarkVersions,
    })
    .from(runs)
    .innerJoin(models, eq(models.id, runs.modelId))
    .innerJoin(accounts, eq(accounts.id, runs.accountId))
    .innerJoin(benchmarkVersions, eq(benchmarkVersions.id, runs.benchmarkVersionId))
    .innerJoin(benchmarks, eq(benchmarks.id, benchmarkVersions.benchmarkId));
}

/** States in which a run has all its samples. */
export const COMPLETE = ["complete", "complete_with_errors"] as const;
