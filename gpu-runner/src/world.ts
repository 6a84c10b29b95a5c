/** What the runner's logic needs of the world, handed in so that tests own time and network. */
import type { Client } from "@plumbline/client";
import type { EngineRegistry } from "./engines/engineRegistry.ts";
import type { Metrics } from "./metrics/metrics.ts";

/** Structured log lines; never a secret, never a response's text. */
export interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export interface World {
  readonly client: Client;
  readonly log: Log;
  readonly engines: EngineRegistry;
  readonly metrics: Metrics;
  /** Milliseconds on a clock that only moves forward. */
  now(): number;
  /** Rejects at once when the signal is aborted. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
  /** First wait after a failed request; grows to 15 times its size. Milliseconds. */
  readonly retryMs: number;
}
