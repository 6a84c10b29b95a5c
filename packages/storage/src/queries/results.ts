/** What a run amounts to: tallies, aggregates, boards. */
import { emptyCounts, OUTCOMES, type Outcome } from "@plumbline/contract";
import { and, asc, desc, eq, inArray, lt, lte, sql } from "drizzle-orm";
import { insertRows, rowSources } from "../bulk.ts";
import type { Connection, Field } from "../connection.ts";
import { readCursor, toPage } from "../cursor.ts";
import type { ProblemTally, Store } from "../store.ts";
import { COMPLETE, selectSummaries } from "./runSummaries.ts";

type ResultQueries = Pick<
  Store,
  | "problemTallies"
  | "replaceAggregates"
  | "aggregates"
  | "runUsage"
  | "publicRuns"
  | "problemResults"
  | "insertPublication"
>;

const IDS: readonly Field[] = [{ name: "id", type: "text", json: false }];

export function resultQueries(connection: Connection): ResultQueries {
  const { db, tables, words, atomically } = connection;
  const { runs, models, problems, samples, verdicts, aggregates, publications } = tables;

  return {
    problemTallies: async (runId) => {
      const grader = sql`(select ${runs.activeGrader} from ${runs} where ${runs.id} = ${runId})`;
      const [rows = []] = await atomically([
        sql`select tally.problem_id as problem_id, ${problems.cluster} as cluster, tally.outcome as outcome,
            cast(tally.n as integer) as n
          from (
            select ${samples.problemId} as problem_id, coalesce(${verdicts.outcome}, 'unavailable') as outcome, count(*) as n
            from ${samples} left join ${verdicts} on ${verdicts.specHash} = ${samples.specHash}
              and ${verdicts.outputHash} = ${samples.outputHash} and ${verdicts.grader} = ${grader}
            where ${samples.runId} = ${runId}
            group by ${samples.problemId}, coalesce(${verdicts.outcome}, 'unavailable')
          ) as tally join ${problems} on ${problems.id} = tally.problem_id
          order by tally.problem_id`,
      ]);
      const tallies = new Map<string, ProblemTally & { readonly counts: Record<Outcome, number> }>();
      for (const row of rows) {
        const problemId = String(row["problem_id"]);
        const cluster = row["cluster"] === null ? null : String(row["cluster"]);
        const tally = tallies.get(problemId) ?? { problemId, cluster, counts: emptyCounts() };
        tallies.set(problemId, tally);
        const outcome = OUTCOMES.find((known) => known === row["outcome"]);
        if (outcome !== undefined) tally.counts[outcome] = Number(row["n"]);
      }
      return [...tallies.values()];
    },

    // Numbers of an older epoch never replace newer ones: two steps may end in either order.
    replaceAggregates: async (runId, replacement) => {
      const epoch = Math.max(0, ...replacement.map((aggregate) => aggregate.epoch));
      const onlyIf = sql`not exists (select 1 from ${aggregates}
        where ${aggregates.runId} = ${runId} and ${aggregates.epoch} > ${epoch})`;
      const outdated =
        replacement.length === 0
          ? eq(aggregates.runId, runId)
          : and(eq(aggregates.runId, runId), lte(aggregates.epoch, epoch));
      await atomically([
        sql`select 1 from ${runs} where ${runs.id} = ${runId}${words.lock}`,
        sql`delete from ${aggregates} where ${outdated}`,
        ...insertRows(connection, aggregates, replacement, { onlyIf }),
      ]);
    },
    aggregates: async (runIds) => {
      const wanted = [...new Set(runIds)].map((id) => [id]);
      const found = await Promise.all(
        rowSources(connection, IDS, wanted).map((source) =>
          db
            .select()
            .from(aggregates)
            .where(inArray(aggregates.runId, sql`(select id from ${source} as source)`))
            .orderBy(asc(aggregates.runId), asc(aggregates.metric)),
        ),
      );
      return found.flat();
    },

    runUsage: async (runId) => {
      const [[usage] = [], [median] = []] = await atomically([
        sql`select count(*) as n, count(${samples.cost}) as priced, sum(${samples.cost}) as cost
          from ${samples} where ${samples.runId} = ${runId}`,
        sql`select avg(tokens) as median from (
            select ${samples.tokensOut} as tokens, row_number() over (order by ${samples.tokensOut}) as place,
              count(*) over () as n
            from ${samples} where ${samples.runId} = ${runId} and ${samples.tokensOut} is not null
          ) as counted where place in ((n + 1) / 2, (n + 2) / 2)`,
      ]);
      // A sum with a part missing would pass for the cost of the run.
      const priced = usage !== undefined && Number(usage["n"]) > 0 && usage["n"] === usage["priced"];
      return {
        cost: priced ? Number(usage["cost"]) : null,
        medianTokensOut: (median?.["median"] ?? null) === null ? null : Number(median?.["median"]),
      };
    },

    publicRuns: async (benchmarkVersionId, limit) => {
      const byMetric = (metric: string) =>
        desc(sql`coalesce((select ${aggregates.value} from ${aggregates}
          where ${aggregates.runId} = ${runs.id} and ${aggregates.metric} = ${metric}), -1)`);
      return selectSummaries(connection)
        .where(
          and(
            eq(runs.benchmarkVersionId, benchmarkVersionId),
            eq(runs.visibility, "public"),
            inArray(runs.state, COMPLETE),
          ),
        )
        .orderBy(byMetric("problems_answered"), byMetric("accuracy"), desc(runs.id))
        .limit(limit);
    },

    problemResults: async (problemId, page) => {
      const after = readCursor(page, ["string"]);
      const listed = await db
        .select({ run: runs, model: models })
        .from(problems)
        .innerJoin(runs, eq(runs.benchmarkVersionId, problems.benchmarkVersionId))
        .innerJoin(models, eq(models.id, runs.modelId))
        .where(
          and(
            eq(problems.id, problemId),
            eq(runs.visibility, "public"),
            inArray(runs.state, COMPLETE),
            after === null ? undefined : lt(runs.id, after[0]),
          ),
        )
        .orderBy(desc(runs.id))
        .limit(page.limit + 1);
      const { items: candidates, next } = toPage(
        listed,
        page,
        (row) => row,
        ({ run }) => [run.id],
      );
      const sources = rowSources(
        connection,
        IDS,
        candidates.map(({ run }) => [run.id]),
      );
      const rows = await atomically(
        sources.map(
          (
            source,
          ) => sql`select ${samples.runId} as run_id, ${samples.id} as sample_id, ${samples.outcome} as outcome
            from ${source} as source cross join ${samples}
            where ${samples.runId} = source.id and ${samples.problemId} = ${problemId}
            order by ${samples.runId}, ${samples.index}`,
        ),
      );
      const found = new Map<string, { firstSampleId: string; counts: Record<Outcome, number> }>();
      for (const row of rows.flat()) {
        const runId = String(row["run_id"]);
        const entry = found.get(runId) ?? { firstSampleId: String(row["sample_id"]), counts: emptyCounts() };
        found.set(runId, entry);
        const outcome = OUTCOMES.find((known) => known === row["outcome"]);
        if (outcome !== undefined) entry.counts[outcome] += 1;
      }
      const items = candidates.flatMap(({ run, model }) => {
        const entry = found.get(run.id);
        return entry === undefined ? [] : [{ run, model, ...entry }];
      });
      return { items, next };
    },

    insertPublication: async (publication) => {
      await atomically(insertRows(connection, publications, [publication]));
    },
  };
}
