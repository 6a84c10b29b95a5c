/**
 * Bounded tries at one request, with growing and jittered waits.
 * Decision: a wait that the server asks for is kept where it is bearable, and ends the tries at once where it is not:
 * the job then goes back to the queue instead of holding its lease asleep.
 */
import pRetry from "p-retry";
import type { World } from "../../world.ts";
import { AttemptFailure } from "./attemptFailure.ts";

export interface TryOptions {
  /** The first included. */
  readonly attempts: number;
  /** First wait; doubles up to 30 times its size. Milliseconds. */
  readonly retryMs: number;
  /** Longest wait that the server may ask for. Milliseconds. */
  readonly retryAfterLimitMs: number;
}

/** Rejects with the last try's `EngineError`, or with the signal's reason. */
export async function tryAgain<T>(
  what: string,
  attempt: () => Promise<T>,
  { attempts, retryMs, retryAfterLimitMs }: TryOptions,
  signal: AbortSignal,
  { log, sleep }: Pick<World, "log" | "sleep">,
): Promise<T> {
  try {
    return await pRetry(attempt, {
      retries: attempts - 1,
      minTimeout: retryMs,
      maxTimeout: retryMs * 30,
      factor: 2,
      randomize: true,
      signal,
      shouldRetry: ({ error }) => error instanceof AttemptFailure && error.again,
      onFailedAttempt: async ({ error, attemptNumber, retriesLeft, retryDelay }) => {
        if (!(error instanceof AttemptFailure) || !error.again || retriesLeft === 0) return;
        const { afterMs } = error;
        if (afterMs !== null && afterMs > retryAfterLimitMs) throw error;
        const fields = { what, attemptNumber, kind: error.error.kind, reason: error.message, afterMs };
        log.warn(fields, "request to the model server failed, trying again");
        if (afterMs !== null && afterMs > retryDelay) await sleep(afterMs - retryDelay, signal);
      },
    });
  } catch (thrown) {
    signal.throwIfAborted();
    throw thrown instanceof AttemptFailure ? thrown.error : thrown;
  }
}
