/**
 * An OpenAI-compatible endpoint as judges see it: one request out, a named reply back.
 * Decision: the JSON schema mode is tried first; an endpoint that refuses it is asked without it from then on. Whatever
 * the network does has a name, and the key is cut out of everything the endpoint says, because some repeat it.
 */
import {
  type Ask,
  NO_USAGE,
  type Reply,
  readOpenaiChat,
  refusesSchema,
  toOpenaiChat,
} from "@plumbline/judging";
import { CommandFailure } from "../failure.ts";
import type { Surroundings } from "../surroundings.ts";

export interface Endpoint {
  /** Of `chatAddress`. */
  readonly address: string;
  readonly model: string;
  /** Null: the endpoint wants none. */
  readonly key: string | null;
  /** Of one try, from the request to the last byte. Milliseconds. */
  readonly timeoutMs: number;
  readonly temperature: number;
  /** Calls under way end when it is aborted. */
  readonly stop: AbortSignal;
}

/** @example chatAddress("http://127.0.0.1:8790") // "http://127.0.0.1:8790/v1/chat/completions" */
export function chatAddress(text: string): string {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) {
    const fix = "Write it like http://127.0.0.1:8790/v1";
    throw new CommandFailure(2, "endpoint_invalid", `${text} is no address of an endpoint.`, fix);
  }
  const url = new URL(text);
  const path = url.pathname.replace(/\/+$/, "");
  if (!path.endsWith("/chat/completions")) url.pathname = `${path === "" ? "/v1" : path}/chat/completions`;
  return url.href;
}

/** Rejects only where `stop` was aborted. */
export function endpointAsk(endpoint: Endpoint, surroundings: Pick<Surroundings, "fetch">): Ask {
  let mode: "schema" | "plain" = "schema";
  return async (request) => {
    const tried = mode;
    const send = (as: "schema" | "plain") =>
      post(
        endpoint,
        toOpenaiChat(request, { model: endpoint.model, mode: as, temperature: endpoint.temperature }),
        surroundings,
      );
    const first = await send(tried);
    if (!("body" in first)) return first;
    if (tried === "plain" || !refusesSchema(first.status, first.body)) return read(first);
    mode = "plain";
    const second = await send("plain");
    return "body" in second ? read(second) : second;
  };
}

interface Answer {
  readonly status: number;
  /** Parsed, or the text where it is no JSON. */
  readonly body: unknown;
  readonly retryAfterMs: number | undefined;
}

function read({ status, body, retryAfterMs }: Answer): Reply {
  return readOpenaiChat(status, body, retryAfterMs);
}

async function post(
  { address, key, timeoutMs, stop }: Endpoint,
  body: unknown,
  surroundings: Pick<Surroundings, "fetch">,
): Promise<Answer | Extract<Reply, { status: "failed" }>> {
  const limit = AbortSignal.timeout(timeoutMs);
  try {
    const response = await surroundings.fetch(
      new Request(address, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          ...(key !== null && { authorization: `Bearer ${key}` }),
        },
        body: JSON.stringify(body),
        signal: AbortSignal.any([limit, stop]),
      }),
    );
    const text = await response.text();
    const said = key === null ? text : text.replaceAll(key, "[key]");
    const retryAfterMs = toMilliseconds(response.headers.get("retry-after"));
    return { status: response.status, body: parse(said), retryAfterMs };
  } catch (thrown) {
    if (stop.aborted) throw thrown;
    if (limit.aborted) {
      const message = `The endpoint did not answer within ${timeoutMs / 1000} s.`;
      return { status: "failed", failure: "timed_out", message, usage: null };
    }
    return { status: "failed", failure: "unavailable", ...describe(thrown) };
  }
}

/** A call that never reached anybody cost nothing; one that broke off may have cost anything. */
function describe(thrown: unknown): { readonly message: string; readonly usage: typeof NO_USAGE | null } {
  const cause = thrown instanceof Error ? thrown.cause : undefined;
  const code = cause instanceof Error ? (cause as NodeJS.ErrnoException).code : undefined;
  const why = code ?? (thrown instanceof Error ? thrown.message : String(thrown));
  const unreached = code !== undefined && UNREACHED.includes(code);
  return { message: `The endpoint cannot be reached: ${why}.`, usage: unreached ? NO_USAGE : null };
}

const UNREACHED = ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"];

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Seconds are read; a date is not, because it needs the endpoint's clock. */
function toMilliseconds(header: string | null): number | undefined {
  return header !== null && /^\d{1,6}$/.test(header.trim()) ? Number(header) * 1000 : undefined;
}
