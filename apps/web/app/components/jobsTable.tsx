import type { JobView } from "@plumbline/contract";
import { Form, Link } from "react-router";
import { formatCount, formatMinute } from "../format/formatNumber.ts";
import { kindWords, stateWords } from "../jobs/jobWords.ts";

/** Jobs of all runs, with what may be done about each. */
export function JobsTable({ jobs }: { readonly jobs: readonly JobView[] }) {
  return (
    <div className="table-scroll">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">Job</th>
            <th scope="col">State</th>
            <th scope="col">Progress</th>
            <th scope="col" className="right">
              Attempts
            </th>
            <th scope="col">Runner</th>
            <th scope="col">Created</th>
            <th scope="col">Actions</th>
          </tr>
        </thead>
        <tbody>
          {jobs.map((job) => (
            <tr key={job.id}>
              <td>
                {kindWords(job.kind)}
                {job.model === null ? null : <span className="mono"> {job.model}</span>}
                {job.runId === null ? null : (
                  <>
                    {" "}
                    <Link to={`/runs/${job.runId}`}>run</Link>
                  </>
                )}
              </td>
              <td>
                {stateWords(job.state)}
                {job.cancelRequested && job.state === "leased" ? ", being cancelled" : ""}
                {job.position === null
                  ? ""
                  : `, ${job.position === 0 ? "next" : `${job.position} before it`}`}
                {job.failure === null ? null : (
                  <div className="faint small" style={{ whiteSpace: "pre-wrap" }}>
                    {job.failure}
                  </div>
                )}
              </td>
              <td className="number">
                {formatCount(job.progress.done)}
                {job.progress.total === null ? "" : ` of ${formatCount(job.progress.total)}`}
              </td>
              <td className="right">
                {job.attempts} of {job.maxAttempts}
              </td>
              <td className="mono">{job.leasedBy ?? "–"}</td>
              <td className="number small">{formatMinute(job.createdAt)}</td>
              <td>
                <JobActions job={job} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function JobActions({ job }: { readonly job: JobView }) {
  const moving = job.state === "queued" || job.state === "leased";
  const stuck = job.state === "dead" || job.state === "failed" || job.state === "cancelled";
  if (!moving && !stuck) return null;
  return (
    <Form method="post">
      <input type="hidden" name="job" value={job.id} />
      <button
        className="button button-small"
        type="submit"
        name="intent"
        value={moving ? "cancel" : "requeue"}
      >
        {moving ? "Cancel" : "Queue again"}
      </button>
    </Form>
  );
}
