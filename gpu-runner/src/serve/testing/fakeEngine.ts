/** A small engine: its text is told by the request, token by token, so that tests see what arrived and when. */
import {
  type Engine,
  EngineError,
  type GeneratedToken,
  type GenerateOptions,
  type Generation,
  type GenerationRequest,
} from "../../engines/engine.ts";

export interface FakeEngine extends Engine {
  /** Every request that arrived, in order. */
  readonly asked: readonly GenerationRequest[];
  /** Calls of `generate` that were aborted. */
  readonly aborted: () => number;
}

/**
 * Answers `seed:SEED temperature:T ...` to "draw", `echo` of the last message and prefill else.
 * "too long" does not fit, "die" dies at once, "die later" after its first token, "hang" waits until it is aborted.
 */
export function createFakeEngine({ contextLength = 64 as number | null } = {}): FakeEngine {
  const asked: GenerationRequest[] = [];
  let aborted = 0;

  const generateOne = async (
    request: GenerationRequest,
    index: number,
    { signal, withTokens, onText }: GenerateOptions,
  ): Promise<Generation> => {
    asked.push(request);
    const words = request.messages.at(-1)?.content ?? "";
    if (words === "too long")
      throw new EngineError("context_too_long", "The prompt has 99 tokens, 64 fit.", {
        fix: "Shorten it.",
        retry: false,
      });
    const died = new EngineError("engine_died", "The inference process died.", {
      fix: "Try again.",
      retry: true,
    });
    if (words === "die") throw died;
    const { draw, seed, prefill = "" } = request;
    const text = words === "draw" ? `seed:${seed} ${JSON.stringify(draw)}` : `${prefill}>${words}`;
    const pieces = text.match(/[^ ]+ ?| /g) ?? [];
    const tokens: GeneratedToken[] = [];
    for (const piece of pieces.slice(0, draw.maxTokens)) {
      await new Promise((resolve) => setImmediate(resolve));
      signal.throwIfAborted();
      const token = { text: piece, logProbability: -piece.length / 8 };
      tokens.push(token);
      onText?.(index, piece, [token]);
      if (words === "die later") throw died;
    }
    if (words === "hang") {
      await new Promise((_, reject) => {
        signal.addEventListener("abort", () => {
          aborted += 1;
          reject(signal.reason);
        });
      });
    }
    return {
      text: tokens.map((token) => token.text).join(""),
      tokensIn: words.length,
      tokensOut: tokens.length,
      finish: tokens.length < pieces.length ? "length" : "stop",
      logProbability: tokens.reduce((total, { logProbability }) => total + (logProbability ?? 0), 0),
      tokens: withTokens === true ? tokens : null,
      latencyMs: 1,
      cost: null,
    };
  };

  return {
    asked,
    aborted: () => aborted,
    facts: { name: "fake", revision: "sha256:fake", engine: "onnx", provider: "cpu", contextLength },
    batchPlan: {},
    generate: (requests, options) =>
      Promise.all(requests.map((request, index) => generateOne(request, index, options))),
    close: async () => {},
  };
}
