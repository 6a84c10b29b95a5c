/**
 * The API in process for tests: a real D1, objects in memory, a clock that stands still until it is moved, a queue that
 * is drained by hand, so that a test can lose a message or deliver it twice.
 */
import { getRandomValues } from "node:crypto";
import { type Client, createClient } from "@plumbline/client";
import type { Scope } from "@plumbline/contract";
import { openD1 } from "../../../../packages/storage/test/openD1.ts";
import { createApi } from "../api/createApi.ts";
import { issueToken } from "../auth/issueToken.ts";
import { nodeHasher } from "../cloudflare/nodeHasher.ts";
import { consumeGrading } from "../ingest/consumeGrading.ts";
import type { GradingMessage, Ports, Settings } from "../ports.ts";
import { memoryObjects } from "./memoryObjects.ts";

export const ORIGIN = "https://plumbline.test";

export interface TestApi {
  readonly ports: Ports;
  readonly objects: ReturnType<typeof memoryObjects>;
  readonly messages: GradingMessage[];
  readonly logs: string[];
  /** Milliseconds; tests move it. */
  readonly time: { now: number };
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** A client with a new token of that account. */
  as(account: string, ...scopes: Scope[]): Promise<Client & { readonly secret: string }>;
  /** Delivers queued messages, and those that they cause, until none is left. */
  drain(): Promise<void>;
  stop(): Promise<void>;
}

export async function startApi(settings: Partial<Settings> = {}): Promise<TestApi> {
  const opened = await openD1();
  const objects = memoryObjects();
  const messages: GradingMessage[] = [];
  const logs: string[] = [];
  const time = { now: Date.UTC(2026, 10, 21) };
  const ports: Ports = {
    store: opened.store,
    objects,
    queue: { send: async (message) => void messages.push(message) },
    clock: {
      now: () => time.now,
      async sleep(ms) {
        time.now += ms;
      },
    },
    random: {
      bytes: (length) => getRandomValues(new Uint8Array(length)),
      text: (length) => Buffer.from(getRandomValues(new Uint8Array(length))).toString("base64url"),
    },
    hasher: nodeHasher,
    limiter: { allow: async () => true },
    logger: {
      info: (message, fields) => void logs.push(JSON.stringify({ message, ...fields })),
      error: (message, fields) => void logs.push(JSON.stringify({ message, ...fields })),
    },
    settings: {
      bootstrapSecret: null,
      onceCode: null,
      github: null,
      stallMs: 30_000,
      abandonMs: 86_400_000,
      leaseTtlMs: 60_000,
      hiddenDailySubmissions: 10,
      ...settings,
    },
  };
  const api = createApi();
  const send = async (request: Request): Promise<Response> => api.fetch(request, { ports });
  return {
    ports,
    objects,
    messages,
    logs,
    time,
    fetch: (path, init) => send(new Request(new URL(path, ORIGIN), init)),
    async as(account, ...scopes) {
      const { secret } = await issueToken(ports, { label: account, scopes }, account);
      return { ...createClient({ baseUrl: ORIGIN, token: secret, fetch: send }), secret };
    },
    async drain() {
      for (let message = messages.shift(); message !== undefined; message = messages.shift()) {
        await consumeGrading(ports, message, 1);
      }
    },
    stop: opened.stop,
  };
}
