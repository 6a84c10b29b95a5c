import { Link } from "react-router";
import { loadApi, orPage } from "../api/loadApi.ts";
import { BoardTable, readOrder } from "../components/boardTable.tsx";
import { Downloads } from "../components/downloads.tsx";
import { OutcomeBadge } from "../components/outcomeSwatch.tsx";
import { formatCount, formatCounted, formatMinute } from "../format/formatNumber.ts";
import { SHOWN_OUTCOMES } from "../outcomes/outcomeFacts.ts";
import type { Route } from "./+types/leaderboard.ts";

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const board = await orPage(loadApi(context).leaderboard(params.slug));
  return { board, order: readOrder(new URL(request.url).searchParams.get("sort")) };
}

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: `${loaderData?.board.benchmark.name ?? "Leaderboard"} · Plumbline` },
  { name: "description", content: loaderData?.board.benchmark.description.slice(0, 160) ?? "" },
];

export default function Leaderboard({ loaderData }: Route.ComponentProps) {
  const { board, order } = loaderData;
  const { benchmark, rows } = board;
  const present = SHOWN_OUTCOMES.filter((outcome) => rows.some((row) => row.counts[outcome] > 0));
  return (
    <>
      <div className="page-head">
        <p className="eyebrow">
          <Link to="/">Benchmarks</Link> / version {benchmark.version}
          {benchmark.visibility === "hidden" ? " / hidden gold" : ""}
        </p>
        <h1>{benchmark.name}</h1>
        {benchmark.description === "" ? null : <p className="lede">{benchmark.description}</p>}
        <p className="row small">
          <Link to={`/benchmarks/${benchmark.slug}/problems`}>
            {formatCounted(benchmark.problemCount, "problem")}
          </Link>
          <span className="faint">{formatCounted(rows.length, "public run")}</span>
          <Link to={`/upload?benchmark=${benchmark.slug}`}>Submit outputs</Link>
          <Link to={`/sample?benchmark=${benchmark.slug}`}>Sample a model</Link>
        </p>
      </div>
      {rows.length === 0 ? (
        <div className="empty">
          <h2>No public run yet</h2>
          <p>
            Upload the outputs that you have, as JSONL with one response per line. They are graded here and
            ranked once the run is public and answers all {formatCount(benchmark.problemCount)} problems.
          </p>
          <p className="row">
            <Link className="button button-main" to={`/upload?benchmark=${benchmark.slug}`}>
              Upload outputs
            </Link>
            <Link className="button" to={`/sample?benchmark=${benchmark.slug}`}>
              Sample a model
            </Link>
          </p>
        </div>
      ) : (
        <>
          <BoardTable rows={rows} order={order} />
          <div className="section">
            <p className="row small">
              {present.map((outcome) => (
                <OutcomeBadge key={outcome} outcome={outcome} />
              ))}
            </p>
            <p className="note">{board.method}</p>
            <p className="faint small">
              As of {formatMinute(board.generatedAt)}. Graders:{" "}
              {[...new Set(rows.map((row) => row.grader))].map((grader) => (
                <code key={grader}>{grader} </code>
              ))}
            </p>
            <Downloads
              links={[
                { href: `/benchmarks/${benchmark.slug}/leaderboard.csv`, label: "Download CSV" },
                { href: `/api/v1/leaderboards/${benchmark.slug}`, label: "JSON" },
              ]}
            />
          </div>
        </>
      )}
    </>
  );
}
