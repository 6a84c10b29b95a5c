import type { BenchmarkView, Board } from "@plumbline/contract";
import { Link } from "react-router";
import { loadApi, orPage } from "../api/loadApi.ts";
import { BenchmarkEntry } from "../components/benchmarkEntry.tsx";
import type { Route } from "./+types/home.ts";
import styles from "./home.module.css";

const BOARDS_SHOWN = 12;

interface Entry {
  readonly benchmark: BenchmarkView;
  readonly board: Board | null;
}

/** Benchmarks with their boards; a board that cannot be had leaves its benchmark listed without rows. */
export async function loader({ request, context }: Route.LoaderArgs) {
  const api = loadApi(context);
  const cursor = new URL(request.url).searchParams.get("cursor") ?? undefined;
  const page = await orPage(api.listBenchmarks(cursor));
  const entries = await Promise.all(
    page.items.map(async (benchmark, place): Promise<Entry> => {
      if (place >= BOARDS_SHOWN || benchmark.runs === 0) return { benchmark, board: null };
      return { benchmark, board: await api.leaderboard(benchmark.slug).catch(() => null) };
    }),
  );
  return { entries, next: page.next };
}

export const meta: Route.MetaFunction = () => [
  { title: "Plumbline: reasoning outputs, graded and verified" },
];

export default function Home({ loaderData }: Route.ComponentProps) {
  const { entries, next } = loaderData;
  return (
    <>
      <div className={styles["hero"]}>
        <h1>A plumb line shows whether a wall is true. Plumbline shows whether an answer is.</h1>
        <div className={styles["what"]}>
          <p className="lede">
            Hand in the outputs of a language model. Each answer is found, read as mathematics and compared
            with the gold, exactly and reproducibly. What cannot be decided is never counted as wrong; it
            widens the bounds.
          </p>
          <p className="row">
            <Link className="button button-main" to="/upload">
              Upload outputs
            </Link>
            <Link className="button" to="/sample">
              Sample a model
            </Link>
            <Link className="button" to="/try">
              Check one answer
            </Link>
          </p>
        </div>
      </div>
      <section className={styles["benchmarks"]} aria-labelledby="benchmarks">
        <h2 id="benchmarks">Benchmarks</h2>
        {entries.length === 0 ? (
          <div className="empty">
            <h3>No benchmark yet</h3>
            <p>
              Create one from a file of problems: <code>npx plumb benchmark create problems.jsonl</code>
            </p>
          </div>
        ) : (
          entries.map(({ benchmark, board }) => (
            <BenchmarkEntry key={benchmark.id} benchmark={benchmark} board={board} />
          ))
        )}
        {next === null ? null : (
          <p>
            <Link to={`?cursor=${encodeURIComponent(next)}`}>More benchmarks</Link>
          </p>
        )}
      </section>
    </>
  );
}
