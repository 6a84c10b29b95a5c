/**
 * Votes and judgements, and the one query behind what they are worth.
 * Decision: a vote is known by (sample, verifier, index) and is never changed, so that a batch sent twice adds nothing.
 * Both are written only for samples of the run that the job works on. The votes of a sample come back as one string in
 * index order, because a run has thousands of samples with dozens of votes, and a row for each would be most of the cost.
 */
import { OUTCOMES } from "@plumbline/contract";
import { and, asc, eq, sql } from "drizzle-orm";
import { insertRows, rowSources } from "../bulk.ts";
import type { Connection, Field } from "../connection.ts";
import type { Store } from "../store.ts";

type VerificationQueries = Pick<
  Store,
  | "findForeignSample"
  | "countForeignOutputs"
  | "insertVotes"
  | "insertJudgements"
  | "votesOn"
  | "judgementsOn"
  | "verifiers"
  | "votedSamples"
>;

const IDS: readonly Field[] = [{ name: "id", type: "text", json: false }];
const OUTPUTS: readonly Field[] = [
  { name: "spec_hash", type: "text", json: false },
  { name: "output_hash", type: "text", json: false },
];
/** Characters of an answer that tell it from others: whole ones, by the thousand, would not fit a request's memory. */
const ANSWER_CHARACTERS = 2_000;
/** Votes and judgements of one sample that are shown. */
const SHOWN = 1_000;

export function verificationQueries(connection: Connection): VerificationQueries {
  const { db, tables, words, atomically } = connection;
  const { runs, problems, samples, verdicts, votes, judgements } = tables;
  const ofRun = (runId: string) =>
    sql`exists (select 1 from ${samples} where ${samples.id} = source.sample_id and ${samples.runId} = ${runId})`;

  return {
    findForeignSample: async (runId, sampleIds) => {
      const sources = rowSources(
        connection,
        IDS,
        sampleIds.map((id) => [id]),
      );
      const found = await atomically(
        sources.map(
          (source) => sql`select source.id as id from ${source} as source
            left join ${samples} on ${samples.id} = source.id
            where ${samples.runId} is null or ${samples.runId} <> ${runId} limit 1`,
        ),
      );
      const id = found.flat()[0]?.["id"];
      return id === undefined ? null : String(id);
    },
    countForeignOutputs: async (runId, outputs) => {
      const unique = new Map(
        outputs.map(({ specHash, outputHash }) => [`${specHash} ${outputHash}`, [specHash, outputHash]]),
      );
      // The run is read once for each source, and the source is looked up: its samples have no index by output.
      const own = rowSources(connection, OUTPUTS, [...unique.values()]).map(
        (source) => sql`select count(*) as n from (select distinct ${samples.specHash}, ${samples.outputHash}
          from ${samples} where ${samples.runId} = ${runId} and (${samples.specHash}, ${samples.outputHash})
            in (select spec_hash, output_hash from ${source} as source)) as own`,
      );
      const counts = (await atomically(own)).flat();
      return unique.size - counts.reduce((sum, row) => sum + Number(row["n"]), 0);
    },

    insertVotes: async (runId, added) => {
      await atomically(insertRows(connection, votes, added, { onlyIf: ofRun(runId) }));
    },
    insertJudgements: async (runId, added) => {
      await atomically(insertRows(connection, judgements, added, { onlyIf: ofRun(runId) }));
    },
    votesOn: async (sampleId) =>
      db
        .select()
        .from(votes)
        .where(eq(votes.sampleId, sampleId))
        .orderBy(asc(votes.verifier), asc(votes.index))
        .limit(SHOWN),
    judgementsOn: async (sampleId) =>
      db
        .select()
        .from(judgements)
        .where(eq(judgements.sampleId, sampleId))
        .orderBy(asc(judgements.judge), asc(judgements.step), asc(judgements.id))
        .limit(SHOWN),

    verifiers: async (runId) => {
      const [rows = []] = await atomically([
        sql`select ${votes.verifier} as verifier, count(*) as n from ${samples}
          join ${votes} on ${votes.sampleId} = ${samples.id} where ${samples.runId} = ${runId}
          group by ${votes.verifier} order by count(*) desc, ${votes.verifier}`,
      ]);
      return rows.map((row) => ({ verifier: String(row["verifier"]), votes: Number(row["n"]) }));
    },
    votedSamples: async (runId, verifier) => {
      const cast = and(eq(votes.sampleId, samples.id), eq(votes.verifier, verifier ?? ""));
      const sign = sql`case ${votes.verdict} when 'right' then '1' when 'wrong' then '0' else '-' end`;
      const [rows = []] = await atomically([
        sql`select ${samples.problemId} as problem_id, ${problems.cluster} as cluster,
            ${samples.outcome} as outcome, ${samples.tokensOut} as tokens,
            substr(${verdicts.extracted}->>'text', 1, ${sql.raw(String(ANSWER_CHARACTERS))}) as answer,
            (select ${words.joinInOrder(sign, "", sql`${votes.index}`)} from ${votes} where ${cast}) as votes,
            (select avg(${votes.tokens}) from ${votes} where ${cast}) as vote_tokens
          from ${samples} join ${runs} on ${runs.id} = ${samples.runId}
          join ${problems} on ${problems.id} = ${samples.problemId}
          left join ${verdicts} on ${verdicts.specHash} = ${samples.specHash}
            and ${verdicts.outputHash} = ${samples.outputHash} and ${verdicts.grader} = ${runs.activeGrader}
          where ${samples.runId} = ${runId} order by ${samples.problemId}, ${samples.index}`,
      ]);
      return rows.map((row) => ({
        problemId: String(row["problem_id"]),
        cluster: toText(row["cluster"]),
        outcome: OUTCOMES.find((known) => known === row["outcome"]) ?? "unavailable",
        tokens: toNumber(row["tokens"]),
        answer: toText(row["answer"]),
        votes: toVotes(toText(row["votes"])),
        voteTokens: toNumber(row["vote_tokens"]),
      }));
    },
  };
}

/** @example toVotes("1-0") // [true, null, false] */
function toVotes(signs: string | null): (boolean | null)[] {
  return [...(signs ?? "")].map((sign) => (sign === "-" ? null : sign === "1"));
}

function toText(value: unknown): string | null {
  return value === null || value === undefined ? null : String(value);
}
function toNumber(value: unknown): number | null {
  return value === null || value === undefined ? null : Number(value);
}
