/**
 * The ports of one request or event, made of Cloudflare's bindings. Decision: made anew each time, because a socket to
 * PostgreSQL must not outlive the request that opened it; D1 and the others cost nothing to wrap.
 */
import { createD1Store, createPostgresStore } from "@plumbline/storage";
import type { Clock, Ports, Random, Settings } from "../ports.ts";
import type { Bindings } from "./bindings.ts";
import { consoleLogger } from "./consoleLogger.ts";
import { nodeHasher } from "./nodeHasher.ts";
import { r2Objects } from "./r2Objects.ts";

const clock: Clock = {
  now: () => Date.now(),
  async sleep(ms, signal) {
    await scheduler.wait(ms, signal === undefined ? {} : { signal }).catch(() => {});
  },
};

const random: Random = {
  bytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
  text: (length) => toBase64Url(crypto.getRandomValues(new Uint8Array(length))),
};

/** The caller closes `ports.store` when its work is done. */
export function createPorts(env: Bindings): Ports {
  const store =
    env.STORE === "postgres"
      ? createPostgresStore(env.HYPERDRIVE.connectionString, random.bytes)
      : createD1Store(env.DB, random.bytes);
  return {
    store,
    objects: r2Objects(env.OBJECTS),
    queue: {
      async send(message) {
        await env.GRADING.send(message);
      },
    },
    limiter: { allow: async (key) => (await env.RATE_LIMIT.limit({ key })).success },
    clock,
    random,
    hasher: nodeHasher,
    logger: consoleLogger,
    settings: readSettings(env),
  };
}

function readSettings(env: Bindings): Settings {
  const { GITHUB_CLIENT_ID: clientId, GITHUB_CLIENT_SECRET: clientSecret } = env;
  return {
    bootstrapSecret: env.BOOTSTRAP_SECRET || null,
    onceCode: env.ONCE_CODE || null,
    github: clientId && clientSecret ? { clientId, clientSecret } : null,
    stallMs: toNumber(env.STALL_MS, 30_000),
    abandonMs: toNumber(env.ABANDON_MS, 86_400_000),
    leaseTtlMs: toNumber(env.LEASE_TTL_MS, 60_000),
    hiddenDailySubmissions: toNumber(env.HIDDEN_DAILY_SUBMISSIONS, 10),
  };
}

/** @example toNumber("250", 30_000) === 250 */
function toNumber(text: string | undefined, otherwise: number): number {
  const number = Number(text);
  return text === undefined || text === "" || !Number.isFinite(number) ? otherwise : number;
}

function toBase64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}
