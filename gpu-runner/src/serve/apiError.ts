/** Errors in OpenAI's form, and which engine error becomes which: one exhaustive table. */
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { EngineError } from "../engines/engine.ts";

export interface ErrorBody {
  readonly error: {
    readonly message: string;
    readonly type: "invalid_request_error" | "server_error" | "rate_limit_error";
    /** The field that is wrong. */
    readonly param: string | null;
    readonly code: string | null;
  };
}

export class ApiError extends Error {
  readonly status: ContentfulStatusCode;
  readonly body: ErrorBody;
  readonly headers: Readonly<Record<string, string>>;
  constructor(
    status: ContentfulStatusCode,
    code: string | null,
    message: string,
    {
      param = null,
      headers = {},
    }: { param?: string | null; headers?: Readonly<Record<string, string>> } = {},
  ) {
    super(message);
    this.status = status;
    this.headers = headers;
    this.body = { error: { message, type: typeOf(status), param, code } };
  }
}

/** Whatever went wrong while generating. Unknown errors keep their text to themselves: it is in the log. */
export function toApiError(thrown: unknown): ApiError {
  if (thrown instanceof ApiError) return thrown;
  if (thrown instanceof EngineError) return ofEngineError(thrown);
  return new ApiError(500, "internal", "The server failed. Its log says why.");
}

function ofEngineError({ kind, message, fix }: EngineError): ApiError {
  const words = `${message} ${fix}`;
  switch (kind) {
    case "context_too_long":
      return new ApiError(413, "context_length_exceeded", words, { param: "messages" });
    case "rate_limited":
      return new ApiError(429, kind, words, { headers: { "retry-after": "1" } });
    case "engine_died":
    case "unreachable":
      return new ApiError(503, kind, words, { headers: { "retry-after": "5" } });
    case "timed_out":
      return new ApiError(504, kind, words);
    // The model's chat template does not take these messages.
    case "refused":
      return new ApiError(400, kind, words);
    case "bad_reply":
    case "server_error":
      return new ApiError(502, kind, words);
    case "model_file_missing":
    case "model_file_corrupt":
    case "provider_unavailable":
    case "budget_exhausted":
      return new ApiError(500, kind, words);
  }
}

function typeOf(status: number): ErrorBody["error"]["type"] {
  if (status === 429) return "rate_limit_error";
  return status < 500 ? "invalid_request_error" : "server_error";
}
