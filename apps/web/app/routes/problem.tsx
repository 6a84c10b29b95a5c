import { Link } from "react-router";
import { loadApi, orPage } from "../api/loadApi.ts";
import { GoldView } from "../components/goldView.tsx";
import { LaidTextView } from "../components/laidTextView.tsx";
import { ShareBar } from "../components/shareBar.tsx";
import { layAnswer } from "../math/layAnswer.ts";
import { layText } from "../math/layText.ts";
import type { Route } from "./+types/problem.ts";

export async function loader({ params, context }: Route.LoaderArgs) {
  const api = loadApi(context);
  const [problem, results] = await orPage(
    Promise.all([api.problem(params.id), api.problemResults(params.id)]),
  );
  const { benchmark, key, state, tags, cluster, spec } = problem;
  return {
    benchmark,
    key,
    state,
    tags,
    cluster,
    spec,
    statement: layText(problem.statement),
    gold: spec === null ? null : layAnswer(spec.gold),
    results: results.items.toSorted((left, right) => right.right / right.samples - left.right / left.samples),
  };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: `Problem ${loaderData?.key ?? ""} · Plumbline` },
];

export default function Problem({ loaderData }: Route.ComponentProps) {
  const { benchmark, key, state, tags, cluster, spec, statement, gold, results } = loaderData;
  return (
    <>
      <div className="page-head">
        <p className="eyebrow">
          <Link to="/">Benchmarks</Link> / <Link to={`/benchmarks/${benchmark.slug}`}>{benchmark.name}</Link>{" "}
          / <Link to={`/benchmarks/${benchmark.slug}/problems`}>Problems</Link>
        </p>
        <h1>{key}</h1>
        {state === "live" ? null : (
          <p className="note">
            This problem is {state}. {state === "void" ? "It counts in no score." : "Its gold was changed."}
          </p>
        )}
      </div>
      <div className="panel">
        <LaidTextView text={statement} />
      </div>
      <section className="section" aria-label="Gold">
        {gold === null || spec === null ? (
          <p className="note">The gold of this benchmark is hidden. Only the grader reads it.</p>
        ) : (
          <GoldView gold={gold} spec={spec} />
        )}
        {tags.length === 0 && cluster === null ? null : (
          <p className="faint small">
            {tags.join(", ")}
            {cluster === null ? "" : ` Cluster ${cluster}.`}
          </p>
        )}
      </section>
      <section className="section">
        <h2>Results by run</h2>
        {results.length === 0 ? (
          <p className="faint">No public result yet.</p>
        ) : (
          <div className="table-scroll">
            <table className="table">
              <thead>
                <tr>
                  <th scope="col">Model</th>
                  <th scope="col">Right</th>
                  <th scope="col" className="right">
                    Samples
                  </th>
                  <th scope="col" className="right">
                    Ungradable
                  </th>
                  <th scope="col">
                    <span className="visually-hidden">First sample</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {results.map((result) => (
                  <tr key={result.runId}>
                    <td>
                      <Link to={`/runs/${result.runId}`}>{result.model}</Link>
                    </td>
                    <td>
                      <ShareBar part={result.right} whole={result.samples} />
                    </td>
                    <td className="right">{result.samples}</td>
                    <td className="right">{result.ungradable === 0 ? "–" : result.ungradable}</td>
                    <td>
                      <Link to={`/samples/${result.firstSampleId}`}>
                        {result.samples === 1 ? "Sample" : "First sample"}
                      </Link>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </section>
    </>
  );
}
