/**
 * Requests through breaks of the network and restarts of the server.
 * Decision: try until it works or the work is stopped, with growing, jittered waits, because a runner has nothing
 * better to do; only refusals that another try cannot change end it. Safe, since every report is idempotent and
 * fenced: what arrived twice counts once.
 */
import { ApiError } from "@plumbline/client";
import pRetry from "p-retry";
import type { World } from "./world.ts";

/** Whether another try may help: no connection, a server error, too many requests, a request that took too long. */
export function isPassing(error: unknown): boolean {
  if (error instanceof ApiError) return error.status >= 500 || error.status === 429 || error.status === 408;
  if (!(error instanceof Error)) return false;
  return (
    error.name === "TimeoutError" ||
    (error instanceof TypeError && /fetch failed|network|terminated/i.test(error.message))
  );
}

export function untilItWorks<T>(
  what: string,
  operation: () => Promise<T>,
  signal: AbortSignal,
  { log, metrics, retryMs }: Pick<World, "log" | "metrics" | "retryMs">,
): Promise<T> {
  return pRetry(() => orAborted(operation(), signal), {
    retries: Number.POSITIVE_INFINITY,
    minTimeout: retryMs,
    maxTimeout: retryMs * 15,
    factor: 2,
    randomize: true,
    signal,
    shouldRetry: ({ error }) => isPassing(error),
    onFailedAttempt: ({ error, attemptNumber, retryDelay }) => {
      if (!isPassing(error)) return;
      metrics.retried(what);
      log.warn({ what, attemptNumber, retryDelay, reason: error.message }, "request failed, trying again");
    },
  });
}

/** The promise, or the signal's reason as soon as it is aborted: a request that hangs keeps nobody. */
async function orAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  const stopListening = new AbortController();
  const aborted = new Promise<never>((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener("abort", () => reject(signal.reason), {
      once: true,
      signal: stopListening.signal,
    });
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    stopListening.abort();
  }
}
