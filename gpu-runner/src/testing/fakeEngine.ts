/** An engine whose replies a test writes: pure in the request, with stop strings, token limits, aborts and faults. */
import type { Engine, EngineError, GenerationRequest, ModelFacts } from "../engines/engine.ts";

export interface FakeEngine extends Engine {
  /** Requests of each call, in order. */
  readonly calls: (readonly GenerationRequest[])[];
  /** Calls that were aborted before they were answered. */
  readonly aborted: number[];
  closed: boolean;
}

export interface FakeEngineOptions {
  /** The whole text that follows the prefill. */
  readonly reply: (request: GenerationRequest) => string;
  readonly facts?: Partial<ModelFacts>;
  /** Called before a call is answered; what it returns is thrown. Waiting ends with the call's signal. */
  readonly fault?: (call: number, requests: readonly GenerationRequest[]) => EngineError | null;
  /** A call hangs until it is aborted. */
  readonly hangs?: (call: number) => boolean;
  readonly tellsStop?: boolean;
}

export function createFakeEngine({
  reply,
  facts = {},
  fault = () => null,
  hangs = () => false,
  tellsStop = true,
}: FakeEngineOptions): FakeEngine {
  const calls: (readonly GenerationRequest[])[] = [];
  const aborted: number[] = [];
  return {
    facts: {
      name: "fake",
      revision: "r1",
      engine: "onnx",
      provider: "cpu",
      contextLength: null,
      ...facts,
    },
    batchPlan: { fake: true },
    calls,
    aborted,
    closed: false,
    async generate(requests, { signal }) {
      signal.throwIfAborted();
      const call = calls.push(requests);
      if (hangs(call)) {
        await new Promise((_, reject) => {
          signal.addEventListener("abort", () => {
            aborted.push(call);
            reject(signal.reason);
          });
        });
      }
      const failure = fault(call, requests);
      if (failure !== null) throw failure;
      return requests.map((request) => answer(request));
    },
    async close() {
      this.closed = true;
    },
  };

  /** A token is a character. */
  function answer(request: GenerationRequest) {
    const { stop, maxTokens } = request.draw;
    const whole = reply(request);
    const found = stop
      .map((mark) => ({ mark, at: whole.indexOf(mark) }))
      .filter(({ at }) => at !== -1)
      .sort((left, right) => left.at - right.at)[0];
    const text = found === undefined ? whole : whole.slice(0, found.at);
    const cut = text.length > maxTokens;
    return {
      text: cut ? text.slice(0, maxTokens) : text,
      tokensIn: (request.messages[0]?.content.length ?? 0) + (request.prefill?.length ?? 0),
      tokensOut: Math.min(text.length, maxTokens),
      finish: cut ? ("length" as const) : ("stop" as const),
      ...(tellsStop ? { stopString: cut ? null : (found?.mark ?? null) } : {}),
      logProbability: -text.length / 10,
      tokens: null,
      latencyMs: 5,
      cost: null,
    };
  }
}
