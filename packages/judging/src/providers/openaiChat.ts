/**
 * The wire form of OpenAI-compatible endpoints: a request's body, and what status and body of an answer mean. Pure; the
 * one who has a network sends it.
 * Decision: a JSON schema is sent where the endpoint takes one. An endpoint that refuses it (`refusesSchema`) is asked
 * without from then on: the prompt says the form anyway, and replies are read as strictly either way.
 */
import { z } from "zod";
import type { AskRequest, Reply, Usage } from "./ask.ts";
import { NO_USAGE } from "./ask.ts";

export interface OpenaiChatOptions {
  readonly model: string;
  /** `schema` where the endpoint knows `response_format: json_schema`, else `plain`. */
  readonly mode: "schema" | "plain";
  /** Judges are asked at 0 unless several votes are wanted. 0 */
  readonly temperature?: number | undefined;
  readonly seed?: number | undefined;
}

export function toOpenaiChat(
  { messages, responseSchema, maxTokens }: AskRequest,
  options: OpenaiChatOptions,
) {
  const { $schema: _, ...schema } = responseSchema;
  return {
    model: options.model,
    messages,
    max_tokens: maxTokens,
    temperature: options.temperature ?? 0,
    ...(options.seed !== undefined && { seed: options.seed }),
    ...(options.mode === "schema" && {
      response_format: { type: "json_schema", json_schema: { name: "judgement", strict: true, schema } },
    }),
  };
}

const answerSchema = z.object({
  choices: z
    .array(
      z.object({
        message: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }),
        finish_reason: z.string().nullish(),
      }),
    )
    .min(1),
  usage: z.object({ prompt_tokens: z.int().min(0), completion_tokens: z.int().min(0) }).nullish(),
});

/** Total: whatever the endpoint sent has a name. `body` is parsed JSON, or anything where it was none. */
export function readOpenaiChat(status: number, body: unknown, retryAfterMs?: number): Reply {
  if (status < 200 || status > 299) return ofStatus(status, body, retryAfterMs);
  const answer = answerSchema.safeParse(body);
  const choice = answer.data?.choices[0];
  if (answer.data === undefined || choice === undefined) {
    const message = "The endpoint's answer is not a chat completion.";
    return { status: "failed", failure: "unavailable", message, usage: null };
  }
  const told = answer.data.usage;
  const usage: Usage | null = told
    ? { tokensIn: told.prompt_tokens, tokensOut: told.completion_tokens, cost: null }
    : null;
  const text = choice.message.content ?? "";
  const { refusal } = choice.message;
  if (typeof refusal === "string" && refusal !== "") {
    return {
      status: "failed",
      failure: "refused",
      message: `The model declines: ${short(refusal)}`,
      text: refusal,
      usage,
    };
  }
  if (choice.finish_reason === "content_filter") {
    return {
      status: "failed",
      failure: "refused",
      message: "The endpoint's filter withholds the reply.",
      text,
      usage,
    };
  }
  if (choice.finish_reason === "length") {
    return { status: "failed", failure: "cut_off", message: "The token limit ended the reply.", text, usage };
  }
  return { status: "answered", text, usage };
}

/** Whether an endpoint refuses the schema mode itself, so that `plain` may do. */
export function refusesSchema(status: number, body: unknown): boolean {
  return (status === 400 || status === 422) && /response_format|json_schema|schema/iu.test(wordsOf(body));
}

/** A status is the endpoint's word that nothing was generated; only a time-out on its side may have cost something. */
function ofStatus(status: number, body: unknown, retryAfterMs: number | undefined): Reply {
  const message = `The endpoint answered ${status}: ${short(wordsOf(body))}`;
  const wish = retryAfterMs === undefined ? {} : { retryAfterMs };
  if (status === 429) return { status: "failed", failure: "rate_limited", message, usage: NO_USAGE, ...wish };
  if (status === 408 || status === 504)
    return { status: "failed", failure: "timed_out", message, usage: null, ...wish };
  return { status: "failed", failure: "unavailable", message, usage: NO_USAGE, ...wish };
}

function wordsOf(body: unknown): string {
  return typeof body === "string" ? body : (JSON.stringify(body) ?? "");
}

function short(text: string): string {
  const plain = text.replace(/\s+/gu, " ").trim();
  return plain.length > 300 ? `${plain.slice(0, 300)}...` : plain;
}
