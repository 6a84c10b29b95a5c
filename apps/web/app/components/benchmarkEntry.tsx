import type { BenchmarkView, Board } from "@plumbline/contract";
import { Link } from "react-router";
import { formatCounted, formatRank, formatShare } from "../format/formatNumber.ts";
import styles from "./benchmarkEntry.module.css";
import { IntervalStrip, toScale } from "./intervalStrip.tsx";

const TOP = 4;

interface Props {
  readonly benchmark: BenchmarkView;
  readonly board: Board | null;
}

/** One benchmark of the list: what it is, and the top of its board hung on one plumb line. */
export function BenchmarkEntry({ benchmark, board }: Props) {
  const ranked = (board?.rows ?? []).filter((row) => row.rank !== null);
  const top = ranked.slice(0, TOP);
  const scale = toScale(top);
  const more = ranked.length - top.length;
  return (
    <article className={styles["entry"]}>
      <div className={styles["about"]}>
        <h3>
          <Link to={`/benchmarks/${benchmark.slug}`}>{benchmark.name}</Link>
        </h3>
        {benchmark.description === "" ? null : (
          <p className={styles["description"]}>{benchmark.description}</p>
        )}
        <p className="faint small">
          {formatCounted(benchmark.version.problemCount, "problem")}, {formatCounted(benchmark.runs, "run")}
          {benchmark.visibility === "hidden" ? ", hidden gold" : ""}
        </p>
      </div>
      {top.length === 0 ? (
        <p className="faint">
          No ranked run yet. <Link to={`/upload?benchmark=${benchmark.slug}`}>Submit the first</Link> or{" "}
          <Link to={`/sample?benchmark=${benchmark.slug}`}>sample a model.</Link>
        </p>
      ) : (
        <div>
          <table className={styles["top"]}>
            <caption className="visually-hidden">Top of {benchmark.name}</caption>
            <thead className="visually-hidden">
              <tr>
                <th scope="col">Rank</th>
                <th scope="col">Model</th>
                <th scope="col">95 % interval</th>
                <th scope="col">Score</th>
              </tr>
            </thead>
            <tbody>
              {top.map((row, place) => (
                <tr key={row.runId}>
                  <td className={styles["rank"]}>{row.rank === null ? "" : formatRank(row.rank)}</td>
                  <td className={styles["model"]}>
                    <Link className={styles["name"]} to={`/runs/${row.runId}`}>
                      {row.model.name}
                    </Link>
                  </td>
                  <td className={styles["strip"]}>
                    <IntervalStrip
                      score={row.score}
                      interval={row.interval}
                      scale={scale}
                      last={place === top.length - 1}
                    />
                  </td>
                  <td className={styles["score"]}>{formatShare(row.score)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {more > 0 ? (
            <p className="small">
              <Link to={`/benchmarks/${benchmark.slug}`}>{more} more</Link>
            </p>
          ) : null}
        </div>
      )}
    </article>
  );
}
