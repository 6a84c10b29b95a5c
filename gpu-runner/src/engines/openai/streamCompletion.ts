/**
 * One streamed chat completion, read to its end.
 * Decision: a reply counts only with its finish reason; whatever ends before is cut off and nothing of it is used.
 * Chunks are checked, because "OpenAI-compatible" is a promise of many servers. Texts of reasoning (`reasoning_content`)
 * are not part of the answer; they keep the stream alive and are counted by the server's usage.
 */
import type { OpenAI } from "openai";
import { z } from "zod";
import type { GeneratedToken } from "../engine.ts";
import { type AttemptFailure, badReply, type Place, timedOut, toAttemptFailure } from "./attemptFailure.ts";

export interface Usage {
  readonly tokensIn: number;
  readonly tokensOut: number;
}

export interface Reply {
  readonly text: string;
  readonly finish: string;
  /** The stop string that ended it; null = the model itself or the limit did; left out where the server does not tell. */
  readonly stopString?: string | null | undefined;
  /** Empty where the server tells no log-probabilities. */
  readonly tokens: readonly GeneratedToken[];
  /** Chunks with text; servers send about one a token. */
  readonly pieces: number;
  /** Null where the server does not tell. */
  readonly usage: Usage | null;
}

export type CompletionBody = OpenAI.ChatCompletionCreateParamsStreaming & Readonly<Record<string, unknown>>;

export interface StreamOptions {
  readonly signal: AbortSignal;
  /** Longest silence, milliseconds. */
  readonly idleMs: number;
  readonly maxTokens: number;
  readonly onPiece: (text: string, tokens: readonly GeneratedToken[]) => void;
}

const stopSchema = z.union([z.string(), z.number()]).nullish().catch(undefined);

const chunkSchema = z.object({
  choices: z.array(
    z.object({
      delta: z.object({ content: z.string().nullish() }).nullish(),
      finish_reason: z.string().nullish(),
      // vLLM's and SGLang's word for what stopped it: the stop string, a token, or null.
      stop_reason: stopSchema,
      matched_stop: stopSchema,
      logprobs: z
        .object({ content: z.array(z.object({ token: z.string(), logprob: z.number() })).nullish() })
        .nullish(),
    }),
  ),
  usage: z
    .object({
      prompt_tokens: z.number().int().nonnegative(),
      completion_tokens: z.number().int().nonnegative(),
    })
    .nullish(),
});

/** What OpenAI's API writes for "very unlikely"; no log-probability. */
const UNKNOWN_LOG_PROBABILITY = -9_999;
/** A token may be long and a chunk empty, but not without bound. */
const CHARACTERS_PER_TOKEN = 256;

/** Rejects with an `AttemptFailure`, or with the signal's reason when it is aborted. */
export async function streamCompletion(
  client: OpenAI,
  body: CompletionBody,
  { signal, idleMs, maxTokens, onPiece }: StreamOptions,
  place: Place,
): Promise<Reply> {
  const idle = new AbortController();
  const timer = setTimeout(() => idle.abort(), idleMs);
  /** Aborting makes the package end its stream quietly or throw; both mean this. */
  const stopped = (): AttemptFailure | null => {
    signal.throwIfAborted();
    return idle.signal.aborted ? timedOut(place.server, idleMs) : null;
  };
  try {
    const { data: stream, response } = await client.chat.completions
      .create(body, { signal: AbortSignal.any([signal, idle.signal]) })
      .withResponse();
    const type = response.headers.get("content-type") ?? "nothing";
    if (!type.toLowerCase().startsWith("text/event-stream")) {
      stream.controller.abort();
      throw badReply(
        `${place.server} answered with ${type.slice(0, 80)} instead of a stream of events.`,
        false,
      );
    }
    const parts: string[] = [];
    const tokens: GeneratedToken[] = [];
    let finish: string | null = null;
    let stopString: Reply["stopString"];
    let usage: Usage | null = null;
    let allowance = maxTokens * CHARACTERS_PER_TOKEN + 65_536;
    for await (const chunk of stream) {
      timer.refresh();
      const { choices, usage: told } = readChunk(chunk, place);
      if (told != null) usage = { tokensIn: told.prompt_tokens, tokensOut: told.completion_tokens };
      const choice = choices[0];
      if (choice === undefined) continue;
      const text = choice.delta?.content ?? "";
      const fresh = (choice.logprobs?.content ?? []).map(({ token, logprob }) => ({
        text: token,
        logProbability: logprob <= UNKNOWN_LOG_PROBABILITY ? null : logprob,
      }));
      allowance -= text.length + 1;
      if (allowance < 0)
        throw badReply(`${place.server} sends far more than the ${maxTokens} tokens asked for.`, false);
      if (choice.finish_reason != null) {
        finish = choice.finish_reason;
        stopString = toStopString(
          choice.stop_reason === undefined ? choice.matched_stop : choice.stop_reason,
        );
      }
      tokens.push(...fresh);
      if (text !== "") parts.push(text);
      if (text !== "" || fresh.length > 0) onPiece(text, fresh);
    }
    const stop = stopped();
    if (stop !== null) throw stop;
    if (finish === null) throw badReply(`The answer of ${place.server} was cut off.`);
    return { text: parts.join(""), finish, stopString, tokens, pieces: parts.length, usage };
  } catch (thrown) {
    throw stopped() ?? toAttemptFailure(thrown, place);
  } finally {
    clearTimeout(timer);
  }
}

/** A number is the token that ended the text: the model itself did. */
function toStopString(told: string | number | null | undefined): string | null | undefined {
  return typeof told === "number" ? null : told;
}

function readChunk(chunk: unknown, place: Place): z.infer<typeof chunkSchema> {
  const read = chunkSchema.safeParse(chunk);
  if (read.success) return read.data;
  const at = read.error.issues[0];
  throw badReply(
    `${place.server} sent a chunk that is no chat completion${at === undefined ? "" : ` (${at.path.join(".")}: ${at.message})`}.`,
  );
}
