/** The heavy jobs of a run: what each does, how far it is, and in full why it stopped if it did. */
import type { JobView, ProblemDetails } from "@plumbline/contract";
import { Form, useNavigation } from "react-router";
import { formatCount, formatCounted, formatMinute } from "../format/formatNumber.ts";
import { describeResult } from "../jobs/describeResult.ts";
import { describeTask, kindWords, stateWords } from "../jobs/jobWords.ts";
import { AuditResult } from "./auditResult.tsx";
import styles from "./runJobs.module.css";

interface Props {
  readonly jobs: readonly JobView[];
  readonly mayCancel: boolean;
  readonly mayRequeue: boolean;
  readonly refusal: ProblemDetails | null;
}

export function RunJobs({ jobs, mayCancel, mayRequeue, refusal }: Props) {
  return (
    <section className="section" aria-labelledby="jobs">
      <h2 id="jobs">Jobs</h2>
      {refusal === null ? null : (
        <p className="note note-danger" role="alert">
          {refusal.detail} {refusal.fix}
        </p>
      )}
      <ul className={styles["jobs"]}>
        {jobs.map((job) => (
          <Job key={job.id} job={job} mayCancel={mayCancel} mayRequeue={mayRequeue} />
        ))}
      </ul>
      <noscript>
        <p className="small faint">
          Reload this page to see how far they are; with scripts on it follows by itself.
        </p>
      </noscript>
    </section>
  );
}

function Job({ job, mayCancel, mayRequeue }: Omit<Props, "jobs" | "refusal"> & { readonly job: JobView }) {
  const task = describeTask(job);
  const came = describeResult(job);
  const moving = job.state === "queued" || job.state === "leased";
  const { done, total } = job.progress;
  return (
    <li className={styles["job"]} data-state={job.state}>
      <div className={styles["head"]}>
        <p className={styles["what"]}>
          <strong>{kindWords(job.kind)}</strong>
          {job.model === null ? null : <span className="mono">{job.model}</span>}
          {task === null ? null : <span className="small faint">{task}</span>}
        </p>
        <p className={styles["state"]} data-state={job.state}>
          {describeState(job)}
        </p>
      </div>
      {moving ? (
        <div className={styles["progress"]}>
          <progress
            aria-label={`Progress of ${kindWords(job.kind)}`}
            max={total === null || total === 0 ? 1 : total}
            // Without a known end there is no share to show: the bar stays empty and the number counts up.
            value={total === null ? 0 : done}
          />
          <span className="number small">
            {formatCount(done)}
            {total === null ? "" : ` of ${formatCount(total)}`}
          </span>
        </div>
      ) : null}
      {job.failure === null ? null : (
        <p className={styles["failure"]} data-final={!moving}>
          <strong>{moving ? "The last attempt failed: " : "Reason: "}</strong>
          {job.failure}
        </p>
      )}
      {came === null ? null : <p className="small">{came}</p>}
      {job.kind === "audit" && job.result !== null ? <AuditResult result={job.result} /> : null}
      <div className={styles["foot"]}>
        <p className="small faint number">
          {moving || total === null ? null : `${formatCount(done)} of ${formatCount(total)} · `}
          {job.attempts > 1 || job.failure !== null
            ? `attempt ${job.attempts} of ${job.maxAttempts} · `
            : null}
          {job.leasedBy === null ? null : `runner ${job.leasedBy} · `}
          {job.finishedAt === null
            ? `queued ${formatMinute(job.createdAt)}`
            : `ended ${formatMinute(job.finishedAt)}`}
        </p>
        <Actions job={job} mayCancel={mayCancel} mayRequeue={mayRequeue} />
      </div>
    </li>
  );
}

function Actions({
  job,
  mayCancel,
  mayRequeue,
}: Omit<Props, "jobs" | "refusal"> & { readonly job: JobView }) {
  const busy = useNavigation().state !== "idle";
  const moving = job.state === "queued" || job.state === "leased";
  const stuck = job.state === "dead" || job.state === "failed" || job.state === "cancelled";
  const intent = moving && mayCancel ? "cancel" : stuck && mayRequeue ? "requeue" : null;
  if (intent === null) return null;
  return (
    <Form method="post" preventScrollReset>
      <input type="hidden" name="job" value={job.id} />
      <button
        className="button button-small"
        type="submit"
        name="intent"
        value={intent}
        disabled={busy || job.cancelRequested}
      >
        {intent === "cancel" ? "Cancel" : "Queue again"}
      </button>
    </Form>
  );
}

function describeState(job: JobView): string {
  const words = stateWords(job.state);
  if (job.state === "leased" && job.cancelRequested) return "Being cancelled";
  if (job.state !== "queued") return words;
  if (job.model !== null && job.position === 0) return `${words} for a runner with ${job.model}`;
  return job.position === null || job.position === 0
    ? `${words} for a runner`
    : `${words}, ${formatCounted(job.position, "job")} before it`;
}
