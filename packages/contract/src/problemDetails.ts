/**
 * The one error body of the API: RFC 9457 problem+json.
 * Decision: `code` is a closed list, so that callers switch on it; `detail` says what is wrong and where, `fix` what to do.
 */
import { z } from "zod";

export const PROBLEM_CODES = {
  invalid_request: 400,
  token_missing: 401,
  token_unknown: 401,
  token_expired: 401,
  token_revoked: 401,
  scope_missing: 403,
  not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  lease_lost: 409,
  length_required: 411,
  body_too_large: 413,
  unsupported_media: 415,
  upload_empty: 422,
  upload_unreadable: 422,
  rate_limited: 429,
  quota_exhausted: 429,
  internal: 500,
  unavailable: 503,
} as const;
export type ProblemCode = keyof typeof PROBLEM_CODES;

/** RFC 9457 body. `type` is `urn:plumbline:problem:CODE`; `instance` is the request id found in the logs. */
export interface ProblemDetails {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: ProblemCode;
  readonly detail: string;
  readonly fix?: string | undefined;
  readonly instance?: string | undefined;
  readonly errors?: readonly { readonly path: string; readonly message: string }[] | undefined;
}

export const problemDetailsSchema: z.ZodType<ProblemDetails> = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.enum(Object.keys(PROBLEM_CODES) as [ProblemCode, ...ProblemCode[]]),
  detail: z.string(),
  fix: z.string().optional(),
  instance: z.string().optional(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});
