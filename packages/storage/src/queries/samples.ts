/**
 * Samples of a run, one page or one sample at a time.
 * Decision: the order is the order of arrival (line, then item; lines count through all objects of a run). It has a
 * unique index of its own and one per outcome, so a page costs the same wherever it starts and whichever outcome is
 * asked for; "previous" and "next" are one seek each; and responses that are shown together lie together in an object.
 */
import type { Sample } from "@plumbline/contract";
import { and, asc, desc, eq, type SQL, sql } from "drizzle-orm";
import type { Connection } from "../connection.ts";
import { readCursor, toPage } from "../cursor.ts";
import type { SampleWithVerdict, Store } from "../store.ts";

type SampleQueries = Pick<
  Store,
  "listSamples" | "listSamplesByPosition" | "sample" | "sampleNeighbours" | "verdictHistory"
>;

const POSITION = ["number", "number"] as const;

export function sampleQueries(connection: Connection): SampleQueries {
  const { db, tables } = connection;
  const { runs, problems, samples, verdicts } = tables;
  type StoredSample = typeof samples.$inferSelect;

  const position = sql`(${samples.line}, ${samples.item})`;
  const after = (place: readonly [number, number] | null): SQL | undefined =>
    place === null ? undefined : sql`${position} > (${place[0]}, ${place[1]})`;
  const inOrder = [asc(samples.line), asc(samples.item)] as const;

  const selectWithVerdict = () =>
    db
      .select({ sample: samples, problemKey: problems.key, spec: problems.spec, verdict: verdicts })
      .from(samples)
      .innerJoin(problems, eq(problems.id, samples.problemId))
      .innerJoin(runs, eq(runs.id, samples.runId))
      .leftJoin(
        verdicts,
        and(
          eq(verdicts.specHash, samples.specHash),
          eq(verdicts.outputHash, samples.outputHash),
          eq(verdicts.grader, runs.activeGrader),
        ),
      );
  type Found = Awaited<ReturnType<typeof selectWithVerdict>>[number];
  const toSample = ({ outcome: _, ...sample }: StoredSample): Sample => sample;
  const toItem = ({ sample, problemKey, spec, verdict }: Found): SampleWithVerdict => ({
    sample: toSample(sample),
    problemKey,
    gold: spec.gold,
    verdict,
  });

  const neighbour = async (sample: Sample, side: "before" | "behind"): Promise<string | null> => {
    const place = sql`(${sample.line}, ${sample.item})`;
    const [found] = await db
      .select({ id: samples.id })
      .from(samples)
      .where(
        and(
          eq(samples.runId, sample.runId),
          side === "before" ? sql`${position} < ${place}` : sql`${position} > ${place}`,
        ),
      )
      .orderBy(
        ...(side === "before"
          ? [desc(samples.line), desc(samples.item)]
          : [asc(samples.line), asc(samples.item)]),
      )
      .limit(1);
    return found?.id ?? null;
  };

  return {
    listSamples: async (runId, { outcome, problemKey }, page) => {
      const problemId =
        problemKey === undefined
          ? undefined
          : sql`(select ${problems.id} from ${problems} join ${runs}
              on ${runs.benchmarkVersionId} = ${problems.benchmarkVersionId}
              where ${runs.id} = ${runId} and ${problems.key} = ${problemKey})`;
      const rows = await selectWithVerdict()
        .where(
          and(
            eq(samples.runId, runId),
            outcome === undefined ? undefined : eq(samples.outcome, outcome),
            problemId === undefined ? undefined : eq(samples.problemId, problemId),
            after(readCursor(page, POSITION)),
          ),
        )
        .orderBy(...inOrder)
        .limit(page.limit + 1);
      return toPage(rows, page, toItem, ({ sample }) => [sample.line, sample.item]);
    },
    listSamplesByPosition: async (runId, page) => {
      const rows = await db
        .select({
          sample: samples,
          problem: {
            spec: problems.spec,
            statement: problems.statement,
            cluster: problems.cluster,
            problemKey: problems.key,
          },
        })
        .from(samples)
        .innerJoin(problems, eq(problems.id, samples.problemId))
        .where(and(eq(samples.runId, runId), after(readCursor(page, POSITION))))
        .orderBy(...inOrder)
        .limit(page.limit + 1);
      return toPage(
        rows,
        page,
        ({ sample, problem }) => ({ ...sample, ...problem }),
        ({ sample }) => [sample.line, sample.item],
      );
    },
    sample: async (id) => {
      const [found] = await selectWithVerdict().where(eq(samples.id, id));
      return found === undefined ? null : toItem(found);
    },
    sampleNeighbours: async (sample) => {
      const [previousId, nextId] = await Promise.all([
        neighbour(sample, "before"),
        neighbour(sample, "behind"),
      ]);
      return { previousId, nextId };
    },
    verdictHistory: async (outputHash, specHash) =>
      db
        .select()
        .from(verdicts)
        .where(and(eq(verdicts.specHash, specHash), eq(verdicts.outputHash, outputHash)))
        .orderBy(desc(verdicts.createdAt), desc(verdicts.grader)),
  };
}
