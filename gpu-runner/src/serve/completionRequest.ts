/**
 * The body of POST /v1/chat/completions, read into requests to the engine.
 * Decision: a field either means what OpenAI's API says (and vLLM's, for `top_k`, `continue_final_message` and
 * `add_generation_prompt`) or is refused by name; nothing that would change the answer is silently ignored. Fields that
 * only label a request are taken and ignored, and a neutral value (a penalty of 0) is no request at all.
 */
import { z } from "zod";
import type { ChatMessage, GenerationRequest } from "../engines/engine.ts";
import { ApiError } from "./apiError.ts";
import { sampleSeed } from "./sampleSeed.ts";

/** As many tokens as one request may ask for, the same bound as for jobs. */
const MAX_TOKENS = 131_072;
const MAX_SAMPLES = 128;
/** Where neither the request nor the model says. */
const DEFAULT_TOKENS = 1_024;

const textPart = z.object({ type: z.literal("text"), text: z.string() });
const content = z.union([z.string(), z.array(textPart).min(1)], {
  error: "must be a text or a list of parts of type text",
});
const message = z.discriminatedUnion("role", [
  z.object({ role: z.enum(["system", "developer", "user"]), content, name: z.string().optional() }),
  z.object({ role: z.literal("assistant"), content, name: z.string().optional() }),
]);
const tokens = z.number().int().min(1).max(MAX_TOKENS).nullish();
const label = z.unknown().optional();
const neutral = (value: number) => z.literal(value, { error: "is not supported by this server" }).nullish();

const bodySchema = z.strictObject({
  model: z.string().min(1),
  messages: z.array(message).min(1).max(2_000),
  stream: z.boolean().nullish(),
  stream_options: z.object({ include_usage: z.boolean().optional() }).nullish(),
  n: z.number().int().min(1).max(MAX_SAMPLES).nullish(),
  seed: z.number().int().nullish(),
  temperature: z.number().min(0).max(2).nullish(),
  top_p: z.number().gt(0).max(1).nullish(),
  /** -1 and 0 cut nothing off. */
  top_k: z.number().int().min(-1).nullish(),
  max_tokens: tokens,
  max_completion_tokens: tokens,
  stop: z.union([z.string().min(1).max(100), z.array(z.string().min(1).max(100)).max(8)]).nullish(),
  logprobs: z.boolean().nullish(),
  top_logprobs: z
    .literal(0, {
      error: "must be 0: this server tells the log-probability of each chosen token, not of its alternatives",
    })
    .nullish(),
  continue_final_message: z.boolean().nullish(),
  add_generation_prompt: z.boolean().nullish(),
  frequency_penalty: neutral(0),
  presence_penalty: neutral(0),
  response_format: z.object({ type: z.literal("text", { error: "must be text" }) }).nullish(),
  user: label,
  metadata: label,
  store: label,
  service_tier: label,
  safety_identifier: label,
  prompt_cache_key: label,
});

export interface CompletionRequest {
  readonly model: string;
  /** One for each of the `n` samples. */
  readonly generations: readonly GenerationRequest[];
  readonly stream: boolean;
  readonly withUsage: boolean;
  readonly withTokens: boolean;
}

export interface RequestDefaults {
  readonly contextLength: number | null;
  /** 0 to 2^32 - 1, for requests without a seed. */
  readonly randomSeed: () => number;
}

/** Throws `ApiError` 400 that names the first field that is wrong. */
export function readCompletionRequest(body: unknown, defaults: RequestDefaults): CompletionRequest {
  const read = bodySchema.safeParse(body);
  if (!read.success) throw toInvalid(read.error);
  const { data } = read;
  const { turn, prefill } = splitPrefill(data);
  const draw = {
    temperature: data.temperature ?? 1,
    topP: data.top_p ?? 1,
    topK: Math.max(0, data.top_k ?? 0),
    maxTokens:
      data.max_completion_tokens ??
      data.max_tokens ??
      Math.min(defaults.contextLength ?? DEFAULT_TOKENS, MAX_TOKENS),
    stop: typeof data.stop === "string" ? [data.stop] : (data.stop ?? []),
  };
  const seed = data.seed ?? defaults.randomSeed();
  return {
    model: data.model,
    generations: Array.from({ length: data.n ?? 1 }, (_, index) => ({
      messages: turn,
      prefill,
      draw,
      seed: sampleSeed(seed, index),
    })),
    stream: data.stream ?? false,
    withUsage: data.stream_options?.include_usage ?? false,
    withTokens: data.logprobs ?? false,
  };
}

/** A last message of the assistant is continued where the request says so, as in vLLM; else it is a finished turn. */
function splitPrefill(data: z.infer<typeof bodySchema>): {
  turn: ChatMessage[];
  prefill: string | undefined;
} {
  const messages = data.messages.map(({ role, content }) => ({
    role: role === "developer" ? ("system" as const) : role,
    content: typeof content === "string" ? content : content.map(({ text }) => text).join(""),
  }));
  if (data.continue_final_message !== true) {
    if (data.add_generation_prompt === false)
      throw invalid("add_generation_prompt", "must be true unless continue_final_message is true");
    return { turn: messages, prefill: undefined };
  }
  if (data.add_generation_prompt === true)
    throw invalid("add_generation_prompt", "must not be true together with continue_final_message");
  const last = messages.at(-1);
  if (last?.role !== "assistant")
    throw invalid(
      "messages",
      "must end with a message of the assistant where continue_final_message is true",
    );
  return { turn: messages.slice(0, -1), prefill: last.content };
}

function invalid(param: string, what: string): ApiError {
  return new ApiError(400, "invalid_value", `Invalid value for '${param}': ${what}.`, { param });
}

function toInvalid(error: z.ZodError): ApiError {
  const issue = error.issues[0];
  if (issue === undefined) return new ApiError(400, "invalid_value", "The request is invalid.");
  if (issue.code === "unrecognized_keys") {
    const [param = ""] = issue.keys;
    const fix = "This server takes no field of that name.";
    return new ApiError(400, "unknown_parameter", `Unknown parameter: '${param}'. ${fix}`, { param });
  }
  const param = issue.path
    .map((part) => (typeof part === "number" ? `[${part}]` : `.${String(part)}`))
    .join("")
    .replace(/^\./, "");
  if (issue.code === "invalid_type" && issue.input === undefined && /undefined/.test(issue.message))
    return new ApiError(400, "missing_required_parameter", `Missing required parameter: '${param}'.`, {
      param,
    });
  return invalid(param === "" ? "body" : param, issue.message);
}
