import { data, Link, redirect } from "react-router";
import { loadApi, orPage, orRefusal } from "../api/loadApi.ts";
import { JobsTable } from "../components/jobsTable.tsx";
import { areMoving, stateWords } from "../jobs/jobWords.ts";
import { useRefresh } from "../live/useRefresh.ts";
import type { Route } from "./+types/jobs.ts";

const STATES = ["queued", "leased", "done", "failed", "cancelled", "dead"] as const;
export async function loader({ request, context }: Route.LoaderArgs) {
  const query = new URL(request.url).searchParams;
  const state = STATES.find((each) => each === query.get("state"));
  const cursor = query.get("cursor");
  const page = await orPage(
    loadApi(context).listJobs({
      ...(state === undefined ? {} : { state }),
      ...(cursor === null ? {} : { cursor }),
    }),
  );
  return { jobs: page.items, next: page.next, state };
}

export async function action({ request, context }: Route.ActionArgs) {
  const api = loadApi(context);
  const form = await request.formData();
  const id = String(form.get("job"));
  const done = await orRefusal(form.get("intent") === "requeue" ? api.requeueJob(id) : api.cancelJob(id));
  if ("refusal" in done) return data({ refusal: done.refusal }, { status: done.refusal.status });
  return redirect("/jobs");
}

export const meta: Route.MetaFunction = () => [{ title: "Jobs · Plumbline" }];

export default function Jobs({ loaderData, actionData }: Route.ComponentProps) {
  const { jobs, next, state } = loaderData;
  useRefresh(areMoving(jobs));
  return (
    <>
      <div className="page-head">
        <h1>Jobs</h1>
        <p className="lede">
          Work that runners take outside of the Worker: sampling models, verifying their solutions, grading a
          stored run again.
        </p>
      </div>
      {actionData === undefined ? null : (
        <p className="note note-danger" role="alert">
          {actionData.refusal.detail} {actionData.refusal.fix}
        </p>
      )}
      <nav className="filters" aria-label="Filter by state" style={{ marginBottom: "1rem" }}>
        <Link to="?" aria-current={state === undefined ? "true" : undefined}>
          All
        </Link>
        {STATES.map((each) => (
          <Link key={each} to={`?state=${each}`} aria-current={state === each ? "true" : undefined}>
            {stateWords(each)}
          </Link>
        ))}
      </nav>
      {jobs.length === 0 ? (
        <div className="empty">
          <h2>No job {state === undefined ? "yet" : "in this state"}</h2>
          <p>
            Start one with <Link to="/sample">Sample a model</Link>, or on the page of a run of yours.
          </p>
        </div>
      ) : (
        <JobsTable jobs={jobs} />
      )}
      {next === null ? null : (
        <p className="pager">
          <Link to={`?cursor=${encodeURIComponent(next)}${state === undefined ? "" : `&state=${state}`}`}>
            More jobs
          </Link>
        </p>
      )}
    </>
  );
}
