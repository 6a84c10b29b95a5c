/**
 * Why one request to the server failed: the named error, whether asking again at once may help, what it may have cost.
 * Decision: a status is the server's word, so nothing was generated and nothing is owed; everything that broke after
 * the request had left may have been billed, and is counted with its worst case. The server's own words go into the
 * message, shortened and without the key; headers and bodies are not kept, so that no log can print them.
 */
import { APIConnectionError, APIError } from "openai";
import { EngineError, type EngineErrorKind } from "../engine.ts";

export class AttemptFailure extends Error {
  readonly error: EngineError;
  /** Whether the same request may succeed a moment later. */
  readonly again: boolean;
  /** The server's wish (`Retry-After`), milliseconds. */
  readonly afterMs: number | null;
  readonly billed: "nothing" | "unknown";
  /** Status and body of a refusal, from which the refused field is read. */
  readonly refusal: { readonly status: number; readonly param: string; readonly words: string } | null;
  constructor(
    error: EngineError,
    facts: Partial<Pick<AttemptFailure, "again" | "afterMs" | "billed" | "refusal">> = {},
  ) {
    super(error.message);
    this.error = error;
    this.again = facts.again ?? error.retry;
    this.afterMs = facts.afterMs ?? null;
    this.billed = facts.billed ?? "nothing";
    this.refusal = facts.refusal ?? null;
  }

  /** The same failure where another try cannot be made. */
  forGood(): AttemptFailure {
    return new AttemptFailure(this.error, { again: false, billed: this.billed });
  }
}

export interface Place {
  /** Address of the server without credentials, for people. */
  readonly server: string;
  readonly redact: (text: string) => string;
  /** Milliseconds since 1970, for a `Retry-After` that is a date. */
  readonly wallClock: () => number;
}

/** Whatever the package or the network threw, named. Aborts are not failures: check the signal first. */
export function toAttemptFailure(thrown: unknown, place: Place): AttemptFailure {
  if (thrown instanceof AttemptFailure) return thrown;
  if (thrown instanceof APIConnectionError) return unreachable(thrown, place);
  if (thrown instanceof APIError) return ofApiError(thrown, place);
  const words = place.redact(thrown instanceof Error ? thrown.message : String(thrown));
  return badReply(`The answer of ${place.server} broke off or could not be read: ${words}.`);
}

export function badReply(message: string, again = true): AttemptFailure {
  return new AttemptFailure(
    new EngineError("bad_reply", message, {
      fix: "Check that the address leads to an OpenAI-compatible server (it usually ends in /v1) and not to a proxy's page, and look into the server's log.",
      retry: again,
    }),
    { billed: "unknown" },
  );
}

export function timedOut(server: string, idleMs: number): AttemptFailure {
  return new AttemptFailure(
    new EngineError("timed_out", `${server} sent nothing for ${idleMs / 1_000} s.`, {
      fix: "The server hangs or its queue is longer than that: look into its log, lower --openai-concurrency, or allow more time.",
      retry: true,
    }),
    { billed: "unknown" },
  );
}

function unreachable(thrown: APIConnectionError, place: Place): AttemptFailure {
  const code = systemCode(thrown);
  return new AttemptFailure(
    new EngineError("unreachable", `${place.server} cannot be reached${code === null ? "" : ` (${code})`}.`, {
      fix: "Start the server, or correct the address and the port.",
      retry: true,
    }),
    // A connection that never stood carried no request; one that was reset may have.
    { billed: code !== null && NEVER_CONNECTED.has(code) ? "nothing" : "unknown" },
  );
}

const NEVER_CONNECTED = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"]);

function systemCode(error: unknown): string | null {
  for (let at = error; at instanceof Error; at = at.cause) {
    if ("code" in at && typeof at.code === "string") return at.code;
  }
  return null;
}

function ofApiError(thrown: APIError, place: Place): AttemptFailure {
  const words = place.redact(wordsOf(thrown));
  // An error inside a stream has no status of its own; servers put one into `code`.
  const inStream = thrown.status === undefined;
  const status = thrown.status ?? (typeof thrown.code === "number" ? thrown.code : 500);
  const { kind, retry, fix } = meaningOf(status, thrown.code ?? null, words);
  const said = `${place.server} answered ${inStream ? "within the stream" : status}: ${words}`;
  return new AttemptFailure(new EngineError(kind, said, { fix, retry }), {
    afterMs: readRetryAfter(thrown.headers, place.wallClock()),
    billed: inStream ? "unknown" : "nothing",
    refusal: kind === "refused" ? { status, param: thrown.param ?? "", words } : null,
  });
}

function wordsOf({ error, message, status }: APIError): string {
  const body: unknown = error;
  let words = message;
  if (typeof body === "object" && body !== null) {
    if ("message" in body && typeof body.message === "string") words = body.message;
    // FastAPI's form, which some servers use for invalid requests.
    else if ("detail" in body)
      words = typeof body.detail === "string" ? body.detail : JSON.stringify(body.detail);
  }
  const plain = words
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ")
    .trim();
  const withoutStatus = plain.startsWith(`${status} `) ? plain.slice(`${status} `.length) : plain;
  return withoutStatus.length > 300 ? `${withoutStatus.slice(0, 300)}...` : withoutStatus;
}

interface Meaning {
  readonly kind: EngineErrorKind;
  readonly retry: boolean;
  readonly fix: string;
}

function meaningOf(status: number, code: string | null, words: string): Meaning {
  if (
    code === "context_length_exceeded" ||
    /maximum context length|context length|context window|longer than the maximum/i.test(words)
  ) {
    return {
      kind: "context_too_long",
      retry: false,
      fix: "Shorten the prompt, lower maxTokens, or serve the model with a longer context (vLLM --max-model-len, SGLang --context-length).",
    };
  }
  if (code === "insufficient_quota") {
    return { kind: "refused", retry: false, fix: "The account at the server has no credit left: top it up." };
  }
  if (status === 429) {
    return {
      kind: "rate_limited",
      retry: true,
      fix: "Lower --openai-concurrency or the number of runners, or raise the limit at the server.",
    };
  }
  if (status === 408) {
    return {
      kind: "timed_out",
      retry: true,
      fix: "The server gave up waiting: look into its log or lower the load.",
    };
  }
  if (status >= 500) {
    return { kind: "server_error", retry: true, fix: "Look into the server's log; the job is tried again." };
  }
  if (status === 401 || status === 403) {
    return {
      kind: "refused",
      retry: false,
      fix: "Put a valid key into an environment variable and name it with --openai-key-env.",
    };
  }
  if (status === 404) {
    return {
      kind: "refused",
      retry: false,
      fix: "Use a model name that the server's /v1/models lists, and an address that ends in /v1.",
    };
  }
  return { kind: "refused", retry: false, fix: "Change the request as the server says." };
}

/** `retry-after-ms`, else `Retry-After` in seconds or as a date. */
function readRetryAfter(headers: Headers | undefined, now: number): number | null {
  const milliseconds = Number.parseFloat(headers?.get("retry-after-ms") ?? "");
  if (milliseconds >= 0) return milliseconds;
  const written = headers?.get("retry-after");
  if (written === null || written === undefined || written === "") return null;
  const seconds = Number(written);
  const wait = Number.isNaN(seconds) ? Date.parse(written) - now : seconds * 1_000;
  return Number.isNaN(wait) ? null : Math.max(0, wait);
}
