import { Link } from "react-router";
import { loadApi, orPage } from "../api/loadApi.ts";
import { LaidTextView } from "../components/laidTextView.tsx";
import { formatCounted } from "../format/formatNumber.ts";
import { layText } from "../math/layText.ts";
import type { Route } from "./+types/problems.ts";
import styles from "./problems.module.css";

const PER_PAGE = 25;

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const api = loadApi(context);
  const cursor = new URL(request.url).searchParams.get("cursor");
  const [benchmark, page] = await orPage(
    Promise.all([
      api.benchmark(params.slug),
      api.listProblems(params.slug, { limit: PER_PAGE, ...(cursor === null ? {} : { cursor }) }),
    ]),
  );
  const problems = page.items.map(({ id, key, statement, spec, state, tags }) => ({
    id,
    key,
    state,
    tags,
    gold: spec?.gold ?? null,
    statement: layText(statement.length > 600 ? `${statement.slice(0, 600)} ...` : statement),
  }));
  return { benchmark, problems, next: page.next, first: cursor === null };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: `Problems of ${loaderData?.benchmark.name ?? "a benchmark"} · Plumbline` },
];

export default function Problems({ loaderData }: Route.ComponentProps) {
  const { benchmark, problems, next, first } = loaderData;
  return (
    <>
      <div className="page-head">
        <p className="eyebrow">
          <Link to="/">Benchmarks</Link> / <Link to={`/benchmarks/${benchmark.slug}`}>{benchmark.name}</Link>
        </p>
        <h1>Problems</h1>
        <p className="lede">
          {formatCounted(benchmark.version.problemCount, "problem")}
          {benchmark.visibility === "hidden" ? ". The golds are hidden." : ""}
        </p>
      </div>
      {problems.length === 0 ? <p className="empty">There is no problem here.</p> : null}
      <ol className={styles["list"]}>
        {problems.map((problem) => (
          <li key={problem.id}>
            <div className={styles["key"]}>
              <Link to={`/problems/${problem.id}`}>{problem.key}</Link>
              {problem.state === "live" ? null : <span className="faint small"> {problem.state}</span>}
            </div>
            <LaidTextView text={problem.statement} />
            <div className={styles["gold"]}>
              {problem.gold === null ? null : (
                <>
                  <span className="faint small">Gold</span> <span className="mono">{problem.gold}</span>
                </>
              )}
            </div>
          </li>
        ))}
      </ol>
      <nav className="row pager" aria-label="Pages">
        {first ? null : <Link to="?">First page</Link>}
        {next === null ? null : (
          <Link className="button" to={`?cursor=${encodeURIComponent(next)}`}>
            Next page
          </Link>
        )}
      </nav>
    </>
  );
}
