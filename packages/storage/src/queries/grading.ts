/**
 * What a grading step reads and writes.
 * Decision: a step is committed by one atomic batch that first locks the run, then writes samples, verdicts and lines
 * only while the run still has the epoch that the step started from, and last adds the counts and moves the epoch on
 * under the same condition. So a step that is delivered twice, late, or side by side with itself counts once: whoever
 * is second finds another epoch and writes nothing. A batch of a job is known by its number besides. Sample ids, problem places and byte positions are unique besides,
 * so even a step cut differently could not store a sample twice.
 * Not handled: a chunk whose `counts` do not describe its samples; the numbers are the caller's (`activateGrader` and
 * `problemTallies` count again from the rows).
 */
import { type InvalidLine, LIMITS, OUTCOMES, type OutcomeCounts, type Verdict } from "@plumbline/contract";
import { and, asc, eq, gt, or, type SQL, sql } from "drizzle-orm";
import { insertRows, list, rowSources } from "../bulk.ts";
import type { Connection, Field } from "../connection.ts";
import { readCursor, toPage } from "../cursor.ts";
import type { Store } from "../store.ts";

type GradingQueries = Pick<
  Store,
  "commitChunk" | "takenIndices" | "insertVerdicts" | "countUnseen" | "activateGrader" | "listInvalidLines"
>;

/** Characters of texts that are kept for people to read; the whole stands in the uploaded object. */
const REASON_CHARACTERS = 4_000;
const EXTRACTED_CHARACTERS = 64_000;

const PLACES: readonly Field[] = [
  { name: "problem_id", type: "text", json: false },
  { name: "place", type: "bigint", json: false },
];

