/**
 * What generates text, behind one interface; one file or folder each beside this one (`onnx`, `openai`).
 * Decision: a request carries its own seed, so that what comes back depends on the request and, in the last bits of
 * floating point, on the batch it was computed in; never on the order of requests. An engine that cannot go on throws
 * `EngineError`, whose kind says whether another attempt may help.
 */
import type { Draw } from "@plumbline/contract";

export interface ChatMessage {
  readonly role: "system" | "user" | "assistant";
  readonly content: string;
}

export interface GenerationRequest {
  readonly messages: readonly ChatMessage[];
  /** Begin of the assistant's turn, to be continued; the generated text does not repeat it. */
  readonly prefill?: string | undefined;
  readonly draw: Draw;
  /** 0 to 2^32 - 1. Two requests that differ only here are independent draws. */
  readonly seed: number;
}

/** One generated token. `logProbability` is natural, under the model at temperature 1, before any cut. */
export interface GeneratedToken {
  readonly text: string;
  readonly logProbability: number | null;
}

export interface Generation {
  readonly text: string;
  readonly tokensIn: number;
  readonly tokensOut: number;
  /** `length`: cut by `maxTokens` or by the model's context. */
  readonly finish: "stop" | "length";
  /** Which of `draw.stop` ended it (`text` is without it); null = the model itself did; left out = not known. */
  readonly stopString?: string | null | undefined;
  /** Sum over the generated tokens; null where the engine does not tell. */
  readonly logProbability: number | null;
  /** Only where the caller asked for them. */
  readonly tokens: readonly GeneratedToken[] | null;
  readonly latencyMs: number;
  /** US dollars; null where no price is known. */
  readonly cost: number | null;
}

export interface GenerateOptions {
  /** Aborting ends the work at once; `generate` then rejects with the signal's reason. */
  readonly signal: AbortSignal;
  readonly withTokens?: boolean | undefined;
  /** New text of a request as it comes, in pieces of whole characters. */
  readonly onText?: ((request: number, text: string, tokens: readonly GeneratedToken[]) => void) | undefined;
}

export interface ModelFacts {
  /** As jobs name it. */
  readonly name: string;
  /** What the weights are: a content hash of a local model's files, the server's own word for a remote one. */
  readonly revision: string;
  readonly engine: "onnx" | "openai";
  /** `cpu`, `cuda`, `webgpu`, or `remote`. */
  readonly provider: string;
  readonly contextLength: number | null;
}

export interface Engine {
  readonly facts: ModelFacts;
  /** How this engine makes batches; stored with jobs, because results depend on it in the last bits. */
  readonly batchPlan: Readonly<Record<string, unknown>>;
  /** One generation per request, in their order. Calls may overlap; an engine merges them into its batches. */
  generate(requests: readonly GenerationRequest[], options: GenerateOptions): Promise<readonly Generation[]>;
  close(): Promise<void>;
}

/** Closed: each kind has its sentence and its fix where it is thrown, and a row in docs/runner.md. */
export const ENGINE_ERROR_KINDS = [
  "model_file_missing",
  "model_file_corrupt",
  "provider_unavailable",
  "context_too_long",
  "engine_died",
  "rate_limited",
  "server_error",
  "bad_reply",
  "timed_out",
  "unreachable",
  "refused",
  "budget_exhausted",
] as const;
export type EngineErrorKind = (typeof ENGINE_ERROR_KINDS)[number];

export class EngineError extends Error {
  readonly kind: EngineErrorKind;
  /** What to do about it, for people. */
  readonly fix: string;
  /** Whether the same request may succeed later or elsewhere. */
  readonly retry: boolean;
  constructor(
    kind: EngineErrorKind,
    message: string,
    options: { fix: string; retry: boolean; cause?: unknown },
  ) {
    super(message, { cause: options.cause });
    this.name = "EngineError";
    this.kind = kind;
    this.fix = options.fix;
    this.retry = options.retry;
  }
}
