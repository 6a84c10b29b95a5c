import { useCallback, useEffect } from "react";
import { data, Link, redirect, useRevalidator } from "react-router";
import { loadApi, orPage, orRefusal } from "../api/loadApi.ts";
import { InvalidLines } from "../components/invalidLines.tsx";
import { areMoving, JobsTable } from "../components/jobsTable.tsx";
import { MetricsTable } from "../components/metricsTable.tsx";
import { OutcomeBar } from "../components/outcomeBar.tsx";
import { RunControls } from "../components/runControls.tsx";
import { RunFacts } from "../components/runFacts.tsx";
import { RunStatus } from "../components/runStatus.tsx";
import { SamplesTable } from "../components/samplesTable.tsx";
import { formatCounted } from "../format/formatNumber.ts";
import { isLive, useLiveRun } from "../live/useLiveRun.ts";
import { useRefresh } from "../live/useRefresh.ts";
import { outcomeFacts, readOutcome, SHOWN_OUTCOMES } from "../outcomes/outcomeFacts.ts";
import type { Route } from "./+types/run.ts";

const FIRST_ROWS = 50;

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const api = loadApi(context);
  const query = new URL(request.url).searchParams;
  const outcome = readOutcome(query.get("outcome"));
  const cursor = query.get("cursor") ?? undefined;
  const run = await orPage(api.run(params.id));
  const [results, samples, invalid, jobs] = await Promise.all([
    api.results(run.id).catch(() => null),
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
    run.mine ? api.listJobs({ runId: run.id }).catch(() => null) : null,
  ]);
  return { run, results, samples, invalid, jobs: jobs?.items ?? [], outcome, first: cursor === undefined };
}

export async function action({ request, params, context }: Route.ActionArgs) {
  const api = loadApi(context);
  const form = await request.formData();
  const done = await orRefusal(change(form));
  if ("value" in done) return done.value;
  return data({ refusal: done.refusal }, { status: done.refusal.status });

  async function change(fields: FormData) {
    switch (fields.get("intent")) {
      case "visibility": {
        const wanted = fields.get("visibility");
        const visibility = wanted === "public" || wanted === "unlisted" ? wanted : "private";
        await api.changeRun(params.id, { visibility });
        return redirect(`/runs/${params.id}`);
      }
      case "regrade":
        await api.createJob({ kind: "regrade", runId: params.id });
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
  const { results, samples, invalid, jobs, outcome, first } = loaderData;
  const { revalidate } = useRevalidator();
  const reload = useCallback(() => void revalidate(), [revalidate]);
  const run = useLiveRun(loaderData.run, reload);
  useRefresh(areMoving(jobs));
  const live = isLive(run);
  const counted = SHOWN_OUTCOMES.reduce((sum, each) => sum + run.counts[each], 0);
  // The first graded rows are worth showing at once; later ones come as the list is scrolled, or at the end.
  const firstRowsDue = live && counted > 0 && samples.items.length === 0;
  useEffect(() => {
    if (firstRowsDue) reload();
  }, [firstRowsDue, reload]);
  const hidden = run.benchmark.visibility === "hidden";
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
        <RunStatus run={run} />
      </div>
      <RunFacts run={run} results={live ? null : results} />
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
      {jobs.length === 0 ? null : (
        <section className="section" aria-labelledby="jobs">
          <h2 id="jobs">{formatCounted(jobs.length, "job")}</h2>
          <JobsTable jobs={jobs} />
        </section>
      )}
      {run.mine ? <RunControls run={run} refusal={actionData?.refusal ?? null} /> : null}
    </>
  );
}
