import { listAll } from "@plumbline/client";
import { data, Link, redirect } from "react-router";
import { loadApi, orPage, orRefusal } from "../api/loadApi.ts";
import { toSignIn } from "../api/toOwnPath.ts";
import { SampleForm } from "../components/sampleForm.tsx";
import { toSampling } from "../forms/toJob.ts";
import type { Route } from "./+types/sampleModel.ts";

export async function loader({ request, context }: Route.LoaderArgs) {
  const api = loadApi(context);
  const [viewer, benchmarks] = await orPage(
    Promise.all([api.viewer(), listAll((cursor) => api.listBenchmarks(cursor))]),
  );
  const maySubmit = viewer.scopes.includes("submit") || viewer.scopes.includes("admin");
  const chosen = new URL(request.url).searchParams.get("benchmark") ?? "";
  return {
    maySubmit,
    chosen,
    benchmarks: benchmarks.map(({ slug, name, version }) => ({ slug, name, problems: version.problemCount })),
  };
}

/** Makes the run, then queues the job that fills it; a run whose job is refused is taken back. */
export async function action({ request, context }: Route.ActionArgs) {
  const api = loadApi(context);
  const built = toSampling(await request.formData());
  if ("refusal" in built) return data({ refusal: built.refusal }, { status: built.refusal.status });
  const made = await orRefusal(api.createRun(built.value.run));
  if ("refusal" in made) return data({ refusal: made.refusal }, { status: made.refusal.status });
  const runId = made.value.id;
  const queued = await orRefusal(
    api.createJob({ kind: "sample", runId, payload: { ...built.value.payload } }),
  );
  if ("refusal" in queued) {
    await api.deleteRun(runId).catch(() => undefined);
    return data({ refusal: queued.refusal }, { status: queued.refusal.status });
  }
  return redirect(`/runs/${runId}`);
}

export const meta: Route.MetaFunction = () => [{ title: "Sample a model · Plumbline" }];

export default function SampleModel({ loaderData, actionData }: Route.ComponentProps) {
  const { maySubmit, benchmarks, chosen } = loaderData;
  return (
    <>
      <div className="page-head">
        <h1>Sample a model</h1>
        <p className="lede">
          A runner lets the model solve every problem of a benchmark several times and, if you like, check
          each of its solutions. The run's page fills while it works.
        </p>
        <p className="small faint">
          Have outputs already? <Link to="/upload">Upload them</Link> instead.
        </p>
        {maySubmit ? null : (
          <p className="note">
            <Link to={toSignIn("/sample")}>Sign in</Link> first, with a token that may submit.
          </p>
        )}
      </div>
      {benchmarks.length === 0 ? (
        <div className="empty">
          <h2>No benchmark yet</h2>
          <p>
            Create one from a file of problems: <code>npx plumb benchmark create problems.jsonl</code>
          </p>
        </div>
      ) : (
        <SampleForm
          benchmarks={benchmarks}
          chosen={chosen}
          maySubmit={maySubmit}
          refusal={actionData?.refusal ?? null}
        />
      )}
    </>
  );
}
