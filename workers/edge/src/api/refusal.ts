/**
 * Refusals: the one way in which a request fails on purpose. Decision: handlers and what they call at the HTTP border
 * throw a `Refusal`, and `toProblem` is the one place that turns anything thrown into problem+json. An
 * unexpected error tells the caller nothing but its request id; the log has the rest.
 */
import { PROBLEM_CODES, type ProblemCode, type ProblemDetails } from "@plumbline/contract";
import { HTTPException } from "hono/http-exception";

export interface RefusalDetails {
  readonly fix?: string | undefined;
  readonly errors?: ProblemDetails["errors"];
}

export class Refusal extends Error {
  readonly code: ProblemCode;
  readonly details: RefusalDetails;
  constructor(code: ProblemCode, detail: string, details: RefusalDetails = {}) {
    super(detail);
    this.name = "Refusal";
    this.code = code;
    this.details = details;
  }
}

/** @example throw refuse("not_found", "No run has this id.") */
export function refuse(code: ProblemCode, detail: string, fix?: string): Refusal {
  return new Refusal(code, detail, { fix });
}

const TITLES: Readonly<Record<ProblemCode, string>> = {
  invalid_request: "The request is not valid",
  token_missing: "A token is needed",
  token_unknown: "The token is not known",
  token_expired: "The token has expired",
  token_revoked: "The token was revoked",
  scope_missing: "The token may not do this",
  not_found: "Not found",
  method_not_allowed: "This address does not take this method",
  conflict: "The state of things does not allow this",
  lease_lost: "The lease is lost",
  length_required: "Content-Length is needed",
  body_too_large: "The body is too large",
  unsupported_media: "This kind of body is not taken",
  upload_empty: "The upload is empty",
  upload_unreadable: "The upload cannot be read",
  rate_limited: "Too many requests",
  quota_exhausted: "The submissions of the day are used up",
  internal: "Something went wrong here",
  unavailable: "Not available at the moment",
};

/** What was thrown, as the body of a reply. */
export function toProblem(thrown: unknown, requestId: string): ProblemDetails {
  const refusal = toRefusal(thrown);
  return {
    type: `urn:plumbline:problem:${refusal.code}`,
    title: TITLES[refusal.code],
    status: PROBLEM_CODES[refusal.code],
    code: refusal.code,
    detail: refusal.message,
    ...(refusal.details.fix === undefined ? {} : { fix: refusal.details.fix }),
    ...(refusal.details.errors === undefined ? {} : { errors: refusal.details.errors }),
    instance: requestId,
  };
}

function toRefusal(thrown: unknown): Refusal {
  if (thrown instanceof Refusal) return thrown;
  if (thrown instanceof HTTPException) {
    switch (thrown.status) {
      case 400:
        return refuse("invalid_request", thrown.message || "The body is not JSON.");
      case 413:
        return refuse("body_too_large", "The body is larger than this address takes.");
      case 415:
        return refuse(
          "unsupported_media",
          "This address takes JSON.",
          "Send content-type: application/json.",
        );
      default:
        return refuse("internal", "The request could not be handled.");
    }
  }
  return refuse(
    "internal",
    "The request could not be handled.",
    "Try again; the request id finds it in the logs.",
  );
}
