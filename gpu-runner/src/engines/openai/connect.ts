/** The package's client for one server, with nothing taken from the environment but the key that was named. */
import OpenAI from "openai";
import { EngineError } from "../engine.ts";
import type { Place } from "./attemptFailure.ts";

export interface Connection {
  readonly client: OpenAI;
  readonly place: Place;
}

export interface ConnectionOptions {
  /** Address of the server; `/v1` is added where the path is empty. */
  readonly url: string;
  /** Environment variable that holds the API key. */
  readonly keyVariable?: string | undefined;
}

export interface ConnectionWorld {
  readonly fetch: typeof globalThis.fetch;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Milliseconds since 1970. */
  wallClock(): number;
}

/** The engine watches silences itself; the package's own limit only has to be longer. */
const TIMEOUT_MS = 86_400_000;

/** Throws `EngineError` for an address that is none and for a variable that is not set. */
export function connect({ url, keyVariable }: ConnectionOptions, world: ConnectionWorld): Connection {
  const key = readKey(keyVariable, world.env);
  const address = toBaseUrl(url);
  const client = new OpenAI({
    baseURL: address.href,
    apiKey: key ?? "none",
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    fetch: world.fetch,
    // The engine tries again by itself, so that each try passes the budget.
    maxRetries: 0,
    timeout: TIMEOUT_MS,
    logLevel: "off",
    ...(key === null && { defaultHeaders: { Authorization: null } }),
  });
  const place: Place = {
    server: `${address.origin}${address.pathname}`,
    redact: (text) => (key === null ? text : text.replaceAll(key, "[key]")),
    wallClock: world.wallClock,
  };
  return { client, place };
}

function readKey(variable: string | undefined, env: ConnectionWorld["env"]): string | null {
  if (variable === undefined) return null;
  const key = env[variable]?.trim();
  if (key !== undefined && key !== "") return key;
  throw new EngineError("refused", `${variable}, which should hold the API key, is not set.`, {
    fix: `Set the environment variable ${variable}, or name another one.`,
    retry: false,
  });
}

function toBaseUrl(written: string): URL {
  const url = URL.parse(written);
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw new EngineError("unreachable", `${written} is no address of a server.`, {
      fix: "Write it like http://127.0.0.1:8000/v1",
      retry: false,
    });
  }
  if (url.pathname === "/") url.pathname = "/v1";
  return url;
}
