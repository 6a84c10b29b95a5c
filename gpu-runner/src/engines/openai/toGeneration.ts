/** A complete reply as the engine's result. */
import { EngineError, type Generation } from "../engine.ts";
import { AttemptFailure } from "./attemptFailure.ts";
import type { Reply } from "./streamCompletion.ts";

/**
 * Without usage the prompt counts as 0 tokens and the output as its pieces: a lower bound.
 * Throws `AttemptFailure` where the server itself says that it gave up.
 */
export function toGeneration(
  { text, finish, stopString, tokens, pieces, usage }: Reply,
  { server, cost, latencyMs }: { server: string; cost: number | null; latencyMs: number },
): Generation {
  // vLLM's and SGLang's words for a request that they dropped.
  if (finish === "abort" || finish === "error") {
    throw new AttemptFailure(
      new EngineError("server_error", `${server} gave up in the middle of an answer.`, {
        fix: "Look into the server's log; the job is tried again.",
        retry: true,
      }),
      // What it used has been charged already.
      { billed: "nothing" },
    );
  }
  return {
    text,
    tokensIn: usage?.tokensIn ?? 0,
    tokensOut: usage?.tokensOut ?? Math.max(tokens.length, pieces),
    finish: finish === "length" ? "length" : "stop",
    stopString,
    logProbability: totalOf(tokens.map(({ logProbability }) => logProbability)),
    tokens: tokens.length > 0 ? tokens : null,
    latencyMs,
    cost,
  };
}

function totalOf(logProbabilities: readonly (number | null)[]): number | null {
  if (logProbabilities.length === 0) return null;
  let total = 0;
  for (const one of logProbabilities) {
    if (one === null) return null;
    total += one;
  }
  return total;
}
