/**
 * M verdicts of a generative verifier on every sample of the run (Heimdall, arXiv 2504.10337), for `verify` and `audit`.
 * Decision: whole samples in groups, so that a group's votes can be tallied when they are there; a vote is known by
 * sample, verifier and index, so a group that is made again changes nothing. The verifier's name holds the weights and
 * the settings: votes cast with another seed, draw or prompt are another verifier's and never mix with these. A resumed
 * job whose weights are other ones starts over, for the same reason.
 */
import type { JobPayload, JobSample, JobSamples, JobVotes, Vote } from "@plumbline/contract";
import { z } from "zod";
import type { GenerationRequest, ModelFacts } from "../engines/engine.ts";
import { contentHash } from "../prompts/contentHash.ts";
import { readVerdict } from "../prompts/readVerdict.ts";
import { verificationPrompt } from "../prompts/verificationPrompt.ts";
import { deriveSeed } from "./deriveSeed.ts";
import { CALL_REQUESTS } from "./executeRows.ts";
import type { JobContext, JobEnd } from "./executor.ts";
import { type Drawn, toShortName } from "./jobEngine.ts";
import { inGroups, type Place, placeSchema, type Read, readItems, START } from "./readItems.ts";
import { addSpending, NOTHING_SPENT, type Spending, spendingSchema, toSpending } from "./spending.ts";
import { workAhead } from "./workAhead.ts";

type VerifyPayload = JobPayload<"verify">;
type Verdict = Vote["verdict"];

/** A sample and all verdicts on it, by index. */
export interface Judged {
  readonly sample: JobSample;
  readonly verdicts: readonly Verdict[];
}

/** What a kind of job makes of the votes besides storing them; plain JSON, kept in the checkpoint. */
export interface Tally<Extra> {
  readonly schema: z.ZodType<Extra>;
  readonly empty: Extra;
  add(extra: Extra, samples: readonly Judged[]): Extra;
  toResult(extra: Extra): Readonly<Record<string, unknown>>;
}

const checkpointSchema = z.object({
  verifier: z.string(),
  place: placeSchema,
  samples: z.number().int(),
  counts: z.object({ right: z.number(), wrong: z.number(), abstained: z.number() }),
  spending: spendingSchema,
});

interface Checkpoint<Extra> {
  readonly verifier: string;
  readonly place: Place;
  readonly samples: number;
  readonly counts: { readonly right: number; readonly wrong: number; readonly abstained: number };
  readonly spending: Spending;
  readonly extra: Extra;
}

export async function castVotes<Extra>(
  context: JobContext,
  payload: VerifyPayload,
  tally: Tally<Extra>,
): Promise<JobEnd> {
  const engine = await context.engine(payload.model);
  let at = readCheckpoint(context, toVerifier(engine.facts, payload), tally);
  const samplesPerGroup = Math.max(1, Math.floor(CALL_REQUESTS / payload.votes));
  const callsAtOnce = engine.facts.engine === "onnx" ? 1 : 2;

  const ended = await workAhead<Read<JobSample, JobSamples>[], Checked[]>({
    groups: inGroups(
      readItems<JobSample, JobSamples>((cursor) => context.samples(cursor), at.place),
      samplesPerGroup,
    ),
    width: callsAtOnce,
    drain: context.drain,
    stop: context.stop,
    make: async (group, signal) => {
      const asked = group.map(({ item }) => ({ sample: item, requests: toRequests(item, payload) }));
      const requests = asked.flatMap((one) => one.requests);
      const drawn = await engine.draw(requests, "verify", signal);
      return asked.map((one, index) =>
        toChecked(one, drawn.slice(index * payload.votes, (index + 1) * payload.votes)),
      );
    },
    handIn: async (group, checked) => {
      const last = group.at(-1);
      if (last === undefined) return;
      at = advance(at, last.after, checked, tally);
      await context.reportVotes({
        verifier: at.verifier,
        votes: checked.flatMap(({ votes }) => votes),
        checkpoint: { ...at },
        progress: { done: at.samples, total: last.page.total },
      });
    },
  });
  if (ended === "drained") return { status: "released" };
  const { verifier, samples, counts, spending, extra } = at;
  const { name: model, revision } = engine.facts;
  const votes = counts.right + counts.wrong + counts.abstained;
  return {
    status: "done",
    result: { verifier, samples, votes, ...counts, ...spending, ...tally.toResult(extra), model, revision },
    batchPlan: {
      model: engine.facts,
      requestsPerCall: samplesPerGroup * payload.votes,
      callsAtOnce,
      engine: engine.batchPlan,
    },
  };
}

/** The start where there is none, or one of another verifier, or one that this version cannot read. */
function readCheckpoint<Extra>(
  { lease }: JobContext,
  verifier: string,
  { schema, empty }: Tally<Extra>,
): Checkpoint<Extra> {
  const known = checkpointSchema.safeParse(lease.checkpoint).data;
  const extra = schema.safeParse(lease.checkpoint["extra"]);
  if (known !== undefined && known.verifier === verifier && extra.success)
    return { ...known, extra: extra.data };
  const counts = { right: 0, wrong: 0, abstained: 0 };
  return { verifier, place: START, samples: 0, counts, spending: NOTHING_SPENT, extra: empty };
}

function advance<Extra>(
  before: Checkpoint<Extra>,
  place: Place,
  checked: readonly Checked[],
  tally: Tally<Extra>,
): Checkpoint<Extra> {
  const verdicts = checked.flatMap((one) => one.verdicts);
  const count = (wanted: Verdict) => verdicts.filter((verdict) => verdict === wanted).length;
  return {
    verifier: before.verifier,
    place,
    samples: before.samples + checked.length,
    counts: {
      right: before.counts.right + count("right"),
      wrong: before.counts.wrong + count("wrong"),
      abstained: before.counts.abstained + count("unparseable"),
    },
    spending: addSpending(before.spending, toSpending(checked.flatMap(({ drawn }) => drawn))),
    extra: tally.add(before.extra, checked),
  };
}

interface Checked extends Judged {
  readonly drawn: readonly Drawn[];
  readonly votes: JobVotes["votes"];
}

/** Who votes: the model, its weights, and a hash over prompt, draw and seed. */
export function toVerifier(
  facts: Pick<ModelFacts, "name" | "revision">,
  { draw, seed }: Pick<VerifyPayload, "draw" | "seed">,
): string {
  const settings = contentHash(JSON.stringify([verificationPrompt("", ""), draw, seed])).slice(0, 6);
  return `${toShortName(facts)}/${settings}`;
}

function toRequests({ statement, response, problemKey, index }: JobSample, payload: VerifyPayload) {
  const { draw, seed, votes } = payload;
  const messages = [{ role: "user" as const, content: verificationPrompt(statement, response) }];
  return Array.from({ length: votes }, (_, vote) => ({
    messages,
    draw,
    seed: deriveSeed(seed, "verify", problemKey, index, vote),
  }));
}

function toChecked(
  { sample, requests }: { readonly sample: JobSample; readonly requests: readonly GenerationRequest[] },
  drawn: readonly Drawn[],
): Checked {
  const promptHash = contentHash(requests[0]?.messages[0]?.content ?? "");
  const verdicts = drawn.map(({ text }) => readVerdict(text));
  const votes = drawn.map(({ tokensOut }, index) => ({
    sampleId: sample.sampleId,
    index,
    verdict: verdicts[index] ?? "unparseable",
    tokens: tokensOut,
    seed: requests[index]?.seed ?? null,
    promptHash,
  }));
  return { sample, drawn, verdicts, votes };
}
