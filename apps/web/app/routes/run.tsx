/**
 * The page of a run. Decision: the loader sends everything that reads without scripts; once alive, the run and its jobs
 * are followed by polling, and the loader runs again only when something began or ended. Every form of the page posts to
 * this route and names its intent, so that a refusal finds the form that it belongs to.
 */
import type { JobView, ProblemDetails, RunSelection, RunView } from "@plumbline/contract";
import { useCallback, useEffect } from "react";
import { data, Link, redirect, useRevalidator, useRouteLoaderData } from "react-router";
import { loadApi, orPage, orRefusal } from "../api/loadApi.ts";
import { InvalidLines } from "../components/invalidLines.tsx";
import { MetricsTable } from "../components/metricsTable.tsx";
import { OutcomeBar } from "../components/outcomeBar.tsx";
import { QueueForms } from "../components/queueForms.tsx";
import { RunControls } from "../components/runControls.tsx";
import { RunFacts } from "../components/runFacts.tsx";
import { RunJobs } from "../components/runJobs.tsx";
import { RunStatus } from "../components/runStatus.tsx";
import { SamplesTable } from "../components/samplesTable.tsx";
import { type LoadedSelection, Verification } from "../components/verification.tsx";
import { toJob } from "../forms/toJob.ts";
import { areMoving, toVotesOutlook } from "../jobs/jobWords.ts";
import { isLive, useLiveRun } from "../live/useLiveRun.ts";
import { useLiveWork } from "../live/useLiveWork.ts";
import { outcomeFacts, readOutcome, SHOWN_OUTCOMES } from "../outcomes/outcomeFacts.ts";
import type { loader as rootLoader } from "../root.tsx";
import type { Route } from "./+types/run.ts";

const FIRST_ROWS = 50;
const NO_JOBS: readonly JobView[] = [];

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const api = loadApi(context);
  const query = new URL(request.url).searchParams;
  const outcome = readOutcome(query.get("outcome"));
  const cursor = query.get("cursor") ?? undefined;
  const run = await orPage(api.run(params.id));
  const [results, selection, samples, invalid, jobs] = await Promise.all([
    api.results(run.id).catch(() => null),
    loadSelection(api.selection(run.id)),
    orPage(
      api.listSamples(run.id, {
        limit: FIRST_ROWS,
        ...(cursor === undefined ? {} : { cursor }),
        ...(outcome === undefined ? {} : { outcome }),
      }),
    ),
    // Only a run's owner may read its lines; visitors see how many were no samples.
    run.mine && run.invalidLines > 0
      ? api.listInvalidLines(run.id, { limit: FIRST_ROWS })
      : { items: [], next: null },
    api.runJobs(run.id).catch(() => null),
  ]);
  return {
    run,
    results,
    selection,
    samples,
    invalid,
    jobs: jobs?.items ?? NO_JOBS,
    outcome,
    first: cursor === undefined,
  };
}

/** A selection that cannot be had must not cost the page of the run. */
async function loadSelection(call: Promise<RunSelection>): Promise<LoadedSelection> {
  try {
    const got = await orRefusal(call);
    return "value" in got ? got : { reason: got.refusal.detail };
  } catch {
    return { reason: "the server's answer could not be read." };
  }
}

export async function action({ request, params, context }: Route.ActionArgs) {
  const api = loadApi(context);
  const form = await request.formData();
  const intent = String(form.get("intent"));
  const done = await orRefusal(change(form));
  if ("value" in done) return done.value;
  return data({ intent, refusal: done.refusal }, { status: done.refusal.status });

  async function change(fields: FormData) {
    switch (intent) {
      case "visibility": {
        const wanted = fields.get("visibility");
        const visibility = wanted === "public" || wanted === "unlisted" ? wanted : "private";
        await api.changeRun(params.id, { visibility });
        return redirect(`/runs/${params.id}`);
      }
      case "regrade":
        await api.createJob({ kind: "regrade", runId: params.id });
        return redirect(`/runs/${params.id}#jobs`);
      case "verify":
      case "locate":
      case "audit": {
        const job = toJob(intent, params.id, fields);
        if ("refusal" in job) return data({ intent, refusal: job.refusal }, { status: job.refusal.status });
        await api.createJob(job.value);
        return redirect(`/runs/${params.id}#jobs`);
      }
      case "cancel":
        await api.cancelJob(String(fields.get("job")));
        return redirect(`/runs/${params.id}#jobs`);
      case "requeue":
        await api.requeueJob(String(fields.get("job")));
        return redirect(`/runs/${params.id}#jobs`);
      case "delete": {
        if (fields.get("sure") !== "yes") return redirect(`/runs/${params.id}`);
        const run = await api.run(params.id);
        await api.deleteRun(params.id);
        return redirect(`/benchmarks/${run.benchmark.slug}`);
      }
      default:
        throw data(null, { status: 400 });
    }
  }
}

export const meta: Route.MetaFunction = ({ loaderData }) => [
  {
    title: `${loaderData?.run.model.name ?? "Run"} on ${loaderData?.run.benchmark.name ?? "a benchmark"} · Plumbline`,
  },
];

