/** The one query behind every list of runs: a run with its model, account, benchmark, version, and how far its job is. */
import { type Job, PRODUCING_KINDS } from "@plumbline/contract";
import { and, desc, eq, inArray, type SQL, sql } from "drizzle-orm";
import type { Connection } from "../connection.ts";

export function selectSummaries({ db, tables }: Connection) {
  const { runs, models, accounts, benchmarkVersions, benchmarks, jobs } = tables;
  const newest = db
    .select({ progress: jobs.progress })
    .from(jobs)
    .where(and(eq(jobs.runId, runs.id), inArray(jobs.kind, [...PRODUCING_KINDS])))
    .orderBy(desc(jobs.id))
    .limit(1);
  const filling = sql<
    Job["progress"] | null
  >`case when ${runs.state} = 'grading' and ${runs.objectKey} is null
    then (${newest.getSQL()}) end`.mapWith(jobs.progress);
  return db
    .select({
      run: runs,
      model: models,
      account: accounts.name,
      benchmark: benchmarks,
      version: benchmarkVersions,
      filling: filling as SQL<Job["progress"] | null>,
    })
    .from(runs)
    .innerJoin(models, eq(models.id, runs.modelId))
    .innerJoin(accounts, eq(accounts.id, runs.accountId))
    .innerJoin(benchmarkVersions, eq(benchmarkVersions.id, runs.benchmarkVersionId))
    .innerJoin(benchmarks, eq(benchmarks.id, benchmarkVersions.benchmarkId));
}

/** States in which a run has all its samples. */
export const COMPLETE = ["complete", "complete_with_errors"] as const;
