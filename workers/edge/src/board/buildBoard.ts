/**
 * A board: public, complete runs of the newest sealed version, best first, ranks as ranges. Decision: a run that does
 * not answer every problem is listed without a rank, because a mean over easy problems is no better than one over all;
 * rows that the data cannot tell apart share places, and the method is said in words.
 */
import type { Aggregate, Benchmark, BenchmarkVersion, Board, BoardRow } from "@plumbline/contract";
import { rankRanges } from "@plumbline/stats";
import type { RunSummary } from "@plumbline/storage";
import type { Ports } from "../ports.ts";
import { countSamples, toNumbers } from "./toResults.ts";

const MOST_ROWS = 500;
const METHOD =
  "Two runs are told apart where their 95 % intervals do not overlap, which is stricter than a paired test; " +
  "a rank says the best and the worst place that the intervals leave open. Runs that do not answer every problem are not ranked.";

export async function buildBoard(
  { store, clock }: Pick<Ports, "store" | "clock">,
  benchmark: Benchmark,
  version: BenchmarkVersion,
): Promise<Board> {
  const runs = await store.publicRuns(version.id, MOST_ROWS);
  const aggregates = await store.aggregates(runs.map(({ run }) => run.id));
  const byRun = Map.groupBy(aggregates, ({ runId }) => runId);
  const rows = runs
    .flatMap((summary) => toRow(summary, byRun.get(summary.run.id) ?? []))
    .sort((left, right) => right.score - left.score || (left.runId < right.runId ? -1 : 1));
  const { rows: ranked, method } = rank(rows);
  const total = runs.length < MOST_ROWS ? runs.length : await store.countPublicRuns(version.id);
  const { slug, name, description, visibility } = benchmark;
  return {
    benchmark: {
      slug,
      name,
      description,
      version: version.version,
      visibility,
      problemCount: version.problemCount,
    },
    rows: ranked,
    method:
      runs.length < total ? `${method} Places are among the best ${runs.length} of ${total} runs.` : method,
    generatedAt: clock.now(),
  };
}

function toRow({ run, model, account, version }: RunSummary, aggregates: readonly Aggregate[]): BoardRow[] {
  const { score, interval, bounds, answered, cost, medianTokensOut } = toNumbers(aggregates);
  if (score === null || bounds === null) return [];
  const total = version.problemCount;
  return [
    {
      rank: null,
      runId: run.id,
      model,
      account,
      score,
      // Without an interval the data excludes nothing.
      interval: interval ?? { low: 0, high: 1 },
      bounds,
      samples: countSamples(run),
      problems: { answered, total },
      counts: run.counts,
      cost,
      medianTokensOut,
      finishedAt: run.finishedAt,
      grader: run.activeGrader,
      unranked: answered < total ? `Answers ${answered} of ${total} problems.` : null,
    },
  ];
}

/** Ranks among the rows that may be ranked; the others follow in the order of their scores. */
export function rank(rows: readonly BoardRow[]): Pick<Board, "rows" | "method"> {
  const ranked = rows.filter(({ unranked }) => unranked === null);
  const { ranges } = rankRanges(ranked.map(({ score, interval }) => ({ score, interval })));
  return {
    method: METHOD,
    rows: [
      ...ranked.map((row, index) => ({ ...row, rank: ranges[index] ?? null })),
      ...rows.filter(({ unranked }) => unranked !== null),
    ],
  };
}