export function gradingQueries(connection: Connection): GradingQueries {
  const { db, tables, words, atomically } = connection;
  const { runs, samples, verdicts, invalidLines, jobBatches } = tables;

  /** Outcome of a sample under a grader; a sample that the grader has not seen is `unavailable`. */
  const outcomeBy = (specHash: SQL, outputHash: SQL, grader: SQL): SQL =>
    sql`coalesce((select ${verdicts.outcome} from ${verdicts} where ${verdicts.specHash} = ${specHash}
      and ${verdicts.outputHash} = ${outputHash} and ${verdicts.grader} = ${grader}), 'unavailable')`;

  const verdictRows = (added: readonly Verdict[], onlyIf?: SQL): SQL[] => {
    // Sorted by key: two transactions that add the same verdicts meet in the same order and never deadlock.
    const keyed = added.map((verdict) => ({
      verdict,
      key: `${verdict.specHash} ${verdict.outputHash} ${verdict.grader}`,
    }));
    keyed.sort((left, right) => (left.key < right.key ? -1 : left.key > right.key ? 1 : 0));
    return insertRows(
      connection,
      verdicts,
      keyed.map(({ verdict }) => fitVerdict(verdict)),
      { onlyIf },
    );
  };

  return {
    commitChunk: async (chunk) => {
      const { batch, fromEpoch } = chunk;
      const atEpoch = and(eq(runs.id, chunk.runId), eq(runs.epoch, fromEpoch), eq(runs.state, "grading"));
      const batches =
        batch === undefined ? [] : [{ ...batch, runId: chunk.runId, epoch: fromEpoch, createdAt: chunk.at }];
      // A batch that an earlier commit has written stands there with another epoch.
      const current = and(
        atEpoch,
        ...batches.map(
          ({ jobId, batch }) => sql`exists (select 1 from ${jobBatches} where ${jobBatches.jobId} = ${jobId}
            and ${jobBatches.batch} = ${batch} and ${jobBatches.epoch} = ${fromEpoch})`,
        ),
      );
      const onlyIf = sql`exists (select 1 from ${runs} where ${current})`;
      const grader = sql`(select ${runs.activeGrader} from ${runs} where ${runs.id} = ${chunk.runId})`;
      const outcome = outcomeBy(sql`source.spec_hash`, sql`source.output_hash`, grader);
      const lines = chunk.invalidLines.map((line) => ({ ...fitLine(line), runId: chunk.runId }));
      const results = await atomically([
        sql`select 1 from ${runs} where ${runs.id} = ${chunk.runId}${words.lock}`,
        ...insertRows(connection, jobBatches, batches, {
          onlyIf: sql`exists (select 1 from ${runs} where ${atEpoch})`,
        }),
        ...verdictRows(chunk.verdicts, onlyIf),
        ...insertRows(connection, samples, chunk.samples, { onlyIf, computed: { outcome } }),
        ...insertRows(connection, invalidLines, lines, { onlyIf }),
        db
          .update(runs)
          .set({
            epoch: fromEpoch + 1,
            counts: addToCounts(words.jsonObject, sql`${runs.counts}`, chunk.counts),
            invalidLines: sql`${runs.invalidLines} + ${chunk.invalidCount}`,
            gradedBytes: chunk.gradedBytes,
            gradedLines: chunk.gradedLines,
            progressAt: chunk.at,
          })
          .where(current)
          .returning({ id: runs.id })
          .getSQL(),
      ]);
      return (results.at(-1)?.length ?? 0) > 0;
    },

    takenIndices: async (runId, asked) => {
      const lasts = rowSources(
        connection,
        PLACES,
        asked.map(({ problemId }) => [problemId, null]),
      ).map(
        (source) => sql`select source.problem_id as problem_id, (select max(${samples.index}) from ${samples}
          where ${samples.runId} = ${runId} and ${samples.problemId} = source.problem_id) as last
          from ${source} as source`,
      );
      const places = asked.flatMap(({ problemId, indices }) => indices.map((index) => [problemId, index]));
      // `cross join` keeps SQLite from walking the whole run and probing the list.
      const takens = rowSources(connection, PLACES, places).map(
        (source) => sql`select source.problem_id as problem_id, source.place as taken
          from ${source} as source cross join ${samples} where ${samples.runId} = ${runId}
          and ${samples.problemId} = source.problem_id and ${samples.index} = source.place`,
      );
      const found = new Map(
        asked.map(({ problemId }) => [problemId, { last: -1, taken: new Set<number>() }]),
      );
      for (const row of (await atomically([...lasts, ...takens])).flat()) {
        const entry = found.get(String(row["problem_id"]));
        if (row["last"] !== undefined && row["last"] !== null && entry) entry.last = Number(row["last"]);
        if (row["taken"] !== undefined && row["taken"] !== null) entry?.taken.add(Number(row["taken"]));
      }
      return found;
    },

    insertVerdicts: async (added) => {
      await atomically(verdictRows(added));
    },

    countUnseen: async (runId, grader) => {
      const [[row] = []] = await atomically([
        sql`select count(*) as n from ${samples} where ${samples.runId} = ${runId} and not exists (
          select 1 from ${verdicts} where ${verdicts.specHash} = ${samples.specHash}
          and ${verdicts.outputHash} = ${samples.outputHash} and ${verdicts.grader} = ${grader})`,
      ]);
      return Number(row?.["n"] ?? 0);
    },

    activateGrader: async (runId, grader, at) => {
      const outcome = outcomeBy(sql`${samples.specHash}`, sql`${samples.outputHash}`, sql`${grader}`);
      const ofRun = sql`(select ${countOutcomes(words.jsonObject, sql`${samples.outcome}`)}
        from ${samples} where ${samples.runId} = ${runId})`;
      await atomically([
        sql`select 1 from ${runs} where ${runs.id} = ${runId}${words.lock}`,
        sql`update ${samples} set ${sql.identifier(samples.outcome.name)} = ${outcome}
          where ${samples.runId} = ${runId} and ${samples.outcome} <> ${outcome}`,
        // The epoch moves on: whatever was made from the verdicts shown before is out of date.
        db
          .update(runs)
          .set({ activeGrader: grader, counts: ofRun, epoch: sql`${runs.epoch} + 1`, progressAt: at })
          .where(eq(runs.id, runId))
          .getSQL(),
      ]);
      const [run] = await db.select().from(runs).where(eq(runs.id, runId));
      if (run === undefined) throw new Error(`no run ${runId} to change the grader of`);
      return run;
    },

    listInvalidLines: async (runId, page) => {
      const after = readCursor(page, ["number", "string"]);
      const rows = await db
        .select()
        .from(invalidLines)
        .where(
          and(
            eq(invalidLines.runId, runId),
            after === null
              ? undefined
              : or(
                  gt(invalidLines.line, after[0]),
                  and(eq(invalidLines.line, after[0]), sql`${invalidLines.code} > ${after[1]}`),
                ),
          ),
        )
        .orderBy(asc(invalidLines.line), asc(invalidLines.code))
        .limit(page.limit + 1);
      return toPage(
        rows,
        page,
        ({ line, code, reason, column }): InvalidLine => ({
          line,
          code,
          reason,
          ...(column === null ? {} : { column }),
        }),
        ({ line, code }) => [line, code],
      );
    },
  };
}

/** The verdict with texts cut and evidence dropped where they would not fit a row; what was cut says so. */
function fitVerdict(verdict: Verdict): Verdict {
  const { extracted, evidence } = verdict;
  const characters = JSON.stringify(evidence).length;
  return {
    ...verdict,
    reason: verdict.reason.slice(0, REASON_CHARACTERS),
    extracted:
      extracted === null ? null : { ...extracted, text: extracted.text.slice(0, EXTRACTED_CHARACTERS) },
    evidence:
      characters * 3 > LIMITS.columnBytes ? { omitted: "evidence too large to keep", characters } : evidence,
  };
}

function fitLine(line: InvalidLine): InvalidLine {
  return { ...line, reason: line.reason.slice(0, REASON_CHARACTERS) };
}

function addToCounts(jsonObject: SQL, counts: SQL, added: OutcomeCounts): SQL {
  const entries = OUTCOMES.map(
    (outcome) =>
      sql`${sql.raw(`'${outcome}'`)}, cast(${counts}->>${sql.raw(`'${outcome}'`)} as bigint) + cast(${added[outcome]} as bigint)`,
  );
  return sql`${jsonObject}(${list(entries)})`;
}

function countOutcomes(jsonObject: SQL, column: SQL): SQL {
  const entries = OUTCOMES.map((outcome) => {
    const name = sql.raw(`'${outcome}'`);
    return sql`${name}, count(*) filter (where ${column} = ${name})`;
  });
  return sql`${jsonObject}(${list(entries)})`;
}
