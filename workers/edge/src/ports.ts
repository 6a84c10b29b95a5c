/**
 * What the product asks of the place it runs in. Decision: everything below the entry sees these interfaces and
 * nothing of Cloudflare's, so that a Node entry (files, a database-backed queue) is a matter of adapters alone.
 */
import type { Store } from "@plumbline/storage";

export interface Clock {
  /** Milliseconds since 1970-01-01 UTC. */
  now(): number;
  /** Resolves after `ms`, or as soon as the signal fires. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export interface Random {
  bytes(length: number): Uint8Array;
  /** That many random bytes as base64url. */
  text(length: number): string;
}

/** SHA-256. Synchronous, because a grading step hashes thousands of short texts and a promise costs more than the hash. */
export interface Hasher {
  /** First 128 bits, base64url, 22 characters: the identity of a text. */
  contentHash(text: string): string;
  /** All 256 bits, hex. */
  sha256(text: string): string;
  /** For bytes that come in pieces. */
  start(): { update(bytes: Uint8Array): void; digest(): string };
}

export interface StoredPart {
  readonly number: number;
  readonly etag: string;
}

/** Objects that are written once and read by ranges. Ranges are half-open and may reach beyond the end. */
export interface ObjectStore {
  put(key: string, bytes: Uint8Array): Promise<void>;
  /** Starts an upload in parts and returns its id. All parts but the last have one size, 5 MiB or more. */
  startParts(key: string): Promise<string>;
  putPart(
    key: string,
    uploadId: string,
    number: number,
    body: Uint8Array | { readonly stream: ReadableStream<Uint8Array>; readonly length: number },
  ): Promise<StoredPart>;
  completeParts(key: string, uploadId: string, parts: readonly StoredPart[]): Promise<void>;
  abortParts(key: string, uploadId: string): Promise<void>;
  /** Throws where the object is gone. */
  read(key: string, start: number, end: number): Promise<Uint8Array>;
  stream(key: string): Promise<ReadableStream<Uint8Array>>;
  /** Removes every object whose key starts with the prefix. */
  removeAll(prefix: string): Promise<void>;
}

/** "Grade the next steps of this run, which stood at this epoch when the message was sent." */
export interface GradingMessage {
  readonly runId: string;
  readonly epoch: number;
}
export interface GradingQueue {
  send(message: GradingMessage): Promise<void>;
}

export interface RateLimiter {
  /** Counts one request of the key; false = too many. */
  allow(key: string): Promise<boolean>;
}

export type LogFields = Readonly<Record<string, unknown>>;
export interface Logger {
  info(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}

export interface Settings {
  /** Lets its holder make one admin token; null = only a local caller may, while no token exists. */
  readonly bootstrapSecret: string | null;
  /** Signs one browser in, once; null = there is no such link. */
  readonly onceCode: string | null;
  readonly github: { readonly clientId: string; readonly clientSecret: string } | null;
  /** A run without progress for so long gets its message again. */
  readonly stallMs: number;
  /** A run whose upload has not come for so long is given up. */
  readonly abandonMs: number;
  readonly leaseTtlMs: number;
  /** Submissions a day to hidden benchmarks for tokens without a limit of their own. */
  readonly hiddenDailySubmissions: number;
}

export interface Ports {
  readonly store: Store;
  readonly objects: ObjectStore;
  readonly queue: GradingQueue;
  readonly clock: Clock;
  readonly random: Random;
  readonly hasher: Hasher;
  readonly limiter: RateLimiter;
  readonly logger: Logger;
  readonly settings: Settings;
}
