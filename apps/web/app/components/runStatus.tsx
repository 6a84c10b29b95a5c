import type { JobView, RunView } from "@plumbline/contract";
import { formatBytes, formatCount, formatCounted } from "../format/formatNumber.ts";
import { isProducing } from "../jobs/jobWords.ts";

interface Props {
  readonly run: RunView;
  readonly jobs: readonly JobView[];
  /** Samples graded so far. */
  readonly counted: number;
}

/** Where the run stands, in words; while it moves, how far it is. */
export function RunStatus({ run, jobs, counted }: Props) {
  switch (run.state) {
    case "awaiting_upload":
      return (
        <p className="note">
          {run.source === "runner" ? explainWaiting(jobs) : "Waiting for its outputs to be uploaded."}
        </p>
      );
    case "grading":
      if (run.source === "runner" && counted === 0 && !isAtWork(jobs))
        return <p className="note">{explainWaiting(jobs)}</p>;
      return run.source === "runner" ? (
        <SamplingProgress run={run} jobs={jobs} counted={counted} />
      ) : (
        <div className="stack" style={{ gap: "0.5rem" }} aria-live="polite">
          <label className="row small" htmlFor="progress">
            <strong>Grading</strong>
            <span className="number">{Math.floor(run.percent)} %</span>
            <span className="faint number">
              {formatBytes(run.gradedBytes)} of {formatBytes(run.objectBytes)}, line {run.gradedLines}
            </span>
          </label>
          <progress id="progress" max={100} value={run.percent} />
          <ReloadNotice />
        </div>
      );
    case "failed":
      return <p className="note note-danger">The run failed: {run.failure ?? "no reason was recorded."}</p>;
    case "complete_with_errors":
      return (
        <p className="note">
          Complete, except for {formatCounted(run.invalidLines, "line")} that{" "}
          {run.invalidLines === 1 ? "is" : "are"} no sample{run.mine ? "; see below" : ""}.
        </p>
      );
    case "deleted":
      return <p className="note">This run was deleted.</p>;
    case "complete":
      return null;
  }
}

/** A run that a runner fills has no size in bytes beforehand; its samples and problems are what can be counted. */
function SamplingProgress({ run, jobs, counted }: Props) {
  const progress = jobs.find(({ kind }) => isProducing(kind))?.progress ?? { done: counted, total: null };
  const { problemCount } = run.benchmark;
  return (
    <div className="stack" style={{ gap: "0.5rem" }} aria-live="polite">
      <label className="row small" htmlFor="progress">
        <strong>Sampling</strong>
        {progress.total === null ? null : (
          <span className="number">{Math.floor((100 * progress.done) / Math.max(1, progress.total))} %</span>
        )}
        <span className="faint number" style={{ whiteSpace: "normal" }}>
          {formatCount(progress.done)}
          {progress.total === null ? "" : ` of ${formatCount(progress.total)}`} samples,{" "}
          {formatCount(counted)} graded, {formatCounted(problemCount, "problem")}
        </span>
      </label>
      <progress
        id="progress"
        max={Math.max(1, progress.total ?? 1)}
        value={progress.total === null ? 0 : progress.done}
      />
      <ReloadNotice />
    </div>
  );
}

function ReloadNotice() {
  return (
    <noscript>
      <p className="small">
        Reload this page to see the progress; it follows by itself only with scripts on.
      </p>
    </noscript>
  );
}

function isAtWork(jobs: readonly JobView[]): boolean {
  return jobs.some(({ kind, state }) => isProducing(kind) && state === "leased");
}

function explainWaiting(jobs: readonly JobView[]): string {
  const job = jobs.find(({ kind }) => isProducing(kind));
  if (job === undefined) return "Waiting for a job that samples a model.";
  if (job.state === "queued")
    return job.model === null
      ? "Waiting for a runner."
      : `Waiting for a runner that has the model ${job.model}.`;
  if (job.state === "leased") return "A runner has begun; the first samples are on their way.";
  return "The job that was to fill this run ended without samples; see below.";
}
