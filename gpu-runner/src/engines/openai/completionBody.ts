/**
 * The body of a chat completion, in the dialect that the server turns out to speak.
 * Decision: fields that only add knowledge (`logprobs`, `stream_options`), that ask for repeatability (`seed`) or that
 * say the default (`top_k: -1`) are left out for good once the server refuses them; what changes the distribution that
 * is drawn from is never dropped, because results would then not be what their record says.
 */
import type { GenerationRequest } from "../engine.ts";
import type { CompletionBody } from "./streamCompletion.ts";

/** What a server may lack without changing what is drawn. */
export const OPTIONAL_FIELDS = ["logprobs", "seed", "stream_options", "top_k", "max_tokens"] as const;
export type OptionalField = (typeof OPTIONAL_FIELDS)[number];

/** `refused` holds the fields that this server has refused; `max_tokens` is then written `max_completion_tokens`. */
export function toCompletionBody(
  { messages, prefill, draw, seed }: GenerationRequest,
  model: string,
  refused: ReadonlySet<OptionalField>,
): CompletionBody {
  const continued = prefill !== undefined && prefill !== "";
  return {
    model,
    messages: [...messages, ...(continued ? [{ role: "assistant" as const, content: prefill }] : [])],
    stream: true,
    temperature: draw.temperature,
    top_p: draw.topP,
    [refused.has("max_tokens") ? "max_completion_tokens" : "max_tokens"]: draw.maxTokens,
    ...(draw.stop.length > 0 && { stop: [...draw.stop] }),
    ...(!refused.has("seed") && { seed }),
    ...(!refused.has("logprobs") && { logprobs: true }),
    ...(!refused.has("stream_options") && { stream_options: { include_usage: true } }),
    // vLLM and SGLang take what is left out from the model's own generation_config.json, so "no cut" is said aloud.
    ...(draw.topK > 0 ? { top_k: draw.topK } : !refused.has("top_k") && { top_k: -1 }),
    ...(continued && { continue_final_message: true, add_generation_prompt: false }),
  };
}

/** Which optional field a refusal is about; null where dropping one would not help or is not allowed. */
export function readRefusedField(
  refusal: { readonly status: number; readonly param: string; readonly words: string } | null,
  sent: Readonly<Record<string, unknown>>,
): OptionalField | null {
  if (refusal === null || (refusal.status !== 400 && refusal.status !== 422)) return null;
  const named = (field: OptionalField): boolean =>
    refusal.param === field ||
    refusal.param.startsWith(`${field}.`) ||
    new RegExp(`\\b${field.replace("_", "[_ ]")}\\b`, "i").test(refusal.words);
  const field = OPTIONAL_FIELDS.find((candidate) => candidate in sent && named(candidate));
  if (field === "top_k" && sent["top_k"] !== -1) return null;
  // Only where the server names the other spelling: "max_tokens is too large" must stay an error.
  if (field === "max_tokens" && !refusal.words.includes("max_completion_tokens")) return null;
  return field ?? null;
}

const encoder = new TextEncoder();
/** Template around one message, and around all of them (system prompts that templates add by themselves). */
const TOKENS_PER_MESSAGE = 16;
const TOKENS_PER_PROMPT = 256;

/**
 * Upper bound of the prompt's tokens: no tokenizer makes more tokens than the text has bytes.
 * @example countAtMost({ messages: [{ role: "user", content: "1+1" }], ... }) // 3 + 16 + 256
 */
export function countAtMost({ messages, prefill }: GenerationRequest): number {
  const texts = [...messages.map(({ content }) => content), prefill ?? ""];
  return texts.reduce(
    (total, text) => total + encoder.encode(text).length + TOKENS_PER_MESSAGE,
    TOKENS_PER_PROMPT,
  );
}
