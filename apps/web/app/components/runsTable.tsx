import type { RunView } from "@plumbline/contract";
import { Link } from "react-router";
import { formatMinute } from "../format/formatNumber.ts";
import { OutcomeBar } from "./outcomeBar.tsx";

const STATE_WORDS: Readonly<Record<RunView["state"], string>> = {
  awaiting_upload: "Waiting for outputs",
  grading: "Grading",
  complete: "Complete",
  complete_with_errors: "Complete, some lines invalid",
  failed: "Failed",
  deleted: "Deleted",
};

export function RunsTable({ runs }: { readonly runs: readonly RunView[] }) {
  return (
    <div className="table-scroll">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">Model</th>
            <th scope="col">Benchmark</th>
            <th scope="col">State</th>
            <th scope="col">Outcomes</th>
            <th scope="col">Visibility</th>
            <th scope="col">Created</th>
          </tr>
        </thead>
        <tbody>
          {runs.map((run) => (
            <tr key={run.id}>
              <td>
                <Link to={`/runs/${run.id}`}>{run.model.name}</Link>
                {run.label === null ? null : <div className="faint small">{run.label}</div>}
              </td>
              <td>
                <Link to={`/benchmarks/${run.benchmark.slug}`}>{run.benchmark.name}</Link>
              </td>
              <td>
                {STATE_WORDS[run.state]}
                {run.state === "grading" ? ` ${Math.floor(run.percent)} %` : ""}
              </td>
              <td style={{ minWidth: "8rem" }}>
                <OutcomeBar counts={run.counts} narrow />
              </td>
              <td>{run.visibility}</td>
              <td className="number small">{formatMinute(run.createdAt)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
