/**
 * Generates on any OpenAI-compatible server: vLLM and SGLang for models that no single process holds, services,
 * `plumb serve-model`.
 * Decision: one streamed request for each generation and never `n`, so that every sample has its own seed, its own
 * tries and its own line in the account; the server makes the batches. Tries are bounded, a wait that the server asks
 * for is kept, and every try passes the budget with its worst case before it leaves. Text that was already handed out
 * cannot be taken back, so a request that breaks after that is not tried again here; its job is.
 * Not done here: choosing between servers (a fleet puts a router in front, docs/engines.md).
 */
import pLimit from "p-limit";
import type { World } from "../../world.ts";
import { type Engine, EngineError, type Generation, type GenerationRequest } from "../engine.ts";
import { AttemptFailure } from "./attemptFailure.ts";
import { countAtMost, type OptionalField, readRefusedField, toCompletionBody } from "./completionBody.ts";
import { type ConnectionOptions, type ConnectionWorld, connect } from "./connect.ts";
import { type Account, type BudgetCaps, createMeter, type Meter, type Prices } from "./createMeter.ts";
import { readServedModel } from "./readServedModel.ts";
import { type StreamOptions, streamCompletion } from "./streamCompletion.ts";
import { toGeneration } from "./toGeneration.ts";
import { type TryOptions, tryAgain } from "./tryAgain.ts";

export interface OpenaiOptions extends ConnectionOptions {
  /** As the server names it. */
  readonly model: string;
  /** As jobs name it; the server's name where left out. */
  readonly name?: string | undefined;
  /** Requests in flight at once. 32 */
  readonly concurrency?: number | undefined;
  readonly prices?: Prices | undefined;
  /** Never exceeded. `dollars` needs `prices`. */
  readonly budget?: BudgetCaps | undefined;
  /** Shared with other engines, earlier ones too, so that one budget holds for all; replaces `prices` and `budget`. */
  readonly meter?: Meter | undefined;
  /** 6 tries, first wait 1,000 ms, `Retry-After` up to 60,000 ms. */
  readonly tries?: Partial<TryOptions> | undefined;
  /** Longest silence of the server. Milliseconds, 120,000 */
  readonly idleMs?: number | undefined;
}

export interface OpenaiWorld extends ConnectionWorld, Pick<World, "log" | "now" | "sleep"> {}

export interface OpenaiEngine extends Engine {
  account(): Account;
}

type OnPiece = StreamOptions["onPiece"];

/**
 * Asks the server for its models first. Rejects with `EngineError` where the server cannot be used, with `RangeError`
 * where a budget in dollars has no prices.
 * @example
 * const engine = await createOpenaiEngine({ url: "http://127.0.0.1:8000", model: "Qwen/Qwen3-8B" }, world);
 */
export async function createOpenaiEngine(options: OpenaiOptions, world: OpenaiWorld): Promise<OpenaiEngine> {
  const { model, concurrency = 32, idleMs = 120_000 } = options;
  const tries = { attempts: 6, retryMs: 1_000, retryAfterLimitMs: 60_000, ...options.tries };
  const meter = options.meter ?? createMeter(options.budget ?? {}, options.prices ?? null);
  const { client, place } = connect(options, world);
  const closed = new AbortController();
  const limit = pLimit(concurrency);
  const refused = new Set<OptionalField>();
  let toldOfUsage = false;

  const listModels = () =>
    readServedModel(client, model, { signal: closed.signal, timeoutMs: idleMs }, place);
  const served = await tryAgain("models", listModels, tries, closed.signal, world);
  if (served.offered !== null && !served.offered.includes(model)) {
    const fields = { model, offered: served.offered.slice(0, 20) };
    world.log.warn(fields, "the model server does not list this model");
  }

  /** One paid try; once more, and so for good, without a field that the server refuses. */
  const callOnce = async (
    request: GenerationRequest,
    signal: AbortSignal,
    onPiece: OnPiece,
  ): Promise<Generation> => {
    const { maxTokens } = request.draw;
    const worst = { tokensIn: countAtMost(request), tokensOut: maxTokens };
    const call = await meter.open(worst, signal);
    const body = toCompletionBody(request, model, refused);
    const started = world.now();
    try {
      const reply = await streamCompletion(client, body, { signal, idleMs, maxTokens, onPiece }, place);
      const latencyMs = world.now() - started;
      const cost = call.answered(reply.usage);
      if (reply.usage === null && !toldOfUsage) {
        world.log.warn({ model }, "the model server tells no usage: its tokens are counted too low");
        toldOfUsage = true;
      }
      return toGeneration(reply, { server: place.server, cost, latencyMs });
    } catch (thrown) {
      call.failed(thrown instanceof AttemptFailure ? thrown.billed : "unknown");
      const field = thrown instanceof AttemptFailure ? readRefusedField(thrown.refusal, body) : null;
      if (field === null) throw thrown;
      if (!refused.has(field))
        world.log.warn({ field }, "the model server refuses a field, asking without it from now on");
      refused.add(field);
      return callOnce(request, signal, onPiece);
    }
  };

  const generateOne = (
    request: GenerationRequest,
    signal: AbortSignal,
    onPiece: OnPiece | null,
  ): Promise<Generation> => {
    let handedOut = false;
    const handOut: OnPiece = (text, tokens) => {
      handedOut ||= onPiece !== null;
      onPiece?.(text, tokens);
    };
    const attempt = async (): Promise<Generation> => {
      try {
        return await callOnce(request, signal, handOut);
      } catch (thrown) {
        throw handedOut && thrown instanceof AttemptFailure ? thrown.forGood() : thrown;
      }
    };
    return tryAgain("completion", attempt, tries, signal, world);
  };

  return {
    facts: {
      name: options.name ?? model,
      revision: served.revision,
      engine: "openai",
      provider: "remote",
      contextLength: served.contextLength,
    },
    batchPlan: { batching: "server", concurrency },
    async generate(requests, { signal: given, withTokens = false, onText }) {
      // One request that fails ends the others: their results could not be handed back, and would cost.
      const failed = new AbortController();
      const signal = AbortSignal.any([given, closed.signal, failed.signal]);
      signal.throwIfAborted();
      const generate = async (request: GenerationRequest, index: number): Promise<Generation> => {
        signal.throwIfAborted();
        const onPiece: OnPiece | null =
          onText === undefined
            ? null
            : (text, tokens) => {
                try {
                  onText(index, text, tokens);
                } catch (thrown) {
                  failed.abort(thrown);
                }
              };
        const generation = await generateOne(request, signal, onPiece);
        return withTokens ? generation : { ...generation, tokens: null };
      };
      try {
        const all = Promise.all(requests.map((request, index) => limit(() => generate(request, index))));
        return await orAborted(all, signal);
      } catch (thrown) {
        failed.abort(thrown);
        throw thrown;
      }
    },
    account: () => meter.account(),
    close: async () => closed.abort(wasClosed()),
  };
}

function wasClosed(): EngineError {
  const fix = "Nothing to do: another runner continues the job.";
  return new EngineError("engine_died", "The engine was closed.", { fix, retry: true });
}

/** The promise, or the signal's reason as soon as it is aborted: requests that wait for a place keep nobody. */
async function orAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  const done = new AbortController();
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true, signal: done.signal });
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    done.abort();
  }
}
