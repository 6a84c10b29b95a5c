/**
 * The form of the Workers AI binding (`env.AI.run(model, input)`): its input, and what it returned. Pure.
 * Decision: with a schema the binding returns the object itself instead of text; it is written as text again, so that
 * there is one reader of replies. The binding tells no cut, so a reply at the token limit counts as cut off.
 */
import { z } from "zod";
import { type AskRequest, NO_USAGE, type Reply, type Usage } from "./ask.ts";

export function toWorkersAi({ messages, responseSchema, maxTokens }: AskRequest, mode: "schema" | "plain") {
  const { $schema: _, ...schema } = responseSchema;
  return {
    messages,
    max_tokens: maxTokens,
    temperature: 0,
    ...(mode === "schema" && { response_format: { type: "json_schema", json_schema: schema } }),
  };
}

const answerSchema = z.object({
  response: z.union([z.string(), z.record(z.string(), z.unknown())]),
  usage: z.object({ prompt_tokens: z.int().min(0), completion_tokens: z.int().min(0) }).nullish(),
});

/** Total. @param returned what the binding resolved to */
export function readWorkersAi(returned: unknown, maxTokens: number): Reply {
  const answer = answerSchema.safeParse(returned).data;
  if (answer === undefined) {
    return { status: "failed", failure: "unavailable", message: "Workers AI returned no text.", usage: null };
  }
  const usage: Usage | null = answer.usage
    ? { tokensIn: answer.usage.prompt_tokens, tokensOut: answer.usage.completion_tokens, cost: null }
    : null;
  const text = typeof answer.response === "string" ? answer.response : JSON.stringify(answer.response);
  if (usage !== null && usage.tokensOut >= maxTokens) {
    return { status: "failed", failure: "cut_off", message: "The token limit ended the reply.", text, usage };
  }
  return { status: "answered", text, usage };
}

/**
 * What the binding's rejection means; its messages carry a code (developers.cloudflare.com/workers-ai/workers-ai-errors).
 * Only a time-out may have cost something.
 */
export function readWorkersAiError(message: string): Reply {
  const said = `Workers AI: ${message.slice(0, 300)}`;
  if (/\b(?:3007|3008|408)\b|timeout|timed out/iu.test(message)) {
    return { status: "failed", failure: "timed_out", message: said, usage: null };
  }
  // 3036 and 4006 (the day's allowance is used up) are not here: no try will help before tomorrow.
  const failure = /\b3040\b|\bcapacity\b|rate limit/iu.test(message) ? "rate_limited" : "unavailable";
  return { status: "failed", failure, message: said, usage: NO_USAGE };
}
