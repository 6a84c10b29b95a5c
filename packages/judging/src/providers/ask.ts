/**
 * The model call, as judges see it: messages and a schema in, text or a named failure out.
 * Decision: `ask` never rejects for what a model or a network does; each failure is one of six words, because each ends
 * in another outcome. Adapters (`openaiChat`, `workersAi`, the runner's engines) make an `Ask`; `withBudget` and
 * `withRetries` wrap one.
 */
import type { JsonSchema } from "../judge.ts";
import type { ChatMessage } from "../prompts/fence.ts";

export interface AskRequest {
  readonly messages: readonly ChatMessage[];
  readonly responseSchema: JsonSchema;
  /** Most tokens of the reply, thoughts included. */
  readonly maxTokens: number;
}

export interface Usage {
  readonly tokensIn: number;
  readonly tokensOut: number;
  /** US dollars; null where no price is known. */
  readonly cost: number | null;
}

/** A failure that cost nothing, a refusal by status for example. */
export const NO_USAGE: Usage = { tokensIn: 0, tokensOut: 0, cost: 0 };

export type AskFailure =
  /** The endpoint takes no more requests for now. */
  | "rate_limited"
  /** No endpoint, no model, no permission, or the endpoint failed. */
  | "unavailable"
  | "timed_out"
  /** The model declines to reply. */
  | "refused"
  /** The budget does not cover another call; nothing was sent. */
  | "budget_exhausted"
  /** The token limit ended the reply; `text` holds what came. */
  | "cut_off";

/** `usage` null: it was not told, and may be anything up to the worst case. */
export type Reply =
  | { readonly status: "answered"; readonly text: string; readonly usage: Usage | null }
  | {
      readonly status: "failed";
      readonly failure: AskFailure;
      /** For people. */
      readonly message: string;
      readonly text?: string;
      readonly usage: Usage | null;
      /** The endpoint's wish before another try, milliseconds. */
      readonly retryAfterMs?: number;
    };

export type Ask = (request: AskRequest) => Promise<Reply>;
