import type { JobView } from "@plumbline/contract";
import { Form, Link } from "react-router";
import { formatCount, formatMinute } from "../format/formatNumber.ts";

const STATE_WORDS: Readonly<Record<JobView["state"], string>> = {
  queued: "Waiting",
  leased: "Running",
  done: "Done",
  failed: "Failed",
  cancelled: "Cancelled",
  dead: "Gave up",
};

/** Whether any of them will change by itself. */
export function areMoving(jobs: readonly Pick<JobView, "state">[]): boolean {
  return jobs.some(({ state }) => state === "queued" || state === "leased");
}

interface Props {
  readonly jobs: readonly JobView[];
  /** Offers to cancel and to queue again. */
  readonly manage?: boolean;
}

export function JobsTable({ jobs, manage = false }: Props) {
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
            {manage ? <th scope="col">Actions</th> : null}
          </tr>
        </thead>
        <tbody>
          {jobs.map((job) => (
            <tr key={job.id}>
              <td>
                {job.kind === "regrade" ? "Grade again" : job.kind}
                {job.runId === null || !manage ? null : (
                  <>
                    {" "}
                    <Link to={`/runs/${job.runId}`}>run</Link>
                  </>
                )}
              </td>
              <td>
                {STATE_WORDS[job.state]}
                {job.cancelRequested && job.state === "leased" ? ", being cancelled" : ""}
                {job.position === null
                  ? ""
                  : `, ${job.position === 0 ? "next" : `${job.position} before it`}`}
                {job.failure === null ? null : <div className="faint small">{job.failure}</div>}
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
              {manage ? (
                <td>
                  <JobActions job={job} />
                </td>
              ) : null}
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
