import type { RunView } from "@plumbline/contract";
import { formatBytes, formatCounted } from "../format/formatNumber.ts";

/** Where the run stands, in words; while it moves, how far it is. */
export function RunStatus({ run }: { readonly run: RunView }) {
  switch (run.state) {
    case "awaiting_upload":
      return <p className="note">Waiting for its outputs to be uploaded.</p>;
    case "grading":
      return (
        <div className="stack" style={{ gap: "0.5rem" }} aria-live="polite">
          <label className="row small" htmlFor="progress">
            <strong>Grading</strong>
            <span className="number">{Math.floor(run.percent)} %</span>
            <span className="faint number">
              {formatBytes(run.gradedBytes)} of {formatBytes(run.objectBytes)}, line {run.gradedLines}
            </span>
          </label>
          <progress id="progress" max={100} value={run.percent} />
          <noscript>
            <p className="small">
              Reload this page to see the progress; it follows by itself only with scripts on.
            </p>
          </noscript>
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