export default function Run({ loaderData, actionData }: Route.ComponentProps) {
  const { results, samples, invalid, outcome, first } = loaderData;
  const scopes = useRouteLoaderData<typeof rootLoader>("root")?.viewer?.scopes ?? [];
  const { revalidate } = useRevalidator();
  const reload = useCallback(() => void revalidate(), [revalidate]);
  const run = useLiveRun(loaderData.run, reload);
  const { jobs, selection: news } = useLiveWork(run.id, loaderData.jobs, reload);
  const selection = news === null ? loaderData.selection : { value: news };
  const working = areMoving(jobs);
  const mayQueue = run.mine && COMPLETE.has(run.state);
  const live = isLive(run);
  const hidden = run.benchmark.visibility === "hidden";
  const counted = SHOWN_OUTCOMES.reduce((sum, each) => sum + run.counts[each], 0);
  // The first graded rows are worth showing at once; later ones come as the list is scrolled, or at the end.
  const countedHere = outcome === undefined ? counted : run.counts[outcome];
  const rowsDue = live && !hidden ? Math.min(countedHere, FIRST_ROWS) - samples.items.length : 0;
  useEffect(() => {
    if (rowsDue > 0) reload();
  }, [rowsDue, reload]);
  const jobList =
    jobs.length === 0 ? null : (
      <RunJobs
        jobs={jobs}
        mayCancel={run.mine}
        mayRequeue={scopes.includes("admin")}
        refusal={refusalOf(actionData, ["cancel", "requeue"])}
      />
    );
  const queueKind = QUEUE_KINDS.find((kind) => kind === actionData?.intent);
  const queueRefusal = queueKind === undefined ? null : refusalOf(actionData, [queueKind]);
  // Work that moves, or that ended without what it was for, comes first; the rest is history.
  const jobsFirst = working || FAILED.has(jobs[0]?.state ?? "done");
  return (
    <>
      <div className="page-head">
        <p className="eyebrow">
          <Link to="/">Benchmarks</Link> /{" "}
          <Link to={`/benchmarks/${run.benchmark.slug}`}>{run.benchmark.name}</Link> version{" "}
          {run.benchmark.version}
        </p>
        <h1>
          {run.model.name}
          {run.model.revision === "" ? null : <span className="faint"> {run.model.revision}</span>}
        </h1>
        {run.label === null ? null : <p className="lede">{run.label}</p>}
        <RunStatus run={run} jobs={jobs} counted={counted} />
      </div>
      <RunFacts run={run} results={live ? null : results} />
      {jobsFirst ? jobList : null}
      <section className="section" aria-labelledby="outcomes">
        <h2 id="outcomes">Outcomes</h2>
        {counted === 0 ? (
          <p className="faint">Nothing is graded yet.</p>
        ) : (
          <OutcomeBar
            counts={run.counts}
            {...(hidden ? {} : { toFilter: (each: string) => `?outcome=${each}#samples` })}
          />
        )}
      </section>
      <Verification
        run={run}
        counted={counted}
        selection={selection}
        filling={live}
        votes={toVotesOutlook(jobs, mayQueue)}
      />
      {results === null || live ? null : <MetricsTable metrics={results.metrics} />}
      <section className="section" aria-labelledby="samples">
        <h2 id="samples">Samples</h2>
        {hidden ? (
          <p className="note">The gold of this benchmark is hidden, so that single samples are not shown.</p>
        ) : (
          <>
            {counted === 0 ? null : (
              <nav className="filters" aria-label="Filter by outcome">
                <Link
                  to="?#samples"
                  aria-current={outcome === undefined ? "true" : undefined}
                  preventScrollReset
                >
                  All
                </Link>
                {SHOWN_OUTCOMES.filter((each) => run.counts[each] > 0).map((each) => (
                  <Link
                    key={each}
                    to={`?outcome=${each}#samples`}
                    aria-current={outcome === each ? "true" : undefined}
                    preventScrollReset
                  >
                    {outcomeFacts(each).label} ({run.counts[each]})
                  </Link>
                ))}
              </nav>
            )}
            {samples.items.length === 0 ? (
              <p className="faint">No sample {outcome === undefined ? "yet" : "with this outcome"}.</p>
            ) : (
              <SamplesTable runId={run.id} outcome={outcome} first={samples} />
            )}
            <noscript>
              <p className="row">
                {first ? null : <a href="?#samples">First page</a>}
                {samples.next === null ? null : (
                  <a
                    href={`?cursor=${encodeURIComponent(samples.next)}${outcome === undefined ? "" : `&outcome=${outcome}`}#samples`}
                  >
                    Next page
                  </a>
                )}
              </p>
            </noscript>
          </>
        )}
      </section>
      {invalid.items.length === 0 ? null : (
        <InvalidLines lines={invalid.items} total={run.invalidLines} runId={run.id} />
      )}
      {jobsFirst ? null : jobList}
      {mayQueue ? (
        <QueueForms
          refused={
            queueKind === undefined || queueRefusal === null
              ? null
              : { kind: queueKind, refusal: queueRefusal }
          }
        />
      ) : null}
      {run.mine ? (
        <RunControls run={run} refusal={refusalOf(actionData, ["visibility", "regrade", "delete"])} />
      ) : null}
    </>
  );
}

const QUEUE_KINDS = ["verify", "locate", "audit"] as const;
const FAILED: ReadonlySet<JobView["state"]> = new Set(["failed", "dead"]);
const COMPLETE: ReadonlySet<RunView["state"]> = new Set(["complete", "complete_with_errors"]);

/** What the last form was refused for, if it was one of these. */
function refusalOf(
  done: Route.ComponentProps["actionData"],
  intents: readonly string[],
): ProblemDetails | null {
  return done !== undefined && intents.includes(done.intent) ? done.refusal : null;
}
