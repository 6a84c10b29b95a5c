/** Generations in the words of OpenAI's chat completions, whole and in chunks. */
import type { GeneratedToken, Generation } from "../engines/engine.ts";

/** What every chunk of one reply shares. */
export interface ReplyHead {
  readonly id: string;
  /** Seconds since 1970. */
  readonly created: number;
  readonly model: string;
  readonly system_fingerprint: string;
}

const encoder = new TextEncoder();
/** OpenAI's word for a log-probability that is not told. */
const UNKNOWN_LOG_PROBABILITY = -9_999;

export function toCompletion(
  head: ReplyHead,
  generations: readonly Generation[],
  withTokens: boolean,
): object {
  return {
    ...head,
    object: "chat.completion",
    choices: generations.map(({ text, finish, stopString, tokens }, index) => ({
      index,
      message: { role: "assistant", content: text, refusal: null },
      logprobs: withTokens ? toLogprobs(tokens) : null,
      finish_reason: finish,
      stop_reason: stopString,
    })),
    usage: toUsage(generations),
  };
}

/** Opens choice `index`. */
export function toFirstChunk(head: ReplyHead, index: number): object {
  return toChunk(head, index, { role: "assistant", content: "" }, null);
}

export function toTextChunk(
  head: ReplyHead,
  index: number,
  text: string,
  tokens: readonly GeneratedToken[] | null,
): object {
  return toChunk(head, index, { content: text }, tokens === null ? null : toLogprobs(tokens));
}

/** `stop_reason` is vLLM's: which stop string ended the text, null where the model itself did. */
export function toLastChunk(
  head: ReplyHead,
  index: number,
  { finish, stopString }: Pick<Generation, "finish" | "stopString">,
): object {
  return toChunk(head, index, {}, null, { finish_reason: finish, stop_reason: stopString });
}

export function toUsageChunk(head: ReplyHead, generations: readonly Generation[]): object {
  return { ...head, object: "chat.completion.chunk", choices: [], usage: toUsage(generations) };
}

function toChunk(
  head: ReplyHead,
  index: number,
  delta: object,
  logprobs: object | null,
  end: object = { finish_reason: null },
): object {
  const choice = { index, delta, logprobs, ...end };
  return { ...head, object: "chat.completion.chunk", choices: [choice] };
}

/** The prompt counts once for all samples, as at OpenAI. */
function toUsage(generations: readonly Generation[]): object {
  const prompt = generations[0]?.tokensIn ?? 0;
  const output = generations.reduce((total, { tokensOut }) => total + tokensOut, 0);
  return { prompt_tokens: prompt, completion_tokens: output, total_tokens: prompt + output };
}

function toLogprobs(tokens: readonly GeneratedToken[] | null): object | null {
  if (tokens === null) return null;
  const content = tokens.map(({ text, logProbability }) => ({
    token: text,
    logprob: logProbability ?? UNKNOWN_LOG_PROBABILITY,
    bytes: [...encoder.encode(text)],
    top_logprobs: [],
  }));
  return { content, refusal: null };
}
