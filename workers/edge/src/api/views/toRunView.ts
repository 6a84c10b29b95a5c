import type { Run, RunView } from "@plumbline/contract";
import type { RunSummary } from "@plumbline/storage";
import { redactRun } from "../../access.ts";
import { type Caller, owns } from "../../auth/caller.ts";

/** A run as callers see it: no token, no object key, no settings hash, and no counts that tell single verdicts. */
export function toRunView(summary: RunSummary, caller: Caller): RunView {
  const { benchmark, version, model, account } = summary;
  const shown = redactRun(caller, summary.run, benchmark.visibility);
  const { accountId, tokenId: _token, objectKey: _key, samplingHash: _hash, ...run } = shown;
  return {
    ...run,
    benchmark: {
      slug: benchmark.slug,
      name: benchmark.name,
      version: version.version,
      visibility: benchmark.visibility,
      problemCount: version.problemCount,
    },
    model,
    account,
    percent: toPercent(summary),
    mine: owns(caller, accountId),
  };
}

/** Share of the upload that is graded, or of the job that fills the run; 0 to 100. */
export function toPercent({
  run,
  filling,
}: Pick<RunSummary, "filling"> & {
  readonly run: Pick<Run, "state" | "gradedBytes" | "objectBytes">;
}): number {
  if (run.state === "complete" || run.state === "complete_with_errors") return 100;
  if (filling !== null) return filling.total ? Math.min(100, (100 * filling.done) / filling.total) : 0;
  return run.objectBytes === 0 ? 0 : Math.min(100, (100 * run.gradedBytes) / run.objectBytes);
}
